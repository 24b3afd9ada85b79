"""Words that mean much the same ("taxi", "cab"), and words that are written as one or as two ("finger prints")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

__all__ = ["joined_word", "meaning_of"]


def meaning_of(word: str) -> str | None:
    """Return the first of the words that mean what a canonical word means; None where the list has no other."""
    return _meanings().get(word)


def joined_word(first: str, second: str) -> str | None:
    """Return two neighbouring words as one where English writes them so too; None elsewhere."""
    joined = first + second
    return joined if (first, second) in _joined() else None


@lru_cache(maxsize=1)
def _meanings() -> Mapping[str, str]:
    made: dict[str, str] = {}
    for line in _lines("meanings.txt"):
        first, *others = line.split()
        for word in (first, *others):
            made[word] = first
    return made


@lru_cache(maxsize=1)
def _joined() -> frozenset[tuple[str, str]]:
    pairs = (line.split() for line in _lines("joined_words.txt"))
    return frozenset((first, second) for first, second in pairs)


def _lines(name: str) -> list[str]:
    text = (files("ringfence.link") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
