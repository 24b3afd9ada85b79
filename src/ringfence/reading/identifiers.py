# ruff: noqa: E501  (patterns read better on one line than cut)
"""Phone numbers, e-mail addresses, cards and other identifiers in a text, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import re2

__all__ = ["Identifier", "IdentifierType", "find_identifiers"]


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


_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_SPOKEN = "(?:double |triple )?(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|[0-9])"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = rf"(?:[0-3]?[0-9][/.\- ][01]?[0-9][/.\- ](?:19|20)?[0-9]{{2}}|[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?{_MONTH},? (?:19|20)?[0-9]{{2}})"

# Order matters: an earlier kind owns its characters.
_PATTERNS: tuple[tuple[IdentifierType, str], ...] = (
    (IdentifierType.EMAIL, r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+"),
    (
        IdentifierType.EMAIL,
        r"\b[a-z0-9]+(?:(?: dot | underscore | hyphen |[._\-])[a-z0-9]+){0,4} at [a-z0-9\-]+ dot (?:com|net|org|co dot uk|co\.uk|ac dot uk|uk|me)\b",
    ),
    (IdentifierType.NI_NUMBER, r"\b[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?-?[0-9]{2} ?-?[0-9]{2} ?-?[0-9]{2} ?-?[a-d]\b"),
    (IdentifierType.CARD, r"\b[0-9](?:[ \-]?[0-9]){12,18}\b"),
    (
        IdentifierType.DATE_OF_BIRTH,
        rf"(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday)(?: is| was)?[ :,\-]{{0,3}}(?:the )?({_DATE})",
    ),
    (IdentifierType.PHONE, r"(?:\+|\b00)[ ]?[1-9][0-9]{0,2}(?:[ \-.()]{0,2}[0-9]){8,11}\b"),
    (IdentifierType.PHONE, r"\(?\b0[1-9](?:[ \-.()]{0,2}[0-9]){7,9}\b"),
    (IdentifierType.SORT_CODE, r"\b[0-9]{2}[\-– ][0-9]{2}[\-– ][0-9]{2}\b"),
    (IdentifierType.SORT_CODE, r"sort code(?: is| was|:)? ?([0-9]{6})\b"),
    (
        IdentifierType.BANK_ACCOUNT,
        r"(?:account|a/c|acc|acct)(?: number| no\.?| num)?(?: is| was|:|,)? ?(?:number )?([0-9](?:[ \-]?[0-9]){5,9})\b",
    ),
    (IdentifierType.BANK_ACCOUNT, r"\b[0-9]{8}\b"),
    (
        IdentifierType.POSTCODE,
        r"\b(?:[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][abd-hjlnp-uw-z]{2}|gir ?0aa)\b",
    ),
    (
        IdentifierType.OTHER_ID,
        r"(?:password|pass ?word|passcode|pin|one[ \-]time (?:pass)?code|otp|(?:security |verification )?code)(?: number)?(?: is| was|:| as)+ ?([a-z0-9!@#$%&*_\-]*[0-9!@#$%&*_][a-z0-9!@#$%&*_\-]*)",
    ),
    (
        IdentifierType.OTHER_ID,
        r"(?:my |her |his |our |their |the )?(?:policy|crime|customer|membership|nhs|passport|licence|license|reference|ref|registration|reg|case)(?: ?(?:number|no\.?|ref|reference|plate))*(?: is| was|:| of)* ?([a-z]{0,6}[ /\-]?[0-9][a-z0-9/\-]{4,})",
    ),
    (IdentifierType.OTHER_ID, r"\b[a-z]{2}[0-9]{2} ?[a-z]{3}\b"),
    # Whatever else is as long as a number by which somebody can be found.
    (IdentifierType.OTHER_ID, r"\b[0-9](?:[ \-]?[0-9]){8,18}\b"),
    (
        IdentifierType.MONEY,
        r"(?:£|gbp ?|\$|€) ?[0-9][0-9,]*(?:\.[0-9]{1,2})? ?(?:k\b|thousand\b|grand\b|m\b|million\b)?|\b[0-9][0-9,]*(?:\.[0-9]{1,2})? ?(?:k|thousand|grand|hundred)?(?: (?:and )?[a-z]+ hundred)? ?(?:pounds|quid|pound|gbp)\b|\b[0-9]+(?:\.[0-9])?(?: grand|k)\b",
    ),
)
_SPOKEN_RUN = rf"\b{_SPOKEN}(?:[ ,\-]{{1,2}}{_SPOKEN}){{6,15}}\b"
_WITHOUT_DIGITS = frozenset({IdentifierType.EMAIL})


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[IdentifierType, Any], ...]:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return tuple((kind, re2.compile(pattern, options)) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=1)
def _spoken() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(_SPOKEN_RUN, options)


def find_identifiers(text: str) -> list[Identifier]:
    """Return the identifiers of a text in order, none over another."""
    found: list[Identifier] = []
    taken = bytearray(len(text))
    has_digit = any(map(str.isdigit, text))
    for kind, pattern in _compiled():
        if not has_digit and kind not in _WITHOUT_DIGITS:
            continue
        if kind is IdentifierType.EMAIL and "@" not in text and " at " not in text.lower():
            continue
        for match in pattern.finditer(text):
            start, end = match.span(1) if pattern.groups and match.group(1) else match.span()
            value = text[start:end]
            start += len(value) - len(value.lstrip())
            end -= len(value) - len(value.rstrip(" ,-."))
            if start >= end or any(taken[start:end]):
                continue
            digits = "".join(char for char in text[start:end] if char.isdigit())
            if _is_plausible(kind, text, start, end, digits):
                found.append(Identifier(kind, start, end, text[start:end], digits))
                taken[start:end] = b"\x01" * (end - start)
    for match in _spoken().finditer(text):
        start, end = match.span()
        digits = _spoken_digits(match.group())
        if len(digits) >= 8 and not any(taken[start:end]):
            kind = IdentifierType.PHONE if digits[0] == "0" or len(digits) < 12 else IdentifierType.CARD
            found.append(Identifier(kind, start, end, text[start:end], digits))
            taken[start:end] = b"\x01" * (end - start)
    return sorted(found, key=lambda one: one.start)


def _is_plausible(kind: IdentifierType, text: str, start: int, end: int, digits: str) -> bool:
    if kind is IdentifierType.CARD:
        # A card that was typed with a slip is still somebody's card.
        is_grouped = re2.fullmatch(r"[0-9]{4}([ \-])[0-9]{4}[ \-][0-9]{4}[ \-][0-9]{4}", text[start:end]) is not None
        is_called_card = len(digits) in {15, 16} and "card" in text[max(0, start - 30) : start].lower()
        return _passes_luhn(digits) or is_grouped or is_called_card
    if kind is IdentifierType.SORT_CODE and text[start:end].count(" ") == 2:
        return "sort" in text[max(0, start - 25) : start].lower()
    if kind is IdentifierType.PHONE:
        return 9 <= len(digits) <= 15
    return True


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _spoken_digits(run: str) -> str:
    made: list[str] = []
    times = 1
    for word in run.lower().replace(",", " ").replace("-", " ").split():
        if word in {"double", "triple"}:
            times = 2 if word == "double" else 3
            continue
        made.append(_DIGIT_WORDS.get(word, word) * times)
        times = 1
    return "".join(made)
