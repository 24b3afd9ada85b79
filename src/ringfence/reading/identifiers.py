# ruff: noqa: E501  (patterns read better on one line than cut)
"""Phone numbers, e-mail addresses, cards and other identifiers in a text, with where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import re2

from ringfence.foundation.pattern import Pattern, compiled
from ringfence.reading.spoken import SPOKEN_HINT, find_spoken_emails, find_spoken_numbers, find_spoken_postcodes
from ringfence.reading.words import word_set

__all__ = ["Identifier", "IdentifierType", "find_identifiers", "may_hold_phone"]


class IdentifierType(StrEnum):
    """The kinds of identifier; names as in `ringfence redact`."""

    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    CARD = "card"
    SORT_CODE = "sort_code"
    BANK_ACCOUNT = "bank_account"
    NI_NUMBER = "ni_number"
    DATE_OF_BIRTH = "date_of_birth"
    OTHER_ID = "other_id"
    MONEY = "money"  # not personal; read for the facts


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier and where it stands (code points, half-open)."""

    type: IdentifierType
    start: int
    end: int
    text: str
    digits: str = ""  # of numbers: the digits alone, spoken ones too


_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = (
    "(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_YEAR_SAID = (
    "(?:nineteen|twenty|two thousand)(?: and)?(?: hundred(?: and)?)?(?:[ -](?:oh|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|six|seven|eight|nine)){1,2}"
)
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|{_YEAR_SAID}|['’]?[0-9]{{2}}\b)"
_DATE = (
    rf"(?:[0-3]?[0-9](?: ?[/.\-] ?| )[01]?[0-9](?: ?[/.\-] ?| )(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})|(?:(?:19|20)[0-9]{{2}})-[01][0-9]-[0-3][0-9]|"
    rf"(?:[0-3]?[0-9](?: ?(?:st|nd|rd|th))?|{_ORDINAL})(?:[ \-.]?(?:of ))?[ \-.]?{_MONTH}\.?,?(?:[ \-]{_YEAR})?|{_MONTH} (?:the )?(?:[0-3]?[0-9](?:st|nd|rd|th)?|{_ORDINAL})(?:,? {_YEAR})?)"
)
# A year in which somebody who reports may have been born; calls are later.
_BIRTH_YEAR = "(?:19[0-9]{2}|200[0-5])"
_FULL_DATE = rf"\b(?:[0-3]?[0-9][/.\-][01]?[0-9][/.\-]{_BIRTH_YEAR}|[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?{_MONTH},? {_BIRTH_YEAR}|{_BIRTH_YEAR}-[01][0-9]-[0-3][0-9])\b"
_KNOWN_BY_HEART = (
    r"(?:pass ?words?|pass ?codes?|pass ?phrases?|\bpins?(?: ?(?:code|number|no))?|memorable (?:words?|names?|information|place|dates?)|maiden name|secret (?:word|answer)|security (?:word|answer|number|code|digits)|"
    r"otp|one[ \-]?time (?:pass ?)?(?:code|word|number|pin)?|(?:verification|access|activation|authentication|authorisation|confirmation|text|sms|login|log in|banking|reset|security|puk|pac|wps|six digit|6 digit|four digit|4 digit|alarm|door|gate|entry|burglar alarm) (?:code|number)|"
    r"\bcodes?|key ?safe(?: code| no\.?| number)?|cvv|cvc|security digits|(?:three|3|last three|last 3) (?:digits|numbers|figures)(?: on (?:the |my |her |his )?(?:back|reverse))?(?: of (?:the|my|her|his) card)?|user ?name|user ?id|log ?in(?: id)?)"
)
_TO_VALUE = r"(?:,? ?(?:which|that|and it|it|(?:i|he|she|they|we|mum|dad|vic|ip)(?: [a-z]+){1,3}))?(?:[ ]?(?:is|are|was|were|=|:|-|as|being|of|to be|said|reads?|read|number|no\.?))*[ :,\-]*[\"'“‘]?"
_REFERENCE = (
    r"(?:policy|crime|customer|membership|member|nhs|hospital|patient|passport|driving licen[cs]e|driver number|driver'?s licen[cs]e|licen[cs]e|reference|refs?|registration|registered|reg|vrm|index|case|claim|incident|log|order|invoice|tracking|parcel|booking|ticket|utr|crn|urn|nfrc|roll|"
    r"plate|badge|warrant|collar|staff|employee|payroll|student|pension|national insurance|ni|council tax|meter|mpan|account|acct?|a/c|contract|file|document|docket|certificate|blue badge|bus pass|id|identification|personal|serial|imei|voucher|gift card|any ?desk|team ?viewer|session|partner)"
)
_REFERENCE_VALUE = r"([a-z]{0,8}[ /\-]?[0-9][a-z0-9]*(?:[/\-][a-z0-9]+)*(?: ?[0-9]{2,}[a-z0-9/\-]*)*(?: [a-z]{3}\b)?)"

# Order matters: an earlier kind owns its characters.
_PATTERNS: tuple[tuple[IdentifierType, str], ...] = (
    (IdentifierType.EMAIL, r"[\pL0-9._%+\-']+ ?@ ?[\pL0-9\-]+(?:\.[\pL0-9\-]+)+"),
    (IdentifierType.BANK_ACCOUNT, r"\b[a-z]{2}[0-9]{2} ?[a-z]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{2}\b"),
    (
        IdentifierType.NI_NUMBER,
        r"\b(?:[a-z]{2} ?[\- ]?[0-9]{2} ?[\- ]?[0-9]{2} ?[\- ]?[0-9]{2} ?[\- ]?[a-d]|(?-i:[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Z]))\b",
    ),
    (IdentifierType.CARD, r"\b[0-9](?:[ \-.]{0,2}[0-9]){12,23}\b"),
    (
        IdentifierType.CARD,
        r"(?:cards?|visa|mastercard|amex|debit|credit|ending|ends|ended)[^.\n]{0,30}?(?:ending|ends|ended|end|beginning|starting|starts|last (?:four|4)(?: digits| numbers| figures)?)(?: (?:in|with|is|are|was|were|of|on|on my card))*[ :,]{1,3}([0-9*x]{0,4}[ \-]?[0-9]{4})\b",
    ),
    (
        IdentifierType.CARD,
        r"(?:last (?:four|4)(?: digits| numbers| figures)?|ending|card no\.?|card number)(?: (?:of|on) (?:my|the|her|his) card)?(?: (?:in|with|is|are|was|were))*[ :,]{1,3}([0-9*x]{0,16}[ \-]?[0-9]{4})\b",
    ),
    (IdentifierType.CARD, r"(?:[x*]{2,4}[ \-]?){1,4}[0-9]{4}\b|\b[0-9]{4}[ \-](?:[x*]{4}[ \-]?){2}[0-9]{0,4}"),
    (
        IdentifierType.CARD,
        r"(?:expiry(?: date)?|expires?(?: end)?|valid (?:to|until|thru)|exp)(?: is| was|:)? ?((?:0[1-9]|1[0-2]) ?[/\-] ?(?:20)?[0-9]{2})\b",
    ),
    (
        IdentifierType.DATE_OF_BIRTH,
        rf"(?:\bd\.? ?o\.? ?b\.?\b|date of birth|\bborn\b(?: on| in)?|birth ?day|birth ?date)(?: is| was|'s|=)*(?:,? [a-z]+){{0,3}}?[ :,\-(]{{0,3}}((?:the )?{_DATE}|{_BIRTH_YEAR})\b",
    ),
    (IdentifierType.DATE_OF_BIRTH, _FULL_DATE),
    # No call was in '55, nor in sixty-two; a year alone after "born", "yr of birth", "b."
    (IdentifierType.DATE_OF_BIRTH, r"\b(?:0?[1-9]|[12][0-9]|3[01])[/.](?:0?[1-9]|1[0-2])[/.][3-9][0-9]\b"),
    (
        IdentifierType.DATE_OF_BIRTH,
        rf"\b{_ORDINAL} (?:of )?{_MONTH},? (?:nineteen )?(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ \-](?:one|two|three|four|five|six|seven|eight|nine))?\b",
    ),
    (IdentifierType.DATE_OF_BIRTH, rf"\b(?:(?:yr|year) of birth|yob|b\.?) ?[:(]? ?({_BIRTH_YEAR})\b"),
    (IdentifierType.PHONE, r"(?:^|[^0-9\-.])((?:\+|00)[ ]?[1-9][0-9]{0,2}(?:[ \-.()/]{0,2}[0-9]){8,11})\b"),
    (IdentifierType.PHONE, r"\b44(?:[ \-.()]{0,2}[0-9]){10}\b"),
    (IdentifierType.PHONE, r"\(?\b0[1-9](?:[ \-.()/,]{0,2}[0-9]){7,9}\b"),
    (
        IdentifierType.PHONE,
        r"\(?\b(?:1[\-. ])?\(?[2-9][0-9]{2}(?:\) ?|[\-.])[0-9]{3}[\-. ][0-9]{4}\b",  # as in North America
    ),
    (IdentifierType.PHONE, r"\b7[0-9]{3}(?:[ \-.]{0,2}[0-9]){6}\b"),
    (IdentifierType.SORT_CODE, r"\b[0-9]{2}[\-–—. ][0-9]{2}[\-–—. ][0-9]{2}\b"),
    (
        IdentifierType.SORT_CODE,
        r"(?:sort(?: ?code)?|s/c|\bsc)(?: no\.?| number)?(?: is| was|:)*[ ]?([0-9]{2}[ \-./]?[0-9]{2}[ \-./]?[0-9]{2})\b",
    ),
    (
        IdentifierType.BANK_ACCOUNT,
        r"(?:accounts?|a/c|\bacc|\bacct|\bac)(?: ?(?:number|no\.?|num|nr))*(?: (?:was|is|of|ending|ending in))?[ :,]{0,3}(?:number )?([0-9](?:[ \-]?[0-9]){3,9})\b",
    ),
    # Recorded post; letters before two groups of four are no account.
    (
        IdentifierType.OTHER_ID,
        r"\b(?-i:[A-Z]{2} ?[0-9]{4} ?[0-9]{4} ?[0-9]{1,2} ?[A-Z]{2}|[A-Z]{1,3}[ \-][0-9]{4} [0-9]{4}|[A-Z]{1,2}-[0-9]{4} [0-9]{4})\b",
    ),
    # In groups: tracking, plans and policies; share codes; driver numbers.
    (
        IdentifierType.OTHER_ID,
        r"\b(?-i:[A-Z]{2,4} [0-9]{3,4}(?: [0-9]{2,4}){1,3}(?: ?[0-9]{0,2}[A-Z]{2,3})?|[A-Z]{2,4} [0-9]{2} [0-9]{3,4} [0-9]{2,4}|[A-Z][0-9A-Z]{2} [0-9][0-9A-Z]{2} [0-9][0-9A-Z]{2}|[A-Z]{3,5}9{0,2} [0-9]{6} [A-Z0-9]{2,5}(?: ?[0-9]{1,2})?)\b",
    ),
    (IdentifierType.BANK_ACCOUNT, r"\b[0-9]{8}\b|\b[0-9]{4} [0-9]{4}\b"),
    (IdentifierType.POSTCODE, r"\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b"),
    (
        IdentifierType.OTHER_ID,
        rf"{_KNOWN_BY_HEART}{_TO_VALUE}([a-z0-9!@#$%&*_\-]*[0-9!@#$%&*_][a-z0-9!@#$%&*_\-]*(?:[ \-][0-9]{{2,6}}\b)*)",
    ),
    (
        IdentifierType.OTHER_ID,
        r"(?:pass ?word|pass ?phrase|memorable (?:word|name|information|place)|maiden name|secret (?:word|answer)|user ?name|\blogin)(?: for [a-z ]{1,24}?)?(?:[ ]?(?:is|was|=|:|being|as))+[ ]*[\"'“‘]?([\pL0-9!@#$%&*_\-]{3,})",
    ),
    (
        IdentifierType.OTHER_ID,
        rf"\b{_REFERENCE}(?: ?(?:number|no\.?|num|nr|ref\.?|reference|plate|code|id|card|#|for (?:you|this|me|us|it)|from (?:you|them|the bank|action fraud|yourselves)))*(?: (?:is|was|of|as|given|quoted|they gave|he gave|she gave|i have|i got|i was given|got))*[ ]?[:#(]? ?{_REFERENCE_VALUE}",
    ),
    (IdentifierType.OTHER_ID, r"\bcodes?\b[^.\n£]{0,40}?[ ,:\"'“‘]([0-9]{3}[ \-]?[0-9]{3})\b"),
    # Driver number; numbers of patients; vehicles, new and old style.
    (IdentifierType.OTHER_ID, r"\b[a-z9]{5} ?[0-9]{6} ?[a-z9]{2} ?[0-9a-z]{3,5}\b"),
    (IdentifierType.OTHER_ID, r"\b[a-z]{2}[0-9]{2} ?[a-z]{3}\b"),
    (IdentifierType.OTHER_ID, r"\b(?-i:[A-Z][0-9]{1,3} ?[A-Z]{3}|[A-Z]{3} [0-9]{1,3}[A-Z])\b"),
    # Letters and digits in one: somebody's reference.
    (
        IdentifierType.OTHER_ID,
        r"\b(?-i:[A-Z]{1,5}(?:[/\-][A-Z]{1,4})?[/\-]?[0-9]{4,}[A-Z0-9]*(?:[/\-][A-Z0-9]+)*|[0-9]{2,}[/\-][A-Z0-9]{2,}[/\-][0-9]{2,}|[A-Z0-9]{2,5}-[A-Z0-9]{3,5}-[A-Z0-9]{3,5}|[A-Z]{2,6}[/\-][0-9]{2,}(?:[/\-][A-Z0-9]+)*)\b",
    ),
    # Whatever else is as long as a number by which somebody can be found.
    (IdentifierType.OTHER_ID, r"\b[0-9](?:[ \-]?[0-9]){8,18}\b"),
    (
        IdentifierType.MONEY,
        r"(?:£|gbp ?|\$|€) ?[0-9][0-9,]*(?:\.[0-9]{1,2})? ?(?:k\b|thousand\b|grand\b|m\b|million\b)?|\b[0-9][0-9,]*(?:\.[0-9]{1,2})? ?(?:k|thousand|grand|hundred)?(?: (?:and )?[a-z]+ hundred)? ?(?:pounds|quid|pound|gbp)\b|\b[0-9]+(?:\.[0-9])?(?: grand|k)\b",
    ),
)
_SPOKEN_CUES = (
    r"(?i)\b(?:pin|pins|pin number|code|codes|otp|passcode|pass code|digits|cvv|numbers on the back|password)\b"
)
# What follows "password is" and is none.
_NO_SECRETS = word_set(
    "not the a an my his her their our your that this it in on at to of for and or but so wrong right safe secret correct incorrect changed weak strong now being also still going please protected compromised private personal secure something what never only too very been asked required needed sent given used no yes same known stolen there they he she you we was is are"
)
_ACCOUNT_BEHIND = r"[ ]?[,;/:|]?[ ]?(?i:(?:and )?(?:a/c|ac|acct?|account)(?: (?:no\.?|number))?[ :]{0,2})?(?:[0-9]{4} ?[0-9]{4}|[0-9]{2} [0-9]{2} [0-9]{2} [0-9]{2})\b(?:[^ 0-9\-]|[ \-][^0-9]|[ \-]?$)"
_BEHIND_SORT_CODE = r"(?:^|[^0-9])[0-9]{2}[\-–—. ][0-9]{2}[\-–—. ][0-9]{2}[ ,/|:]{1,3}$"
_TORN_SORT_CODE = r"(?:^|[^0-9])[0-9]{2}[\-–—. ][0-9]{2}[\-–—. ]$"
_TORN_ACCOUNT = r"[0-9]{2}[ ,/]{1,3}[0-9]{4} ?[0-9]{4}"
_DAY = r"(?i)[0-3]?[0-9][/.\-][01]?[0-9](?:[/.\-](?:19|20)?[0-9]{2})?|[0-9]{1,2}(?:st|nd|rd|th|am|pm|hrs|hr|mins|yrs|yr|yo|f|m|k|x)?|[0-9]{1,2}[.:][0-9]{2}(?:am|pm|hrs)?|[0-9]{3,4}(?:hrs|am|pm|k)"
_DAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
_ENGLISH_CODES = frozenset(
    {"st", "nd", "rd", "th", "am", "pm", "km", "kg", "mm", "cm", "gb", "mb", "tb", "hr", "hp", "ml", "mg", "in", "ft"}
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[IdentifierType, Pattern], ...]:
    return tuple((kind, compiled(pattern, ignores_case=True)) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=1)
def _which() -> Any:
    """Return a filter over all patterns: it says in one call which stand in a text."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    found = re2.Filter()
    for _, pattern in _PATTERNS:
        found.Add(pattern, options)
    found.Compile()
    return found


@lru_cache(maxsize=1)
def _any_phone() -> Pattern:
    of_phones = [pattern for kind, pattern in _PATTERNS if kind is IdentifierType.PHONE]
    return Pattern("|".join(f"(?:{pattern})" for pattern in (*of_phones, SPOKEN_HINT)), ignores_case=True)


def may_hold_phone(text: str) -> bool:
    """Say whether `find_identifiers` may find a phone number: most texts hold none, and one look tells."""
    return _any_phone().search(text) is not None


def find_identifiers(text: str) -> list[Identifier]:
    """Return the identifiers of a text in order, none over another."""
    found: list[Identifier] = []
    taken = bytearray(len(text))
    for kind, start, end, digits in _candidates(text):
        if not any(taken[start:end]):
            found.append(Identifier(kind, start, end, text[start:end], digits))
            taken[start:end] = b"\x01" * (end - start)
    return sorted(found, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[tuple[IdentifierType, int, int, str]]:
    for start, end in find_spoken_emails(text):
        yield IdentifierType.EMAIL, start, end, ""
    for start, end in find_spoken_postcodes(text):
        yield IdentifierType.POSTCODE, start, end, ""
    for number in find_spoken_numbers(text):
        if kind := _kind_of_spoken(text, number.start, number.digits):
            yield kind, number.start, number.end, number.digits
    for number in sorted(_which().Match(text) or ()):  # in the order of the table: an earlier kind owns its characters
        kind, pattern = _patterns()[number]
        for match in pattern.finditer(text):
            start, end = match.span(1) if pattern.groups and match.group(1) else match.span()
            value = text[start:end]
            start += len(value) - len(value.lstrip())
            end -= len(value) - len(value.rstrip(" ,-."))
            digits = "".join(char for char in text[start:end] if char.isdigit())
            if start < end and _is_plausible(kind, text, start, end, digits):
                yield kind, start, end, digits


def _kind_of_spoken(text: str, start: int, digits: str) -> IdentifierType | None:
    before = text[max(0, start - 50) : start].lower()
    if "account" in before[-30:] and 6 <= len(digits) <= 10:
        return IdentifierType.BANK_ACCOUNT
    if "sort" in before[-25:] and len(digits) == 6:
        return IdentifierType.SORT_CODE
    if len(digits) >= 12 and (digits[0] != "0" and not digits.startswith("44")):
        return IdentifierType.CARD
    if len(digits) >= 9:
        return IdentifierType.PHONE
    if 3 <= len(digits) <= 4 and "card" in before:
        return IdentifierType.CARD
    is_code = len(digits) >= 4 and compiled(_SPOKEN_CUES).search(before) is not None
    # "seven thousand nine hundred": money, or a count.
    return IdentifierType.OTHER_ID if is_code or (len(digits) >= 6 and not digits.endswith("00")) else None


def _is_plausible(kind: IdentifierType, text: str, start: int, end: int, digits: str) -> bool:
    before = text[max(0, start - 30) : start].lower()
    judge = _PLAUSIBLE.get(kind)
    if kind is IdentifierType.SORT_CODE and compiled(_ACCOUNT_BEHIND).match(text[end : end + 30]):
        return True  # "60 83 12, 2077 4193"
    return judge is None or judge(text[start:end], digits, before)


def _is_card(value: str, digits: str, before: str) -> bool:
    if len(digits) < 13:
        return True  # the end of one, after "card ending"
    if (len(digits) <= 19 and digits[0] not in "23456") or compiled(r"[0-9]{2}-[0-9]{2}-[0-9]{2}.+").fullmatch(value):
        return False  # no card begins so; a sort code and an account number
    # A card that was typed with a slip is still somebody's card.
    is_grouped = compiled(r"[0-9]{4}([ \-])[0-9]{4}[ \-][0-9]{4}[ \-][0-9]{4}").fullmatch(value) is not None
    is_called_card = len(digits) in {15, 16} and "card" in before
    return len(digits) > 19 or _passes_luhn(digits) or is_grouped or is_called_card


def _is_sort_code(value: str, digits: str, before: str) -> bool:
    is_spaced = len(value) == 8 and value[2] in " ."
    return not is_spaced or "sort" in before or "s/c" in before or "00" in value


def _is_phone(value: str, digits: str, before: str) -> bool:
    # The end of a sort code and an account number: "20-41-06, 53319082".
    is_torn = value[:1] == "0" and len(digits) == 10 and compiled(_TORN_SORT_CODE).search(before) is not None
    return 9 <= len(digits) <= 15 and not (is_torn and compiled(_TORN_ACCOUNT).fullmatch(value))


def _is_account(value: str, digits: str, before: str) -> bool:
    # 2020 0812, 20200812: a date, unless "account" goes before.
    is_date = digits[:2] in {"19", "20"} and "01" <= digits[4:6] <= "12" and "01" <= digits[6:] <= "31"
    is_bare = len(value) == 9 and value[4] == " "
    is_called = "acc" in before or "a/c" in before or compiled(_BEHIND_SORT_CODE).search(before) is not None
    return is_called or not (is_bare or (len(digits) == 8 and is_date))


def _is_postcode(value: str, digits: str, before: str) -> bool:
    # "o2 4th", "at a1 2pm" are none.
    return value[-2:] not in _ENGLISH_CODES and (value[:1].isupper() or value[-2:].islower())


def _is_other_id(value: str, digits: str, before: str) -> bool:
    if not digits:
        return value.lower() not in _NO_SECRETS
    is_day = compiled(_DAY).fullmatch(value) is not None or value.lower()[:3] in _DAYS
    if is_day or (value[:1].islower() and " " in value[:9]) or value.startswith("KB"):
        return False  # a date, the words of a sentence, an update of Windows
    is_short = len(digits) < 3 and (value.isdigit() or "code" not in before)
    return not is_short or "safe" in before or value[:1].isupper()


_PLAUSIBLE: Mapping[IdentifierType, Callable[[str, str, str], bool]] = {
    IdentifierType.CARD: _is_card,
    IdentifierType.SORT_CODE: _is_sort_code,
    IdentifierType.PHONE: _is_phone,
    IdentifierType.BANK_ACCOUNT: _is_account,
    IdentifierType.POSTCODE: _is_postcode,
    IdentifierType.OTHER_ID: _is_other_id,
}


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
