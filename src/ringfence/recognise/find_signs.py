"""Where the features of a shelf stand in a text, each with how it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import re2

from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame, ReadText, find_frame
from ringfence.recognise.features import Feature

__all__ = ["Found", "SignFinder"]

# How often one sign is looked up in one text; it counts once anyway.
_MOST_PLACES = 6
_BYTES_FOR_PATTERNS = 32 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """One feature at its first place where it is meant as it stands."""

    feature: Feature
    first: int  # words, half-open
    last: int
    turn: int | None
    frame: Frame


class SignFinder:
    """All features behind one filter: linear in the text, most texts touch few patterns."""

    def __init__(self, features: list[Feature]) -> None:
        self.features = tuple(features)
        self._options = re2.Options()
        self._options.max_mem = _BYTES_FOR_PATTERNS
        self._options.log_errors = False
        self._filter = re2.Filter()
        for feature in features:
            self._filter.Add(feature.pattern, self._options)
        self._filter.Compile()
        self._patterns: dict[int, Any] = {}

    def find(self, read: ReadText) -> list[Found]:
        """Return each feature once: where it is said, else advised, else negated; in order of place."""
        text = read.normalised
        found: list[Found] = []
        for index in self._filter.Match(text) or ():
            one = self._place(index, text, read)
            if one is not None:
                found.append(one)
        found.sort(key=lambda one: (one.first, one.last))
        return found

    def _place(self, index: int, text: str, read: ReadText) -> Found | None:
        feature = self.features[index]
        if read.turns and feature.mouth is Mouth.ACCOUNT:
            return None  # a call is not told of while it goes on
        pattern = self._patterns.get(index)
        if pattern is None:
            pattern = self._patterns[index] = re2.compile(feature.pattern, self._options)
        best: Found | None = None
        for count, match in enumerate(pattern.finditer(text)):
            if count >= _MOST_PLACES:
                break
            start, end = match.span()
            if end <= start:
                continue
            first, last = read.words.word_span(start, end)
            while last - 1 > first and not match.group()[-1:].strip() and read.words.starts[last - 1] >= end:
                last -= 1
            turn = read.turn_of_word(last - 1) if read.turns else None
            if read.turns and read.turn_of_word(first) != turn:
                continue
            if turn is not None and feature.mouth is Mouth.SCAMMER and read.turns[turn].speaker == read.listener:
                continue
            frame = find_frame(read, first, last)
            if frame is Frame.SAID:
                return Found(feature, first, last, turn, frame)
            if best is None or (best.frame is Frame.NEGATED and frame is Frame.ADVISED):
                best = Found(feature, first, last, turn, frame)
        return best
