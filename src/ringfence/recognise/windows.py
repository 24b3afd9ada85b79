"""A long call in pieces, so that minutes of other talk do not thin out the minute that matters."""

from __future__ import annotations

import math

from ringfence.reading import ReadText, read_text, read_turns

__all__ = ["STEP", "WORDS", "penalty", "windows_of"]

# Words of a piece, and from the start of one to the start of the next. A call of the corpus is a piece or less.
WORDS = 300
STEP = 150


def windows_of(read: ReadText) -> list[ReadText]:
    """Return the pieces of a call, each half over the one before; none where the call is no longer than a piece."""
    if len(read.words.words) <= WORDS + STEP // 2:
        return []
    return _of_turns(read) if read.turns else _of_text(read)


def penalty(words: int) -> float:
    """Return what log-odds of a piece are lowered by, in a call of so many words.

    The chance that one of n pieces looks bad by accident is up to n times as large (Bonferroni).
    """
    return math.log(max(1.0, (words - WORDS) / STEP + 1.0))


def _of_text(read: ReadText) -> list[ReadText]:
    made, total = [], len(read.words.words)
    for first in range(0, max(1, total - STEP), STEP):
        start, end = read.words.original_span(first, min(first + WORDS, total))
        made.append(read_text(read.text[start:end]))
    return made


def _of_turns(read: ReadText) -> list[ReadText]:
    lengths = [len(words) for words in read.words_by_turn()]
    # Known by the first turn of all, in which a piece need not begin.
    sides = read.sides if read.listener is None else ()
    named = [(sides[place] if sides else turn.speaker, turn.text) for place, turn in enumerate(read.turns)]
    made: list[ReadText] = []
    first = 0
    while first < len(lengths):
        last, words = first, 0
        while last < len(lengths) and (words < WORDS or last == first):
            words += lengths[last]
            last += 1
        made.append(read_turns(named[first:last], listener=read.listener))
        if last == len(lengths):
            break
        skipped = 0
        while first < last and (skipped < STEP):
            skipped += lengths[first]
            first += 1
    return made
