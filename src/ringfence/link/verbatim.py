"""Recordings are read out word for word: for two of them the words themselves are compared, not what is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

__all__ = ["FEWEST_PHRASES", "phrases_of", "verbatim_bits"]

_WORDS_A_PHRASE = 3
MOST_PHRASES = 160  # a recording of a minute has so many
# With fewer in either nothing can be said.
FEWEST_PHRASES = 6
# Share of the shorter recording's phrases that the other has too → bits. Recordings are cut off at the start, so the
# shorter one is the measure (Broder 1997: containment). Levels as in Fellegi and Sunter; two scripts of one trade share
# half of their phrases at most, two hearings of one script three quarters.
LEVELS = ((0.80, 12.0), (0.70, 6.0), (0.55, 0.0), (0.25, -6.0), (0.0, -12.0))


def phrases_of(words: Sequence[str]) -> Iterator[str]:
    """Yield every three words in a row as a short number, of the first `MOST_PHRASES`."""
    for place in range(min(len(words) - _WORDS_A_PHRASE + 1, MOST_PHRASES)):
        yield f"{crc32(' '.join(words[place : place + _WORDS_A_PHRASE]).encode()):08x}"


def verbatim_bits(shared: int, shorter: float) -> float:
    """Return the bits for two recordings that share so many phrases, the shorter having so many."""
    share = shared / max(shorter, 1.0)
    return next(bits for least, bits in LEVELS if share >= least)
