"""A week in which everything is reported more, or less.

A television programme or a bank holiday moves every pool at once. The factor they
share is found week by week from all pools together; for judging one pool, from all
the others, so that its own rise is never taken for a shock.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["common_shock"]

Floats = NDArray[np.float64]

GRID = np.linspace(-0.8, 0.8, 81)  # of the log factor
# Most weeks have no shock; one in ten may have one of some 25 %.
_PRIOR = np.log(
    0.9 * np.exp(-(GRID**2) / (2 * 0.02**2)) / 0.02 + 0.1 * np.exp(-(GRID**2) / (2 * 0.25**2)) / 0.25
)  # fmt: skip
# One pool in ten may be in a surge of its own; its logarithm then varies by so much more.
OWN_RISE = 0.1
OWN_VARIANCE = 0.09


def common_shock(
    totals: Floats, mean: Floats, variance: Floats, dispersion: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return log factor and its variance, found with each pool's own counts and without them.

    Args:
        totals: (n_pools,) counts of the week.
        mean: expected without a shock.
        variance: of the logarithm of that mean.
        dispersion: variance over mean of the counts.

    Returns:
        Four arrays of shape (n_pools,): factor and variance from all pools, factor
        and variance from the other pools only.
    """
    error = np.log((totals + 0.5) / (mean + 0.5))
    spread = (variance + dispersion / (mean + 0.5))[:, None]
    square = (error[:, None] - GRID) ** 2
    plain = np.log(1 - OWN_RISE) - square / (2 * spread) - 0.5 * np.log(spread)
    wide = spread + OWN_VARIANCE
    risen = np.log(OWN_RISE) - square / (2 * wide) - 0.5 * np.log(wide)
    says = np.logaddexp(plain, risen)
    total = _PRIOR + says.sum(axis=0)
    every, every_variance = _moments(total[None])
    others, others_variance = _moments(total - says)
    return np.repeat(every, len(totals)), np.repeat(every_variance, len(totals)), others, others_variance


def _moments(log_weight: Floats) -> tuple[Floats, Floats]:
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    mean = weight @ GRID
    return mean, np.maximum(weight @ GRID**2 - mean**2, 0.0)
