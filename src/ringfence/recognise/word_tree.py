"""Many word sequences found in one walk over a text."""

from __future__ import annotations

from collections.abc import Sequence as Several
from typing import Any

from ringfence.reading import TURN_MARK
from ringfence.recognise.word_sequences import Gap, Part, Sequence

__all__ = ["WordTree"]

# Stands for each table that is empty, most of them.
_NOTHING: dict[str, Any] = {}


class _Node:
    """A place within sequences."""

    __slots__ = ("ends", "gaps", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = _NOTHING  # by the word that follows
        self.ends: list[int] | None = None  # the numbers of sequences that end here
        self.gaps: _Gaps | None = None  # that begin here


class _Gaps:
    """What goes on after a gap: by its first word, with how long the gap may be."""

    __slots__ = ("after", "parts", "reach")

    def __init__(self) -> None:
        self.reach = 0  # the longest
        self.after: dict[str, list[tuple[int, int, _Node]]] = {}
        self.parts: list[tuple[int, int, _Node]] = []  # shared by several sequences, not yet in `after`


class WordTree:
    """Sequences of words and gaps; beginnings that they share are stored once. Gaps are bounded: linear in the text."""

    def __init__(self) -> None:
        self._root = _Node()
        self._root.next = {}

    def add(self, parts: Several[Part], number: int) -> None:
        """Add the sequences of a pattern (`word_sequences`), which stand for a number."""
        roots = [self._root, *(_Node() for _ in parts[1:])]
        for place, (sequences, gap) in enumerate(parts):
            for sequence in sequences:
                node = _grow(roots[place], sequence)
                if gap is not None:
                    _gaps_of(node, gap).parts.append((*gap, roots[place + 1]))
                elif node.ends is None:
                    node.ends = [number]
                elif number not in node.ends:
                    node.ends.append(number)

    def find(self, words: Several[str]) -> dict[int, dict[int, int]]:
        """Return number → where a sequence of it begins → where the longest from there ends (half-open).

        No sequence reaches over a turn mark.
        """
        found: dict[int, dict[int, int]] = {}
        words = [*words, TURN_MARK]  # which no sequence holds, so that all of them end there
        end = -1  # of the turn
        waiting: list[tuple[_Node, int]] = []
        for first, begin in enumerate(map(self._root.next.get, words)):
            node, place = begin, first + 1
            while node is not None:
                if node.ends is not None:
                    for number in node.ends:
                        ends = found.setdefault(number, {})
                        if place > ends.get(first, 0):
                            ends[first] = place
                if node.gaps is not None:
                    gaps = node.gaps
                    after = _followers(gaps) if gaps.parts else gaps.after
                    if not after.keys().isdisjoint(words[place : place + gaps.reach + 1]):
                        if place > end:
                            end = words.index(TURN_MARK, place)
                        waiting += [
                            (follower, place + gap + 1)
                            for gap, then in enumerate(words[place : min(place + gaps.reach + 1, end)])
                            if then in after
                            for low, high, follower in after[then]
                            if low <= gap <= high
                        ]
                node = node.next.get(words[place])
                place += 1
                if node is None and waiting:
                    node, place = waiting.pop()
        return found


def _followers(gaps: _Gaps) -> dict[str, list[tuple[int, int, _Node]]]:
    """Put the first words of all parts that may follow a gap into its table, when it is first needed."""
    after = {word: list(followers) for word, followers in gaps.after.items()}
    for low, high, part in gaps.parts:
        for word, follower in part.next.items():
            after.setdefault(word, []).append((low, high, follower))
    gaps.after = after
    gaps.parts = []  # another thread may have done the same
    return after


def _grow(node: _Node, sequence: Sequence) -> _Node:
    """Return the node at which a sequence from a node ends."""
    gap: Gap | None = None
    for part in sequence:
        if not isinstance(part, str):
            gap = part
        elif gap is None:
            if node.next is _NOTHING:
                node.next = {}
            follower = node.next.get(part)
            if follower is None:
                follower = node.next[part] = _Node()
            node = follower
        else:
            node = _after_gap(node, gap, part)
            gap = None
    return node


def _after_gap(node: _Node, gap: Gap, word: str) -> _Node:
    """Return the node after a gap and a word."""
    followers = _gaps_of(node, gap).after.setdefault(word, [])
    for low, high, follower in followers:
        if (low, high) == gap:
            return follower
    made = _Node()
    followers.append((*gap, made))
    return made


def _gaps_of(node: _Node, gap: Gap) -> _Gaps:
    """Return the gaps that begin at a node, one more among them."""
    if node.gaps is None:
        node.gaps = _Gaps()
    node.gaps.reach = max(node.gaps.reach, gap[1])
    return node.gaps
