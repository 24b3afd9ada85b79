"""Where the features of a shelf stand in a text, each with how it is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame, ReadText, find_frame
from ringfence.recognise.features import Feature
from ringfence.recognise.pattern_bank import PatternBank
from ringfence.recognise.word_sequences import word_sequences
from ringfence.recognise.word_tree import WordTree

__all__ = ["Found", "SignFinder"]

# How often one sign is looked up in one text; it counts once anyway.
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """One feature at its first place where it is meant as it stands."""

    feature: Feature
    first: int  # words, half-open
    last: int
    turn: int | None
    frame: Frame


class SignFinder:
    """All features at once: whole-word phrases as a tree of words, other patterns behind one filter; linear in the text."""

    def __init__(self, features: list[Feature]) -> None:
        self.features = tuple(features)
        self._tree = WordTree()
        self._features_of: dict[str, list[int]] = {}
        others: dict[str, str] = {}
        for place, one in enumerate(features):
            for source in one.patterns:
                parts = word_sequences(source)
                if parts is not None:
                    self._tree.add(parts, place)
                else:
                    others[source] = source
                    self._features_of.setdefault(source, []).append(place)
        self._others = PatternBank(others)

    def find(self, read: ReadText) -> list[Found]:
        """Return each feature once: where it is said, else advised, else negated; in order of place."""
        spans = {place: set(begins.items()) for place, begins in self._tree.find(read.words.words).items()}
        for source, pattern in self._others.hits(read.normalised).items():
            for place in self._features_of[source]:
                spans.setdefault(place, set()).update(_spans(pattern, read))
        found = [one for place, some in spans.items() if (one := _place(self.features[place], some, read)) is not None]
        found.sort(key=lambda one: (one.first, one.last, one.feature.id))
        return found


def _spans(pattern: Any, read: ReadText) -> Iterator[tuple[int, int]]:
    """Yield the words (half-open) over which a pattern stands, where it stands first."""
    text = read.normalised
    for match in islice(pattern.finditer(text), _MOST_PLACES):
        start, end = match.span()
        if end > start:
            first, last = read.words.word_span(start, end)
            while last - 1 > first and text[end - 1] == " " and read.words.starts[last - 1] >= end:
                last -= 1
            yield first, last


def _place(feature: Feature, spans: Iterable[tuple[int, int]], read: ReadText) -> Found | None:
    """Return a feature at the first place where it is said, else advised, else negated."""
    if read.turns and feature.mouth is Mouth.ACCOUNT:
        return None  # a call is not told of while it goes on
    best: Found | None = None
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1]))[:_MOST_PLACES]:
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
