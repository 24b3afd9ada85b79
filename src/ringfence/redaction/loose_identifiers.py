# ruff: noqa: E501  (patterns read better on one line than cut)
"""Numbers and words that only may identify somebody: what stands around them decides, not their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringfence.foundation.pattern import compiled
from ringfence.redaction.vocabulary import is_ordinary
from ringfence.redaction.word_classes import class_of

__all__ = ["find_loose"]

_PRIVATE = (
    r"(?:pass ?words?|pass ?codes?|pass ?phrases?|\bpins?\b|\bpw\b|memorable (?:words?|names?|information|place|dates?)|maiden name|secret (?:word|answer|question)|security (?:word|answer|number|code|question|digits)"
    r"|\botp\b|\botc\b|\bcodes?\b|\bcod\b|\bcyfrinair\b|user ?name|user ?id|log ?in|\bcv[vc]2?\b|three (?:numbers |digits )?on the back|code ?word|key ?safe|sort code)"
)
_CARD = r"(?:\bcards?|visa|mastercard|amex|debit|credit|long number)"
_PART = r"(?:ending|ends?|ended|last (?:four|4|three|3|two)|first (?:eight|six|four|twelve|8|6|4|12)|beginning|begins?|starting|starts?|finishing|finishes|last bit(?: is| was)?)"
# The end or the beginning of a card, "card" and the word for the part within one clause.
_PART_OF_CARD = rf"(?i)\b{_PART}\b"
_PART_AFTER = r"(?i)^[^.\n0-9]*?((?:[0-9*][ \-]?)+[0-9])\b"
_PRIVATE_SAID = rf"(?i){_PRIVATE}"
_ACCOUNT_SAID = r"(?i)\b(?:account|acc|acct|a/c)\b"
_CARD_SAID = rf"(?i){_CARD}"
_SHORT_AFTER = r"^[^.\n0-9£]*?[ ,:(\"“'‘]([0-9]{3,4})\b"
_PRIVATE_WORD = r"(?i)(?:pass ?word|pass ?phrase|\bpw|memorable (?:word|name|place)|maiden name|secret word|user ?name|code ?word|log ?in)\b"
_WORD_AFTER = r"^[^\n]*?[,:(\"“'‘.] ?[\"“'‘]?([\pL][\pL'’]{2,}(?: \p{Lu}[\pL]+)?)"
_WORD_BEFORE_PRIVATE = r"(?i)[\"“'‘]([\pL0-9][\pL0-9 ]{2,20})[\"”'’],? (?:which |that )?(?:was|is|being) (?:the|my|our|her|his) (?:pass ?word|code ?word|secret word|memorable word|word)"
_DIGITS = r"\b[0-9]{1,6}(?:[ \-][0-9]{2,6}){1,5}\b|\b[0-9]{5,8}\b|\b[0-9](?:[ \-][0-9]){3,11}\b"
# Of words with a figure in them: from the first figure on; what stands before it is of the same characters.
_IN_MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_!@#$&*/.-"
_FROM_FIGURE = re.compile(r"[0-9][A-Za-z0-9_!@#$&*/.\-]*")
_HANDLE = r"(?:^|[^A-Za-z0-9.])(@[A-Za-z0-9][A-Za-z0-9_.]{3,})"
_UNDERSCORED = r"\b([A-Za-z0-9]+_[A-Za-z0-9_]+)\b"
_CARD_WITH_GAPS = r"\b[0-9]{4}[ .*xX]{3,12}[0-9]{4}\b"
_GROUPS_OF_FOUR = r"\b[A-Z0-9]{4}(?:[ \-][A-Z0-9]{4}){2,3}\b"
_CASE_AND_YEAR = r"(?:^|[^0-9/])([0-9]{3,5}/[0-9]{2})(?:[^0-9/]|$)"
_SAID_NUMBER = r"(?i)\b(?:mine|mine's|ours|his|hers|number|no\.?|nr|ticket|exhibit|driver|it was|said|gave|read|typed)(?: is| was|'s)?[ ,:(\"“]{1,3}([0-9]{4})(?:[^0-9\pL:.]|\.(?:[^0-9]|$)|$)"
_LETTERS_AND_DIGITS = r"\b(?-i:[A-Z]{1,5}[ \-/]?[0-9]{2,5}(?:[ \-/][0-9]{2,5}){0,3}(?: ?[0-9]{0,2}[A-Z]{1,3})?)\b"
# Numbers of officers and operators, the end of an account behind dots.
_STAFF = r"(?:\b(?:(?i:op|oper|operator|ctl|drk|controller|ext|extension|collar|warrant|unit|callsign)\.?:? ?|(?:PC|PS|DC|DS|DI|PCSO|WPC|Sgt|OIC|SEO) \p{Lu}[\pL'’\-]+(?: \p{Lu}[\pL'’\-]+)?(?:, (?:no\.? ?|number )?| \(| ))|\.\.+ ?)([0-9]{4,5}|[A-Z]{2}[0-9]{2})(?:[^0-9\pL]|$)"
_MIXED_WORD = r"(?i)(?:pass ?word|pass ?code|\bpw|user ?name|log ?in) (?:[a-z]+ )?[\"“'‘]?((?:[a-z]+[0-9]|[0-9]+[a-z])[a-z0-9]{1,8})\b"
_PLAIN = r"(?i)^(?:[0-9.,:]+(?:st|nd|rd|th|am|pm|a\.m|p\.m|hrs?|hours?|mins?|secs?|k|m|f|gb|mb|g|yo|yrs?|yr|x|ish|p|%|quid|pounds|days?|th[a-z]*|stone|ft|cm|mm|kg|miles?|bn|pw|pm|pa)|[0-9]{1,4}-[a-z\-]+|[a-z]+-[a-z\-]+|[a-z]+-[0-9]{1,3}s?|[0-9]{1,3}/[0-9]{1,3}|24/7|x[0-9]{1,3}|[0-9]{1,3}x|q[0-9]{1,2}|[0-9]{1,2}[a-z]|kb[0-9]+|0x[0-9a-f]{8}|[a-z]\.[a-z]|[0-9]g|o2|[a-z]{1,2}[0-9]{1,2}|[0-9.:\-/]+|(?:windows|win|iphone|covid|ps|xbox|galaxy|ipad|microsoft)[0-9.\-]+)$"
_MONEY_AFTER = r"(?i)^ ?(?:pounds?|quid|gbp|grand|k\b|thousand|euros?|dollars?|usd|hrs?\b|hours?\b|mins?\b|am\b|pm\b|people|years|calls|times|miles|members)"
_MONEY_BEFORE = r"(?:[£$€]|gbp|usd) ?[0-9,.]*$"
_LONGEST_PARTICLE = 4  # letters of "that", "they", "gave": a shorter word is hardly ever the secret
_YEAR = r"^(?:19|20)[0-9]{2}$"
_DATE = r"^(?:[0-3]?[0-9][ \-][01]?[0-9][ \-](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[ \-](?:19|20)?[0-9]{2}|[0-9]{1,2}[ \-][0-9]{1,2}|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9])$"


def find_loose(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, type and shape of what only may be an identifier."""
    low = text.lower()
    has_digit = any(map(str.isdigit, text))
    if has_digit:
        for match in compiled(_PART_OF_CARD).finditer(text):
            around = text[max(0, match.start() - 50) : match.end() + 30]
            kind = (
                "card"
                if compiled(_CARD_SAID).search(around)
                else "bank_account"
                if compiled(_ACCOUNT_SAID).search(around)
                else "other_id"
            )
            span = _after(_PART_AFTER, text, match.end(), 45)
            if span and sum(map(str.isdigit, text[slice(*span)])) >= 3 and not _is_amount(text, *span):
                weak = "weak " if kind == "other_id" else ""
                yield *span, kind, f"{weak}part {min(sum(map(str.isdigit, text[slice(*span)])), 9)}"
        for match in compiled(_CARD_WITH_GAPS).finditer(text):
            yield *match.span(), "card", "part 8"
        yield from _digits(text)
        yield from _mixed(text)
        yield from _after_labels(text)
    for mark, pattern in (("@", _HANDLE), ("_", _UNDERSCORED)):
        for match in compiled(pattern).finditer(text) if mark in text else ():
            yield *match.span(1), "other_id", "weak handle"
    if any(word in low for word in ("pass", "word", "maiden", "memorable", "user", "login", "log in", " pw")):
        yield from _secret_words(text)


def _after_labels(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in compiled(_STAFF).finditer(text):
        yield *match.span(1), "other_id", "weak staff"
    for match in compiled(_MIXED_WORD).finditer(text):
        yield *match.span(1), "other_id", "weak secret"
    for match in compiled(_PRIVATE_SAID).finditer(text):
        span = _after(_SHORT_AFTER, text, match.end(), 45)
        if span and not _is_amount(text, *span):
            yield *span, "other_id", "weak short secret"


def _secret_words(text: str) -> Iterator[tuple[int, int, str, str]]:
    spans = [_after(_WORD_AFTER, text, match.end(), 55) for match in compiled(_PRIVATE_WORD).finditer(text)]
    spans += [match.span(1) for match in compiled(_WORD_BEFORE_PRIVATE).finditer(text)]
    for span in spans:
        if span:
            value = text[slice(*span)].lower()
            if not is_ordinary(value):
                yield *span, "other_id", "weak word secret"
            elif len(value) > _LONGEST_PARTICLE and not class_of(value) and value.isalpha():
                yield *span, "other_id", "weak ordinary secret"


def _after(pattern: str, text: str, place: int, room: int) -> tuple[int, int] | None:
    """Return where the group of a pattern stands in the characters after a place."""
    match = compiled(pattern).search(text[place : place + room])
    return (place + match.start(1), place + match.end(1)) if match else None


def _digits(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in compiled(_DIGITS).finditer(text):
        value = match.group()
        count = sum(map(str.isdigit, value))
        if count < 5 and not (count == 4 and len(value) == 7):
            continue
        if compiled(_DATE).search(value) or _is_amount(text, *match.span()):
            continue
        yield *match.span(), "other_id", f"weak digits {min(count, 9)}"


def _mixed(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in compiled(_LETTERS_AND_DIGITS).finditer(text):
        value = match.group()
        if sum(map(str.isdigit, value)) >= 3 and not compiled(_PLAIN).search(value):
            yield *match.span(), "other_id", "weak capitals digits"
    for match in compiled(_GROUPS_OF_FOUR).finditer(text):
        if any(map(str.isdigit, match.group())) and any(map(str.isalpha, match.group())):
            yield *match.span(), "other_id", "weak capitals digits"
    for pattern, shape in ((_CASE_AND_YEAR, "weak case"), (_SAID_NUMBER, "weak four")):
        for match in compiled(pattern).finditer(text):
            if not _is_amount(text, *match.span(1)):
                yield *match.span(1), "other_id", shape
    end = 0
    for begun in _FROM_FIGURE.finditer(text):
        value = text[end + len(text[end : begun.start()].rstrip(_IN_MIXED)) : begun.end()]
        end = begun.end()
        start = end - len(value.lstrip("!@#$&*/.-_"))
        value = value.strip("@/.-")
        value = value.lstrip("!#$&*_")
        if len(value) < 5 or not any(map(str.isalpha, value)) or compiled(_PLAIN).search(value):
            continue
        yield start, start + len(value), "other_id", f"weak mixed {'short' if len(value) < 7 else 'long'}"


def _is_amount(text: str, start: int, end: int) -> bool:
    """Say whether it is money, a count or a year."""
    if compiled(_MONEY_BEFORE).search(text[max(0, start - 12) : start].lower()):
        return True
    value = text[start:end]
    if value.endswith("000") and len(value) <= 6 and value.isdigit() and not value.startswith("0"):
        return True
    return compiled(_MONEY_AFTER).search(text[end : end + 12]) is not None or compiled(_YEAR).search(value) is not None
