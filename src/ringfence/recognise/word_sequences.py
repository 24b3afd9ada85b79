"""A pattern as the word sequences that it stands for, where these can be listed."""

from __future__ import annotations

import re
from collections.abc import Sequence as Several
from math import prod

__all__ = ["Gap", "Part", "Sequence", "alternatives", "word_sequences"]

# A gap: at least and at most so many words that are no turn mark.
Gap = tuple[int, int]
Sequence = tuple[str | Gap, ...]
# Sequences any of which may stand here, and the gap that follows; the last part has none.
Part = tuple[list[Sequence], Gap | None]

# A pattern with a part that stands for more sequences than this stays a pattern.
MOST_IN_A_PART = 1500
# Parts are multiplied out up to so many sequences, which then share their beginnings with those of other patterns.
MOST_IN_ALL = 20
_MOST_REPEATS = 3

_BOUND = re.compile(r"\\b\(\?:(?P<inside>.*)\)(?:\\b|\(\?:\\b\|\$\))", re.DOTALL)
# What parts a pattern; an escaped character and a class of characters are passed over.
_MARKS = re.compile(r"\\.|\[[^\]]+\]|[()|]")
# Phrases side by side, nothing else.
_PLAIN = re.compile(r"[a-z0-9]+(?:[ |][a-z0-9]+)*")
_GAP = re.compile(r"\((?:\?:)?(?:\[\^ ?\|? ?\]|\\w)\+ \)(?:(?P<maybe>\?)|\{(?P<low>\d+)(?:,(?P<high>\d+))?\})")
_TIMES = re.compile(r"\?|\{(?P<low>\d+)(?:,(?P<high>\d+))?\}")
_CLASS = re.compile(r"\[(?P<chars>[a-z0-9 £$€]+)\]")
_RANGE = re.compile(r"\[(?P<first>[a-z0-9])-(?P<last>[a-z0-9])\]")
_RUN = re.compile(r"[a-z0-9 £€]+(?![?*+{])")
_WORDS = re.compile(r"\((?:\?:)?(?P<words>[a-z0-9 £€]+(?:\|[a-z0-9 £€]*)*)\)(?![?*+{])")
_MARK = "\x02"  # begins a gap, as a word of its own: "\x020,4"
# Between words that begin and end a text; elsewhere a word boundary would mean something else.
_TEXT = re.compile(rf"[a-z0-9£$€]+(?: (?:[a-z0-9£$€]*|{_MARK}\d+,\d+))* [£$€]*[a-z0-9]+|[£$€]*[a-z0-9]+")


class _Endless(Exception):
    """The pattern is no short list of word sequences."""


def alternatives(pattern: str) -> list[str]:
    """Return the patterns that stand side by side at the top of one, each between word boundaries as the whole was.

    Phrases stay together: `word_sequences` lists them.
    """
    bound = _BOUND.fullmatch(pattern)
    if bound is None or _PLAIN.fullmatch(bound["inside"]) or not _is_closed(bound["inside"]):
        return [pattern]
    after = pattern[bound.end("inside") + 1 :]
    return [rf"\b(?:{one}){after}" for one in _side_by_side(bound["inside"]) if one]


def word_sequences(pattern: str) -> list[Part] | None:
    """Return the sequences of words and gaps that a pattern stands for, in parts; None where they cannot be listed.

    Args:
        pattern: whole words over normalised text, between word boundaries (`gather_features`).
    """
    bound = _BOUND.fullmatch(pattern)
    if bound is None:
        return None
    inside = bound["inside"]
    if _PLAIN.fullmatch(inside):
        return [([tuple(phrase.split(" ")) for phrase in inside.split("|")], None)]
    try:
        return _parts(inside)
    except _Endless:
        return None


def _side_by_side(inside: str) -> list[str]:
    if "|" not in inside:
        return [inside]
    parts, begin, depth = [], 0, 0
    for mark in _MARKS.finditer(inside):
        depth += (mark.group() == "(") - (mark.group() == ")")
        if mark.group() == "|" and depth == 0:
            parts.append(inside[begin : mark.start()])
            begin = mark.end()
    parts.append(inside[begin:])
    if len(parts) == 1 and inside.startswith("(?:") and inside.endswith(")") and _is_closed(inside[3:-1]):
        return _side_by_side(inside[3:-1])
    return parts


def _is_closed(inside: str) -> bool:
    """Return whether every bracket closes one that was opened within."""
    depth = 0
    for mark in _MARKS.finditer(inside):
        depth += (mark.group() == "(") - (mark.group() == ")")
        if depth < 0:
            return False
    return depth == 0


def _parts(inside: str) -> list[Part]:
    """Return the parts between the gaps at the top of a pattern; multiplied out where that is little."""
    texts: list[list[str]] = [[""]]
    gaps: list[Gap] = []
    place = 0
    while place < len(inside):
        if gap := _GAP.match(inside, place):
            gaps.append(_reach(gap))
            texts.append([""])
            place = gap.end()
        else:
            place, more = _piece(inside, place)
            texts[-1] = _both(texts[-1], more)
            if place < len(inside) and inside[place] in "|)":
                raise _Endless  # side by side at the top
    if prod(map(len, texts)) <= MOST_IN_ALL:
        whole = texts[0]
        for (low, high), after in zip(gaps, texts[1:], strict=True):
            whole = _both(whole, [f"{_MARK}{low},{high} {text}" for text in after])
        return [(_sequences(whole), None)]
    last = len(texts) - 1
    return [
        (_sequences([text if number == last else _without_space(text) for text in some]), reach)
        for number, (some, reach) in enumerate(zip(texts, [*gaps, None], strict=True))
    ]


def _without_space(text: str) -> str:
    if not text.endswith(" "):
        raise _Endless  # a gap begins after a space
    return text[:-1]


def _sequences(texts: Several[str]) -> list[Sequence]:
    """Return the words and gaps of texts; those that no normalised text can hold are left out."""
    if not all(map(_TEXT.fullmatch, texts)):
        raise _Endless
    return [_sequence(text) for text in texts if "  " not in text]


def _sequence(text: str) -> Sequence:
    words = text.split(" ")
    if _MARK not in text:
        return tuple(words)
    made: list[str | Gap] = []
    for word in words:
        if not word.startswith(_MARK):
            made.append(word)
            continue
        low, high = map(int, word[1:].split(","))
        if made and isinstance(made[-1], tuple):  # one gap after another is one
            low, high = made[-1][0] + low, made[-1][1] + high
            made.pop()
        made.append((low, high))
    return tuple(made)


def _reach(gap: re.Match[str]) -> Gap:
    return (0, 1) if gap["maybe"] else (int(gap["low"]), int(gap["high"] or gap["low"]))


def _either(pattern: str, place: int) -> tuple[int, list[str]]:
    """Read alternatives up to the bracket that closes them."""
    made: list[str] = []
    while True:
        row = [""]
        while pattern[place] not in "|)":
            place, texts = _piece(pattern, place)
            row = _both(row, texts)
        made += row
        place += 1
        if pattern[place - 1] == ")":
            return place, _few(dict.fromkeys(made))


def _piece(pattern: str, place: int) -> tuple[int, list[str]]:
    """Read a character or group and how often it stands there."""
    if gap := _GAP.match(pattern, place):
        low, high = _reach(gap)
        return gap.end(), [f"{_MARK}{low},{high} "]
    if run := _RUN.match(pattern, place):
        return run.end(), [run.group()]
    if words := _WORDS.match(pattern, place):
        return words.end(), _few(dict.fromkeys(words["words"].split("|")))
    place, texts = _atom(pattern, place)
    times = _TIMES.match(pattern, place)
    if times is None:
        if pattern[place : place + 1] in {"*", "+", "{"}:
            raise _Endless
        return place, texts
    low, high = (0, 1) if times["low"] is None else (int(times["low"]), int(times["high"] or times["low"]))
    if high > _MOST_REPEATS:
        raise _Endless
    made: list[str] = []
    so_far = [""]
    for count in range(high + 1):
        if count >= low:
            made += so_far
        if count < high:
            so_far = _both(so_far, texts)
    return times.end(), _few(dict.fromkeys(made))


def _atom(pattern: str, place: int) -> tuple[int, list[str]]:
    if pattern[place] == "(":
        return _either(pattern, place + (3 if pattern.startswith("(?:", place) else 1))
    if pattern.startswith(r"\b", place):
        return place + 2, [""]  # a space, or an end, is beside it
    if pattern.startswith(r"\$", place):
        return place + 2, ["$"]
    if some := _CLASS.match(pattern, place):
        return some.end(), list(some["chars"])
    if some := _RANGE.match(pattern, place):
        return some.end(), [chr(point) for point in range(ord(some["first"]), ord(some["last"]) + 1)]
    if not _RUN.fullmatch(pattern[place]):
        raise _Endless
    return place + 1, [pattern[place]]


def _both(before: Several[str], after: Several[str]) -> list[str]:
    if len(before) * len(after) > MOST_IN_A_PART:
        raise _Endless
    return [one + other for one in before for other in after]


def _few(texts: dict[str, None]) -> list[str]:
    if len(texts) > MOST_IN_A_PART:
        raise _Endless
    return list(texts)
