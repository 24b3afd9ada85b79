"""Tails of counts: Poisson, or negative binomial with variance `dispersion` x mean.

Counts of this kind add up: a sum of weeks with one dispersion has the sum of the means and
the same dispersion, so that a window of weeks needs no approximation.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

__all__ = ["NEAREST_TO_POISSON", "quantile", "upper_tail"]

Floats = NDArray[np.float64]

# Below this a negative binomial and a Poisson distribution differ by less than rounding does.
NEAREST_TO_POISSON = 1 + 1e-6


def upper_tail(observed: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Return P(Y >= observed), by the incomplete beta (or gamma) function."""
    observed, mean, dispersion = np.broadcast_arrays(observed, mean, dispersion)
    at_least = np.maximum(observed, 1.0)
    with np.errstate(all="ignore"):
        over = np.maximum(dispersion, NEAREST_TO_POISSON)
        negative = special.betainc(at_least, mean / (over - 1), 1 - 1 / over)
        tail = np.where(dispersion > NEAREST_TO_POISSON, negative, special.gammainc(at_least, mean))
    return np.asarray(np.where(observed < 1, 1.0, tail))


def quantile(chance: float, mean: Floats, dispersion: Floats) -> Floats:
    """Return the smallest count that is exceeded with at most this chance."""
    mean, dispersion = np.broadcast_arrays(mean, dispersion)
    with np.errstate(all="ignore"):
        over = np.maximum(dispersion, NEAREST_TO_POISSON)
        found = np.asarray(stats.nbinom.isf(chance, mean / (over - 1), 1 / over))
        even = dispersion <= NEAREST_TO_POISSON
        if even.any():
            found = np.where(even, stats.poisson.isf(chance, mean), found)
    return found
