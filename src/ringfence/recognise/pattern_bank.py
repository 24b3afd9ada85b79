"""Named patterns over normalised words, found in one walk: a tree of words, and a filter for what it cannot hold."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Generic, TypeVar

import re2

from ringfence.foundation.pattern import Pattern
from ringfence.foundation.side_by_side import Steps, alone
from ringfence.reading import ReadText
from ringfence.recognise.word_sequences import alternatives, word_sequences
from ringfence.recognise.word_tree import WordTree

__all__ = ["PatternBank", "SharedWalk", "Spans", "any_of", "without_overlap"]

Spans = list[tuple[int, int]]  # words, half-open

_BYTES_FOR_PATTERNS = 16 << 20
# How often a pattern that the tree cannot hold is looked up in one text.
_MOST_PLACES = 50


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words or phrases, the longest first; empty where there are none."""
    longest_first = sorted(words, key=len, reverse=True)
    escaped = "|".join(re2.escape(word).replace("\\ ", " ") for word in longest_first)
    return rf"\b(?:{escaped})\b" if escaped else ""


def without_overlap(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of sorted spans that begin after the ones before have ended."""
    kept: list[tuple[int, int]] = []
    end = 0
    for span in spans:
        if span[0] >= end:
            kept.append(span)
            end = span[1]
    return kept


Name = TypeVar("Name", bound=Hashable)


class PatternBank(Generic[Name]):
    """Patterns by name; linear in the text."""

    def __init__(self, patterns: Mapping[Name, str | Iterable[str]]) -> None:
        """Take whole words between word boundaries; several patterns of a name stand side by side."""
        self._names = list(patterns)
        self._tree = WordTree()
        self._options = re2.Options()
        self._options.max_mem = _BYTES_FOR_PATTERNS
        self._options.log_errors = False
        self._others: list[tuple[int, str]] = []
        self._compiled: dict[int, Pattern] = {}
        self._filter = re2.Filter()
        for number, given in enumerate(patterns.values()):
            for pattern in [given] if isinstance(given, str) else given:
                self._add(number, pattern)
        if self._others:
            self._filter.Compile()

    def _add(self, number: int, pattern: str) -> None:
        for source in alternatives(pattern):
            parts = word_sequences(source)
            if parts is not None:
                self._tree.add(parts, number)
            else:
                self._others.append((number, source))
                self._filter.Add(source, self._options)

    def find(self, read: ReadText) -> dict[Name, Spans]:
        """Return name → the words (half-open) over which its patterns stand, by place, the longest first.

        Names come in the order of the bank.
        """
        return alone(self.steps(read))

    def steps(self, read: ReadText) -> Steps[dict[Name, Spans]]:
        """Do the same step by step."""
        by_words = self._tree.find(read.words.words)
        yield
        likely = (self._filter.Match(read.normalised) or ()) if self._others else ()
        yield
        by_patterns: dict[int, set[tuple[int, int]]] = {}
        for index in likely:
            by_patterns.setdefault(self._others[index][0], set()).update(self._spans(index, read))
        made = {}
        for number in sorted(by_words.keys() | by_patterns.keys()):
            spans: Iterable[tuple[int, int]] = by_words.get(number, {}).items()  # in order of place, one from each
            if number in by_patterns:
                spans = sorted({*spans, *by_patterns[number]}, key=lambda span: (span[0], -span[1]))
            made[self._names[number]] = list(spans)
        return made

    def _spans(self, index: int, read: ReadText) -> Iterator[tuple[int, int]]:
        text, words = read.normalised, read.words
        pattern = self._compiled.get(index)
        if pattern is None:
            pattern = self._compiled[index] = Pattern(self._others[index][1], most_bytes=_BYTES_FOR_PATTERNS)
        for match in islice(pattern.finditer(text), _MOST_PLACES):
            start, end = match.span()
            if end > start:
                first, last = words.word_span(start, end)
                while last - 1 > first and text[end - 1] == " " and words.starts[last - 1] >= end:
                    last -= 1
                yield first, last


class SharedWalk:
    """The patterns of several finders, all looked up in one walk over a text."""

    def __init__(self, **finders: Mapping[Any, str | Iterable[str]]) -> None:
        """Take what each finder looks for: name → patterns."""
        self._finders = tuple(finders)
        self._bank = PatternBank(
            {(finder, name): patterns for finder, table in finders.items() for name, patterns in table.items()}
        )

    def find(self, read: ReadText) -> dict[str, dict[Any, Spans]]:
        """Return finder → name → places, names in the order of each finder's table."""
        return alone(self.steps(read))

    def steps(self, read: ReadText) -> Steps[dict[str, dict[Any, Spans]]]:
        """Do the same step by step."""
        found: dict[str, dict[Any, Spans]] = {finder: {} for finder in self._finders}
        places = yield from self._bank.steps(read)
        for (finder, name), spans in places.items():
            found[finder][name] = spans
        return found
