"""Many word sequences found in one walk over a text."""

from __future__ import annotations

from collections.abc import Sequence as Several
from typing import Any

from ringfence.reading import TURN_MARK
from ringfence.recognise.word_sequences import Gap, Part, Sequence

__all__ = ["WordTree"]

# Keys of a node beside words, which are never empty and hold no space: the numbers of sequences that end there; the
# longest gap and by which words sequences go on after one; gaps before a part that several sequences share.
_ENDS, _GAPS, _PARTS = "", " ", "  "

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
                node = _grow(roots[place], sequence)
                if gap is not None:
                    node.setdefault(_PARTS, []).append((*gap, roots[place + 1]))
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
                if _GAPS in node or _PARTS in node:
                    waiting += _after_gaps(node, words, place, end)
                node = node.get(words[place]) if place < end else None
                place += 1
                if node is None and waiting:
                    node, place = waiting.pop()
        return found


def _after_gaps(node: _Node, words: Several[str], place: int, end: int) -> list[tuple[_Node, int]]:
    """Return where sequences go on after gaps that begin at a place, and the places."""
    if _PARTS in node:
        _take_in_parts(node)
    reach, after = node[_GAPS]
    return [
        (follower, then + 1)
        for then in range(place, min(place + reach + 1, end))
        if words[then] in after
        for low, high, follower in after[words[then]]
        if low <= then - place <= high
    ]


def _take_in_parts(node: _Node) -> None:
    """Put the first words of all parts that may follow a node into one table, when it is first needed."""
    reach, after = node.get(_GAPS, (0, {}))
    after = {word: list(followers) for word, followers in after.items()}
    for low, high, part in node.get(_PARTS, ()):
        reach = max(reach, high)
        for word, follower in part.items():
            after.setdefault(word, []).append((low, high, follower))
    node[_GAPS] = [reach, after]
    node.pop(_PARTS, None)  # another thread may have done the same


def _grow(node: _Node, sequence: Sequence) -> _Node:
    """Return the node at which a sequence from a node ends."""
    gap: Gap | None = None
    for part in sequence:
        if not isinstance(part, str):
            gap = part
        elif gap is None:
            node = node.setdefault(part, {})
        else:
            node = _after_gap(node, gap, part)
            gap = None
    return node


def _after_gap(node: _Node, gap: Gap, word: str) -> _Node:
    """Return the node after a gap and a word."""
    gaps = node.setdefault(_GAPS, [0, {}])
    gaps[0] = max(gaps[0], gap[1])
    followers: list[tuple[int, int, _Node]] = gaps[1].setdefault(word, [])
    for low, high, follower in followers:
        if (low, high) == gap:
            return follower
    followers.append((*gap, {}))
    return followers[-1][2]
