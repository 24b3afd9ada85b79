"""Patterns over strangers' words: RE2, linear in the text (docs/decisions/0003-linear-time-patterns.md)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

__all__ = ["Match", "Pattern", "compiled"]

# Letters of all scripts make large automata; memory is taken as it is needed.
_MOST_BYTES = 64 << 20
_NOWHERE = (-1, -1)


class Match:
    """Where a pattern stands in a text, in code points; groups as in `re`."""

    __slots__ = ("_spans", "_text")

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self._text = text
        self._spans = spans

    def span(self, group: int = 0) -> tuple[int, int]:
        """Return where a group begins and ends (half-open); (-1, -1) for one that stands nowhere."""
        return self._spans[group]

    def start(self, group: int = 0) -> int:
        """Return where a group begins."""
        return self._spans[group][0]

    def end(self, group: int = 0) -> int:
        """Return where a group ends."""
        return self._spans[group][1]

    def group(self, group: int = 0) -> str | Any:
        """Return the words of a group; None for one that stands nowhere."""
        start, end = self._spans[group]
        return self._text[start:end] if start >= 0 else None

    __getitem__ = group

    def groups(self) -> list[str | Any]:
        """Return the words of all groups but the whole."""
        return [self.group(group) for group in range(1, len(self._spans))]


class Pattern:
    """A pattern, compiled.

    RE2 works on bytes. Its Python face maps offsets of a string by calls of its own for each search; here a text of
    ASCII needs none, and another is mapped once. For the groups in a short text RE2 leaves out its quickest automaton:
    whether a pattern stands there at all is asked first, without them.
    """

    __slots__ = ("_compiled", "_tested", "_with_whole", "groups")

    def __init__(self, pattern: str, *, ignores_case: bool = False, most_bytes: int = _MOST_BYTES) -> None:
        options = re2.Options()
        options.log_errors = False
        options.case_sensitive = not ignores_case
        options.max_mem = most_bytes
        self._compiled = re2.compile(pattern, options)
        options.never_capture = True
        self._tested = re2.compile(pattern, options)
        self.groups: int = self._compiled.groups  # but the whole
        self._with_whole = range(self.groups + 1)

    def search(self, text: str) -> Match | None:
        """Return where the pattern stands first."""
        encoded = text.encode()
        if self._tested.search(encoded) is None:
            return None
        return self._match(self._compiled.search(encoded), text, encoded)

    def match(self, text: str) -> Match | None:
        """Return where the pattern stands at the begin of a text."""
        encoded = text.encode()
        return self._match(self._compiled.match(encoded), text, encoded)

    def fullmatch(self, text: str) -> Match | None:
        """Return the match of a whole text."""
        encoded = text.encode()
        return self._match(self._compiled.fullmatch(encoded), text, encoded)

    def finditer(self, text: str) -> Iterator[Match]:
        """Yield where the pattern stands, none over another."""
        encoded = text.encode()
        is_ascii = len(encoded) == len(text)
        byte, place = 0, 0
        for found in self._compiled.finditer(encoded):
            spans = [found.span(group) for group in self._with_whole]
            if not is_ascii:
                place += len(encoded[byte : spans[0][0]].decode())
                byte = spans[0][0]
                spans = _in_code_points(spans, encoded, byte, place)
            yield Match(text, spans)

    def sub(self, by: str, text: str) -> str:
        """Return the text with something else in place of each match."""
        return str(self._compiled.sub(by, text))

    def _match(self, found: Any, text: str, encoded: bytes) -> Match | None:
        if found is None:
            return None
        spans = [found.span(group) for group in self._with_whole]
        return Match(text, spans if len(encoded) == len(text) else _in_code_points(spans, encoded, 0, 0))


@lru_cache(maxsize=512)
def compiled(pattern: str, *, ignores_case: bool = False) -> Pattern:
    """Return a pattern that is part of the program, compiled when it is first needed."""
    return Pattern(pattern, ignores_case=ignores_case)


def _in_code_points(spans: list[tuple[int, int]], encoded: bytes, byte: int, place: int) -> list[tuple[int, int]]:
    """Return spans of bytes as spans of code points, given the place of one byte before all of them."""
    return [
        (place + len(encoded[byte:start].decode()), place + len(encoded[byte:end].decode())) if start >= 0 else _NOWHERE
        for start, end in spans
    ]
