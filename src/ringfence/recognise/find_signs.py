"""Where the features of a shelf stand in a text, each with how it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
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
        self._sources = [(place, source) for place, one in enumerate(features) for source in one.patterns]
        for _, source in self._sources:
            self._filter.Add(source, self._options)
        self._filter.Compile()
        self._compiled: dict[int, Any] = {}

    def find(self, read: ReadText) -> list[Found]:
        """Return each feature once: where it is said, else advised, else negated; in order of place."""
        text = read.normalised
        found: list[Found] = []
        matched: dict[int, list[int]] = {}
        for index in self._filter.Match(text) or ():
            matched.setdefault(self._sources[index][0], []).append(index)
        for place, indexes in matched.items():
            one = self._place(self.features[place], sorted(indexes), text, read)
            if one is not None:
                found.append(one)
        found.sort(key=lambda one: (one.first, one.last, one.feature.id))
        return found

    def _pattern(self, index: int) -> Any:
        pattern = self._compiled.get(index)
        if pattern is None:
            pattern = self._compiled[index] = re2.compile(self._sources[index][1], self._options)
        return pattern

    def _place(self, feature: Feature, indexes: list[int], text: str, read: ReadText) -> Found | None:
        if read.turns and feature.mouth is Mouth.ACCOUNT:
            return None  # a call is not told of while it goes on
        spans = sorted(
            {match.span() for index in indexes for match in islice(self._pattern(index).finditer(text), _MOST_PLACES)},
            key=lambda span: (span[0], -span[1]),
        )
        best: Found | None = None
        for start, end in spans[:_MOST_PLACES]:
            if end <= start:
                continue
            first, last = read.words.word_span(start, end)
            while last - 1 > first and text[end - 1] == " " and read.words.starts[last - 1] >= end:
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
