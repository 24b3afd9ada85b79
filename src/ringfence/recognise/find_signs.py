"""Where the features of a shelf stand in a text, each with how it is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame, ReadText, find_frame
from ringfence.recognise.features import Feature
from ringfence.recognise.pattern_bank import Spans

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
    """All features at once."""

    def __init__(self, features: list[Feature]) -> None:
        self.features = tuple(features)
        self.patterns = {place: one.patterns for place, one in enumerate(features)}

    def find(self, read: ReadText, places: Mapping[int, Spans]) -> list[Found]:
        """Return each feature once: where it is said, else advised, else negated; in order of place.

        Args:
            read: the text.
            places: where which of `patterns` stands.
        """
        placed = [_place(self.features[place], spans, read) for place, spans in places.items()]
        found = [one for one in placed if one is not None]
        found.sort(key=lambda one: (one.first, one.last, one.feature.id))
        return found


def _place(feature: Feature, spans: Sequence[tuple[int, int]], read: ReadText) -> Found | None:
    """Return a feature at the first place where it is said, else advised, else negated."""
    if read.turns and feature.mouth is Mouth.ACCOUNT:
        return None  # a call is not told of while it goes on
    best: Found | None = None
    for first, last in spans[:_MOST_PLACES]:
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
