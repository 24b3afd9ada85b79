"""The words of a text, as names are looked for in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Token", "read_tokens", "word_places"]


class Token(NamedTuple):
    """One word and where it stands."""

    low: str  # lower case, without 's
    start: int
    end: int  # without 's
    is_capital: bool
    is_shouted: bool  # all capitals, more than one letter
    gap: str  # what stands before it, up to the last token


# Letters and single marks between letters: no word can be read in two ways, so the time is linear.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def word_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a text stand, without 's."""
    for match in _TOKEN.finditer(text):
        is_theirs = match.group().endswith(("'s", "’s", "'S", "’S"))
        yield match.start(), match.end() - 2 * is_theirs


def read_tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    made = []
    place = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        start, end = match.span()
        if not word.isalpha() and word.endswith(("'s", "’s", "'S", "’S")):
            word, end = word[:-2], end - 2
        is_capital = word[0].isupper()
        is_shouted = is_capital and len(word) > 1 and word.isupper()
        made.append(Token(word.lower(), start, end, is_capital, is_shouted, text[place:start]))
        place = end
    return made
