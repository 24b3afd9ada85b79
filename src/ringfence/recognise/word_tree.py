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
    """A place within sequences. What goes on after a gap stands by its first word, with how long the gap may be."""

    __slots__ = ("after_gap", "ends", "next", "parts", "reach")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = _NOTHING  # by the word that follows
        self.ends: list[int] | None = None  # the numbers of sequences that end here
        self.reach = -1  # the longest gap that begins here; none: -1
        self.after_gap: dict[str, list[tuple[int, int, _Node]]] = _NOTHING
        self.parts: list[tuple[int, int, _Node]] | None = None  # shared by several sequences, not yet in `after_gap`


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
                    node.parts = [*(node.parts or ()), (*gap, roots[place + 1])]
                    node.reach = max(node.reach, gap[1])
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
                if node.reach >= 0:
                    after = node.after_gap if node.parts is None else _followers(node)
                    if not after.keys().isdisjoint(words[place : place + node.reach + 1]):
                        if place > end:
                            end = words.index(TURN_MARK, place)
                        waiting += [
                            (follower, place + gap + 1)
                            for gap, then in enumerate(words[place : min(place + node.reach + 1, end)])
                            if then in after
                            for low, high, follower in after[then]
                            if low <= gap <= high
                        ]
                node = node.next.get(words[place])
                place += 1
                if node is None and waiting:
                    node, place = waiting.pop()
        return found


def _followers(node: _Node) -> dict[str, list[tuple[int, int, _Node]]]:
    """Put the first words of all parts that may follow a node into its table, when it is first needed."""
    after = {word: list(followers) for word, followers in node.after_gap.items()}
    for low, high, part in node.parts or ():
        for word, follower in part.next.items():
            after.setdefault(word, []).append((low, high, follower))
    node.after_gap = after
    node.parts = None  # another thread may have done the same
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
    node.reach = max(node.reach, gap[1])
    if node.after_gap is _NOTHING:
        node.after_gap = {}
    followers = node.after_gap.setdefault(word, [])
    for low, high, follower in followers:
        if (low, high) == gap:
            return follower
    made = _Node()
    followers.append((*gap, made))
    return made
