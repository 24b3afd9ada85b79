# ruff: noqa: E501  (patterns read better on one line than cut)
"""Sums of pounds in a text, in figures, in words and in shorthand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ringfence.foundation.pattern import Pattern, compiled

__all__ = ["Money", "find_money", "spoken_number"]


@dataclass(frozen=True, slots=True)
class Money:
    """One sum and where it stands (code points, half-open)."""

    start: int
    end: int
    pounds: float  # of all together: "three £100 vouchers" are 300
    times: float = 1.0  # how many of the same


_UNITS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "half": 0.5, "couple": 2, "few": 3,
}  # fmt: skip
_TIMES = {"hundred": 100.0, "thousand": 1000.0, "grand": 1000.0, "k": 1000.0, "million": 1e6, "m": 1e6, "mil": 1e6}

_FIGURE = r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]{1,2})?"
_SCALE = r"(?:k|grand|thousand|hundred|million|mil|m)"
_WORD = rf"(?:{'|'.join(sorted(set(_UNITS) - {'a', 'an', 'few', 'couple', 'half'}, key=len, reverse=True))}|hundred|thousand)"
_SPOKEN = rf"(?:(?:a|an|half a|a couple of|couple of|one and a half|two and a half) )?{_WORD}(?:[ \-]+(?:and (?:a half )?)?{_WORD})*"
_POUNDS = r"(?:pounds?|quid|gbp|sterling|o bunnoedd|o bunnau)"
_COUNT = r"([0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|couple of)"
_LOT = r"(?: ?x ?| ?× ?| lots of | payments? of | instalments? of | installments? of | transfers? of | cheques? of | withdrawals? of | times )"
_VERB = r"(?:loss(?:es)?|lost|paid|pd|put|gave|given|handed(?: over)?|sent|tra?ns?f?e?r?r?e?d?|tfr'?d?|tfer'?d|withdrew|w/d(?:rew)?|took out|drew(?: out)?|losing|down|total|amount)"
# What follows a sum that is spoken without "pounds"; a noun after it would say what else was counted.
_AFTER_SPOKEN = r"(?:$|[.,;:!?)/]| (?:in|from|for|a (?:day|week|month|go|time)|out|of (?:my|her|his|it|the)|cash|to|and|each|off|on|at|that|which|by|was|went|had|has|back|altogether|more|over|into|then|but|or|under|so|is|i|he|she|they|gone|if|after|before|when|because)\b)"
_ABOUT = r"(?:[ :\-]+(?:of|is|was|approx\.?|approximately|about|around|circa|c\.?|nearly|over|almost|just|him|her|them|total|some|in total))*[ :]+"
_AMOUNT = (
    rf"(?:£ ?(?:{_FIGURE})(?: ?{_SCALE}\b)?"
    rf"|\b(?:{_FIGURE})(?: ?{_SCALE})? ?{_POUNDS}\b"
    rf"|\b(?:{_FIGURE}) ?(?:k|grand)\b"
    rf"|\b{_SPOKEN} ?(?:{_POUNDS}|grand|k)\b"
    rf"|\b(?:a|half a|couple of) grand\b)"
)
_BARE = rf"\b{_VERB}{_ABOUT}((?:{_FIGURE}))(?: ?({_SCALE}))?\b"
_NO_MONEY = (
    " times",
    " min",
    " hour",
    " day",
    " week",
    " month",
    " year",
    " people",
    " call",
    "%",
    " per",
    " am",
    " pm",
    ":",
    "/",
)
_CARDS = r"(?: (?:[a-z]+ ){0,3}(?:cards?|vouchers?|codes?|payments?|transfers?|instalments?|each|a time|apiece))"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Pattern]:
    made = {
        "many": rf"(?:\b{_COUNT}(?:{_LOT}| (?:separate |more |further )*))?({_AMOUNT})({_CARDS})?(?: ?[x×] ?([0-9]{{1,2}})\b| (?:each )?(twice|(?:two|three|four|five|six|seven|eight) times)\b)?",
        "bare": _BARE,
        "spoken": rf"\b((?:(?:a|one|another) )?(?:{_WORD}(?:[ \-]+(?:and (?:a )?(?:half )?)?{_WORD})*|{_FIGURE})[ \-]+(?:and (?:a )?half )?(?:thousand|hundred)|(?:a|half a) (?:thousand|grand))(?: and {_WORD}(?:[ \-]{_WORD})?)?{_AFTER_SPOKEN}",
        "lot": rf"\b{_COUNT} (?:[a-z]+ ){{0,3}}(?:cards?|vouchers?|payments?|transfers?|cheques?|instalments?)\b",
        "any": rf"£|{_POUNDS}|grand|thousand|hundred|[0-9]k\b|{_VERB}",
    }
    return {name: compiled(pattern, ignores_case=True) for name, pattern in made.items()}


def find_money(text: str) -> list[Money]:
    """Return the sums of pounds in a text, in order."""
    patterns = _patterns()
    if not patterns["any"].search(text):
        return []
    found: list[Money] = []
    taken = bytearray(len(text))

    def take(start: int, end: int, pounds: float, times: float = 1.0) -> None:
        found.append(Money(start, end, pounds, times))
        taken[start:end] = b"\x01" * (end - start)

    for match in patterns["many"].finditer(text):
        before, after, cards = match[1], match[4], match[3] or ""
        is_lot = bool(before) and (
            any(word in match[0].lower()[: match.start(2) - match.start()] for word in ("x", "×", " of ", "times"))
            or any(word in cards for word in ("card", "voucher", "payment", "transfer", "instal", "code"))
        )
        if before and not is_lot and not match[2].startswith("£"):
            start, pounds = match.start(1), _pounds(text[match.start(1) : match.end(2)])  # "five hundred quid"
        else:
            start, pounds = match.start(2), _pounds(match[2])
        times = spoken_number(before) if is_lot else float(after) if after else _times(match[5])
        if not before and cards.endswith((" each", " a time", " apiece")):
            counted = [lot[1] for lot in patterns["lot"].finditer(text[max(0, start - 60) : start])]
            times = spoken_number(counted[-1]) if counted else 1.0
        if pounds is not None:
            take(start, match.end(2), pounds * (times or 1.0), times or 1.0)
    for match in patterns["bare"].finditer(text):
        start, end = match.span(1)
        following = text[match.end() : match.end() + 8].lower()
        if any(taken[start:end]) or following.startswith(_NO_MONEY):
            continue
        pounds = _pounds(match[0][match.start(1) - match.start() :])
        if pounds is not None and 10 <= pounds < 1e7 and len(match[1]) < 9:
            take(start, end, pounds)
    for match in patterns["spoken"].finditer(text):
        start, end = match.span(1)
        pounds = _pounds(match[1])
        if pounds is not None and not any(taken[start:end]):
            take(start, end, pounds)
    return sorted(found, key=lambda one: one.start)


def _times(words: str | None) -> float:
    """Return how often: "twice", "three times"."""
    return 1.0 if not words else 2.0 if words.lower() == "twice" else spoken_number(words.split()[0]) or 1.0


def spoken_number(words: str) -> float | None:
    """Return a number given in figures or in words; None where it is neither."""
    total = current = 0.0
    seen = False
    for word in words.lower().replace("-", " ").replace(",", "").split():
        if word in _UNITS:
            current += _UNITS[word] if word not in {"a", "an"} or not current else 0.0
        elif word in _TIMES:
            current = (current or 1.0) * _TIMES[word]
            if _TIMES[word] >= 1000:
                total, current = total + current, 0.0
        elif word.replace(".", "", 1).isdigit():
            current += float(word)
        elif word not in {"and", "of"}:
            continue
        seen = True
    return total + current if seen and total + current else None


def _pounds(amount: str) -> float | None:
    plain = amount.lower().replace("£", " ").replace(",", "")
    for scale in ("k", "m", "grand", "thousand", "mil", "million"):
        plain = plain.removesuffix(" ")
        if plain.endswith(scale) and plain[: -len(scale)][-1:].isdigit():
            plain = f"{plain[: -len(scale)]} {scale}"
    words = plain.split()
    while len(words) > 1 and words[0].isdigit() and words[1].isdigit() and len(words[1]) == 3:
        words[:2] = ["".join(words[:2])]  # "12 500"
    return spoken_number(" ".join(words))
