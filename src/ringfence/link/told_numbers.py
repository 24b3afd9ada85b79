"""Sums, counts and times told in a text, however they are written: "£1,950", "two hundred and forty nine", "6k"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from ringfence.foundation.pattern import compiled
from ringfence.link.background import packaged_background
from ringfence.link.canonical import canonical
from ringfence.reading import ReadText, find_money, spoken_number

__all__ = ["NUMBER_WORDS", "ToldNumber", "roughly", "told_numbers"]

_FIGURE = r"(£ ?)?\b([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(?:\.([0-9]{1,2}))?( ?(?:k|grand|thousand|hundred))?\b"
NUMBER_WORDS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fourty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "grand",
    ]
)
_SMALLEST = 20  # below, a number says something only with what it counts
_SMALLEST_BARE = 100  # below, a number without a pound sign is somebody's age more often than not
_EVERYBODY_RINGS = frozenset({101, 105, 111, 112, 159, 191, 999, 1471, 7726})
_NOT_COUNTED = frozenset(
    [
        "oclock",
        "yrs",
        "year",
        "years",
        "old",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_SPELLED = (3, 4, 5)  # digits that are said one by one: a short number, not yet a telephone's
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)  # people round to these
_DIGITS = {
    "oh": "0",
    "zero": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_LONGEST_TEXT = 20_000


class ToldNumber(NamedTuple):
    """One number as a feature's value and as it was told."""

    value: str  # "249", or "9minut": a small one with what it counts
    words: str


def told_numbers(read: ReadText) -> Iterator[ToldNumber]:
    """Yield the numbers of a text that can tell one script from another, in order of their kinds.

    Phone, card and account numbers, dates of birth and references are no part
    of it: they are identifiers and compared apart, or not at all.
    """
    text = read.text[:_LONGEST_TEXT]
    taken = [(one.start, one.end) for one in read.identifiers if one.type != "money"]
    for found in compiled(_FIGURE, ignores_case=True).finditer(text):
        if any(start < found.end() and found.start() < end for start, end in taken):
            continue
        pounds, digits, _, scale = found.groups()
        value = int(digits.replace(",", ""))
        if scale:
            value *= 100 if "hundred" in scale else 1000
        if pounds or scale or _tells(value):
            yield ToldNumber(str(value), found.group().strip())
    for sum_ in find_money(text):
        if sum_.pounds >= _SMALLEST:
            yield ToldNumber(str(int(sum_.pounds)), text[sum_.start : sum_.end].strip())
    yield from _spoken(read.words.words)


def roughly(value: str) -> str | None:
    """Return about how much a sum is, as people round it: "980" is about 1000, "1450" about 1500."""
    if not value.isdigit() or int(value) < _SMALLEST:
        return None
    scale = 10 ** (len(str(int(value))) - 1)
    return str(int(min((step * scale for step in _STEPS), key=lambda step: abs(log(step / int(value))))))


def _spoken(words: Sequence[str]) -> Iterator[ToldNumber]:
    place, last = 0, min(len(words), 4000)
    while place < last:
        if words[place] not in NUMBER_WORDS and not (words[place].isdigit() and len(words[place]) <= 2):
            place += 1
            continue
        end = place + 1
        while end < last and (
            words[end] in NUMBER_WORDS or (words[end] == "and" and end + 1 < last and words[end + 1] in NUMBER_WORDS)
        ):
            end += 1
        run = words[place:end]
        if len(run) in _SPELLED and all(word in _DIGITS for word in run):
            value = float("".join(_DIGITS[word] for word in run))  # "one six one"
        else:
            value = spoken_number(" ".join(run)) or 0.0
        after = words[end] if end < last else ""
        if not words[place].isdigit() and _tells(int(value)):
            yield ToldNumber(str(int(value)), " ".join(words[place:end]))
        elif 1 < value < _SMALLEST and _is_counted(after):
            yield ToldNumber(f"{int(value)}{canonical(after)}", " ".join((*words[place:end], after)))
        place = end


def _tells(value: int) -> bool:
    """Say whether a bare number can be the script's: no age, no year, no number that everybody rings."""
    return value >= _SMALLEST_BARE and not 1900 <= value <= 2035 and value not in _EVERYBODY_RINGS


def _is_counted(word: str) -> bool:
    return (
        word.isalpha()
        and len(word) > 2
        and word not in _NOT_COUNTED
        and not packaged_background().is_common(f"w:{canonical(word)}")
    )
