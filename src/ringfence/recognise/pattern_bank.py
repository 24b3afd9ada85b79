"""Named patterns behind one filter: a text touches only those that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import re2

__all__ = ["PatternBank", "any_of"]

_BYTES_FOR_PATTERNS = 16 << 20


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words or phrases, the longest first; empty where there are none."""
    longest_first = sorted(words, key=len, reverse=True)
    return rf"\b(?:{'|'.join(re2.escape(word) for word in longest_first)})\b" if longest_first else ""


class PatternBank:
    """Patterns over normalised words, compiled when they are first needed."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = list(patterns)
        self._sources = list(patterns.values())
        self._options = re2.Options()
        self._options.max_mem = _BYTES_FOR_PATTERNS
        self._options.log_errors = False
        self._filter = re2.Filter()
        for source in self._sources:
            self._filter.Add(source, self._options)
        if self._sources:
            self._filter.Compile()
        self._compiled: dict[int, Any] = {}

    def hits(self, text: str) -> dict[str, Any]:
        """Return name → compiled pattern of those that stand in a text, in the order of the bank."""
        if not self._sources:
            return {}
        return {self._names[index]: self._pattern(index) for index in sorted(self._filter.Match(text) or ())}

    def _pattern(self, index: int) -> Any:
        pattern = self._compiled.get(index)
        if pattern is None:
            pattern = self._compiled[index] = re2.compile(self._sources[index], self._options)
        return pattern
