# ruff: noqa: E501  (patterns read better on one line than cut)
"""Numbers, e-mail addresses and postcodes as they are spoken: "oh seven seven double oh", "jo dot bloggs at"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ringfence.foundation.pattern import compiled

__all__ = ["SPOKEN_HINT", "SpokenNumber", "find_spoken_emails", "find_spoken_numbers", "find_spoken_postcodes"]

_UNITS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES = {"double": 2, "dubble": 2, "triple": 3, "treble": 3}
_NOUGHTS = {"hundred": "00", "thousand": "000"}

_DIGIT = "(?:zero|oh|o|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine)"
_SAID_NUMBER = (
    "(?:(?:double|dubble|triple|treble)[ \\-])?(?:zero|oh|o|nought|naught|nil|one|two|three|four|five|sixteen|sixty|six|seventeen|seventy|seven|"
    "eighteen|eighty|eight|nineteen|ninety|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|hundred|thousand|twenty|thirty|fou?rty|fifty|[0-9]{1,5})"
)
# Two digits spoken one after the other: only then is the longer pattern worth its time.
SPOKEN_HINT = rf"(?i)\b(?:{_DIGIT}[ ,\-]+(?:(?:double|dubble|triple|treble) )?{_DIGIT}|(?:double|dubble|triple|treble)[ \-]{_DIGIT})\b"
_RUN = rf"(?i)\b(?:plus )?{_SAID_NUMBER}(?:[ ,.\-]{{1,3}}{_SAID_NUMBER}){{2,23}}\b"
_EMAIL_END = r"(?i)(?: at |@)([a-z0-9\-]+(?: [a-z0-9]+)? ?(?:dot|\.) ?(?:com|co ?(?:dot|\.) ?uk|net|org ?(?:dot|\.) ?uk|org|ac ?(?:dot|\.) ?uk|uk|me|example|gov ?(?:dot|\.) ?uk|police ?(?:dot|\.) ?uk))\b"
_EMAIL_LEAD = r"(?i)(?:^|[ ,:;(\"'“])((?:[a-z0-9._\-]+ (?:dot|underscore|hyphen|dash|full stop) )+[a-z0-9._\-]+(?: [0-9]{1,4}| (?:one|two|three|four|five|six|seven|eight|nine|zero|oh|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))*|[a-z0-9._\-]+(?: [0-9]{1,4}| (?:one|two|three|four|five|six|seven|eight|nine|zero|oh|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))*)$"
_EMAIL_CUE = r"(?i)\b(?:e-?mail(?: address)?(?: is|'s|:|,)?|my address is|address is|write to me at)(?: it'?s| that'?s)? ((?:[a-z0-9._\-]+ ){1,7}[a-z0-9._\-]+)$"
# Without the word: one or two letters, digits, a digit and two letters, each said for itself.
_POSTCODE_ALONE = rf"(?i)\b((?:double )?[a-z] (?:[a-z] )?(?:{_DIGIT}|ten|eleven|twelve|[0-9]{{1,2}})(?: {_DIGIT}| [0-9])? (?:{_DIGIT}|[0-9]) (?:double [a-z]|[a-z] [a-z]))\b"
_NOT_IN_NAME = r"(?i)^(?:(?:me|us|at|is|its|it's|on|to|or|and|address|by|via) )+"
_POSTCODE = (
    rf"(?i)post ?code(?: is|'s| was|,|:)? ((?:(?:double |treble )?[a-z]\b|{_DIGIT}\b|ten\b|eleven\b|twelve\b|[0-9]{{1,2}}[a-z]?\b)"
    rf"(?:[ ,.\-]{{1,2}}(?:for )?(?:(?:double |treble )?[a-z]\b|{_DIGIT}\b|[0-9]{{1,2}}[a-z]{{0,2}}\b)){{2,7}})"
)


class SpokenNumber(NamedTuple):
    """Digits spoken as words, where they stand, and how many words it took."""

    start: int
    end: int
    digits: str
    words: int


def find_spoken_numbers(text: str) -> Iterator[SpokenNumber]:
    """Yield runs of spoken digits, most of them in words."""
    if compiled(SPOKEN_HINT).search(text) is None:
        return
    for match in compiled(_RUN).finditer(text):
        digits, words = _digits(match.group())
        if words >= 3 or (words == 2 and len(digits) >= 4):
            yield SpokenNumber(match.start(), match.end(), digits, words)


def find_spoken_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where e-mail addresses stand that have "at" or "dot" for their signs."""
    if " dot " not in text.lower() and " at " not in text.lower():
        return
    for match in compiled(_EMAIL_END).finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        lead = compiled(_EMAIL_CUE).search(before) or compiled(_EMAIL_LEAD).search(before)
        is_spoken = not match.group().startswith("@") or " dot " in match.group().lower()
        if lead is not None and is_spoken:
            name = lead.group(1)
            skip = len(name) - len(compiled(_NOT_IN_NAME).sub("", name))
            yield match.start() - len(before) + lead.start(1) + skip, match.end()


def find_spoken_postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a postcode is spelled out."""
    if "ost" in text.lower():
        for match in compiled(_POSTCODE).finditer(text):
            yield match.span(1)
    for match in compiled(_POSTCODE_ALONE).finditer(text):
        yield match.span(1)


def _digits(run: str) -> tuple[str, int]:
    made: list[str] = []
    words = 0
    times = 1
    tens = ""
    for word in run.lower().replace(",", " ").replace("-", " ").replace(".", " ").split():
        if word in _TIMES:
            times = _TIMES[word]
            continue
        if word == "plus":
            continue
        words += not word.isdigit()
        if tens and word in _UNITS and _UNITS[word] != "0":
            made[-1] = tens + _UNITS[word]
            tens = ""
            continue
        tens = ""
        if word in _NOUGHTS:
            made.append(_NOUGHTS[word])
        elif word in _TENS:
            tens = _TENS[word]
            made.append(tens + "0")
        else:
            made.append((_UNITS.get(word) or _TEENS.get(word) or word) * times)
        times = 1
    return "".join(made), words
