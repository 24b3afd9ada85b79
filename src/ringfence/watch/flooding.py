"""Reports that may be one person at a keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["rests_on_few_voices"]

FEWEST_TEXTS = 5
SHARE = 0.5
OPENING_WORDS = 12


def rests_on_few_voices(texts: Sequence[str]) -> bool:
    """Say whether more than half of the texts are near-identical to another.

    Two texts are near-identical when they open with the same dozen words or
    hold the same set of words; stand-ins of redacted data and digits do not
    tell them apart.
    """
    words = [re.findall(r"[a-z']+", re.sub(r"\[[^\]]*\]|\d+", " ", text.lower())) for text in texts]
    words = [each for each in words if each]
    if len(words) < FEWEST_TEXTS:
        return False
    openings = Counter(tuple(each[:OPENING_WORDS]) for each in words)
    contents = Counter(frozenset(each) for each in words)
    alike = sum(openings[tuple(each[:OPENING_WORDS])] > 1 or contents[frozenset(each)] > 1 for each in words)
    return alike > SHARE * len(words)
