"""Many word sequences found in one walk over a text."""

from __future__ import annotations

from collections.abc import Sequence as Several
from typing import Any

from ringfence.reading import TURN_MARK
from ringfence.recognise.word_sequences import Gap, Part

__all__ = ["WordTree"]

# Keys of a node beside words, which are never empty and hold no space.
_ENDS, _GAPS = "", " "

_Node = dict[str, Any]


class WordTree:
    """Sequences of words and gaps; beginnings that they share are stored once. Gaps are bounded: linear in the text."""

    def __init__(self) -> None:
        self._root: _Node = {}

    def add(self, parts: Several[Part], number: int) -> None:
        """Add the sequences of a pattern (`word_sequences`), which stand for a number."""
        roots: list[_Node] = [self._root, *({} for _ in parts[1:])]
        for place, (sequences, gap) in enumerate(parts):
            for sequence in sequences:
                node = roots[place]
                for part in sequence:
                    node = node.setdefault(part, {}) if isinstance(part, str) else _after_gap(node, part)
                if gap is not None:
                    node.setdefault(_GAPS, []).append((*gap, roots[place + 1], False))
                elif number not in node.setdefault(_ENDS, []):
                    node[_ENDS].append(number)

    def find(self, words: Several[str]) -> dict[int, dict[int, int]]:
        """Return number → where a sequence of it begins → where the longest from there ends (half-open).

        No sequence reaches over a turn mark.
        """
        found: dict[int, dict[int, int]] = {}
        end = 0  # of the turn
        waiting: list[tuple[_Node, int]] = []
        for first, word in enumerate(words):
            if first >= end:
                end = words.index(TURN_MARK, first) if TURN_MARK in words[first:] else len(words)
            node: _Node | None = self._root.get(word)
            place = first + 1
            while node is not None:
                if _ENDS in node:
                    for number in node[_ENDS]:
                        ends = found.setdefault(number, {})
                        if place > ends.get(first, 0):
                            ends[first] = place
                if _GAPS in node:
                    for low, high, after, _ in node[_GAPS]:
                        for then in range(place + low, min(place + high + 1, end)):
                            if words[then] in after:
                                waiting.append((after[words[then]], then + 1))
                            if _GAPS in after:  # one gap after another
                                waiting.append(({_GAPS: after[_GAPS]}, then))
                node = node.get(words[place]) if place < end else None
                place += 1
                if node is None and waiting:
                    node, place = waiting.pop()
        return found


def _after_gap(node: _Node, gap: Gap) -> _Node:
    """Return the node after a gap of a node, the same for all sequences that go on from it."""
    gaps: list[tuple[int, int, _Node, bool]] = node.setdefault(_GAPS, [])
    for low, high, after, is_for_all in gaps:
        if is_for_all and (low, high) == gap:
            return after
    gaps.append((*gap, {}, True))
    return gaps[-1][2]
