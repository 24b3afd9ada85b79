"""Reports that may be one person at a keyboard: how many of them count, and when they are marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["damped", "rests_on_few_voices"]

FEWEST_TEXTS = 5
SHARE = 0.5
OPENING_WORDS = 12
# Anonymous reports that a week may have whatever the named ones do.
ANONYMOUS_AT_LEAST = 2
# Named reports that must have come before a series' own share of anonymous ones is believed.
NAMED_TO_TELL = 20


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


def damped(counts: NDArray[np.int64], anonymous: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Return the counts a detector should see: anonymous reports only as far as named ones go along.

    In a week they count up to as many as there are named ones, or as is usual for a named one: the median over the
    series of what came before that week; two at least. So whoever sends a thousand anonymous reports at most
    doubles, or multiplies by the usual, what named people reported, in that week as in the baseline.

    Args:
        counts: (n_series, n_periods), anonymous ones included.
        anonymous: of these without a contact; None: none.
    """
    if anonymous is None or not anonymous.any():
        return counts
    named = counts - anonymous
    so_far, without = named.cumsum(axis=1) - named, anonymous.cumsum(axis=1) - anonymous
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(so_far >= NAMED_TO_TELL, without / so_far, np.nan)
    tells = np.isfinite(ratio).any(axis=0)
    usual = np.ones(counts.shape[1])
    usual[tells] = np.maximum(np.nanmedian(ratio[:, tells], axis=0), 1.0)
    most = np.maximum(np.floor(named * usual), ANONYMOUS_AT_LEAST).astype(np.int64)
    return np.asarray(named + np.minimum(anonymous, most))
