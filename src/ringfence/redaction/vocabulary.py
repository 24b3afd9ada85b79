"""Which words are names, which are anything but."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

__all__ = [
    "english_words",
    "given_names",
    "given_names_by_hand",
    "is_ordinary",
    "names_that_are_words",
    "never_names",
    "place_names",
    "surnames",
]


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names, lower case: of all communities of the United Kingdom, and of a census."""
    return given_names_by_hand() | _words("census_given.txt")


@lru_cache(maxsize=1)
def given_names_by_hand() -> frozenset[str]:
    """Return the given names that were written down by hand, nicknames among them."""
    return _words("given_names.txt")


@lru_cache(maxsize=1)
def names_that_are_words() -> frozenset[str]:
    """Return given names and surnames that are ordinary words too, lower case."""
    return _words("names_that_are_words.txt")


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return common surnames that are neither given names nor ordinary words, lower case."""
    return _words("census_surnames.txt") | _words("surnames.txt")


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return common English words, lower case; given names that are words too are among them."""
    return _words("english_words.txt")


@lru_cache(maxsize=1)
def never_names() -> frozenset[str]:
    """Return words that follow a name's cue without being names: firms, places, months, roles."""
    return _words("plain_words.txt")


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Return towns and villages of the United Kingdom, lower case, words apart by one space."""
    return frozenset(_lines("place_names.txt"))


def is_ordinary(word: str) -> bool:
    """Say whether a word (lower case) is an ordinary one rather than a name."""
    return word in _ordinary() or word in never_names()


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    words = _words("ordinary_words.txt")
    return words | {word.replace("'", "") for word in words}


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _lines(name: str) -> list[str]:
    text = (files("ringfence.redaction") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
