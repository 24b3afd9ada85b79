"""How much better a rise explains the last weeks than chance does.

For each of a few strengths and lengths of rise, the probability of the counts with
the rise over their probability without it; the average over strengths and lengths
is the evidence (a Bayes factor). The average of likelihood ratios is the best
score there is against that mixture of rises (Neyman and Pearson), and where the
baseline holds, chance alone brings evidence of `b` or more with a probability of
at most 1/b (Ville's inequality).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

__all__ = ["STRENGTHS", "WINDOW", "log_ratios", "window_evidence"]

Floats = NDArray[np.float64]

# A rise adds so many standard deviations of an ordinary week, or so many times LEAST_REPORTS where that is more.
STRENGTHS = np.array([0.5, 1.0, 2.0, 4.0, 8.0, 16.0])
LEAST_REPORTS = 0.3
# A rise began this week or up to three weeks before.
WINDOW = 4
LEAST_DISPERSION = 1.0001


def log_ratios(observed: Floats, mean: Floats, dispersion: Floats, *, seen: Floats | float = 1.0) -> Floats:
    """Return the log likelihood ratio of each strength of rise for counts of one week: (..., n_strengths).

    With and without a rise a count is negative binomial with variance `dispersion * mean`:
    with the same dispersion on both sides, more reports are always more evidence.
    (Were the rise taken to vary less, a burst beyond the largest strength would look like chance.)

    Args:
        observed: counts as known so far.
        mean: expected counts as known so far.
        dispersion: variance over mean of those.
        seen: share of a week's reports that is known so far; a rise is thinned by it as well.
    """
    phi = np.maximum(dispersion, LEAST_DISPERSION)
    spread = np.sqrt(phi * mean * np.asarray(seen))[..., None]
    least = np.asarray(seen * LEAST_REPORTS)[..., None]
    added = STRENGTHS * np.maximum(spread, least)
    y, base, phi = observed[..., None], mean[..., None], phi[..., None]
    return _log_chance(y, base + added, phi) - _log_chance(y, base, phi)


def window_evidence(ratios: Floats) -> Floats:
    """Return the log of the evidence at the end of a run of weeks: (n_nodes,).

    Args:
        ratios: (n_nodes, n_weeks, n_strengths), the judged week last; every run
            that ends there and every strength weighs the same.
    """
    runs = np.cumsum(ratios[:, ::-1], axis=1)
    number = runs.shape[1] * runs.shape[2]
    return np.asarray(np.logaddexp.reduce(runs.reshape(len(runs), number), axis=1) - math.log(number))


def _log_chance(count: Floats, mean: Floats, phi: Floats) -> Floats:
    """Log probability of a negative binomial, without the terms that depend on count and dispersion alone."""
    size = mean / (phi - 1)
    return np.asarray(gammaln(count + size) - gammaln(size) - size * np.log(phi))
