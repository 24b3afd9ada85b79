"""How much counts vary beyond chance, learnt from all series together.

Each series tells its dispersion, the thin ones hardly. The logs of the dispersions of a pool
are drawn towards their common level, the more the less a series tells and the more alike the
others are (DerSimonian and Laird, Controlled Clinical Trials 7 (1986) 177-188, for the
variance between series).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["pooled_dispersion", "pools_of"]

Floats = NDArray[np.float64]

# What is believed before any series is seen: counts of reports vary a little more than chance.
PRIOR_DISPERSION = 1.3
PRIOR_INFORMATION = 30.0
# Series never agree entirely; below this share of agreement a long series would lose its own voice.
LEAST_BETWEEN = 0.02
SERIES_OF_A_POOL = 10  # fewer say less of their kind than all kinds together do
LEAST_OWN = 0.3  # a dispersion below this is chance


def pooled_dispersion(own: Floats, information: Floats, pools: NDArray[np.int64] | None = None) -> Floats:
    """Return the dispersion of each series, at least 1.

    Args:
        own: (n_series,), as each series tells it alone.
        information: (n_series,), 1 / variance of its log; 0 where nothing was ever reported, which tells nothing.
        pools: (n_series,), series with one number share; all by default.
    """
    logs = np.log(np.maximum(own, LEAST_OWN))
    shared, between = np.empty_like(logs), np.empty_like(logs)
    groups = np.zeros(len(own), dtype=np.int64) if pools is None else pools
    for pool in np.unique(groups):
        rows = groups == pool
        shared[rows], between[rows] = _common(logs[rows], information[rows])
    weight = between / (between + 1 / np.maximum(information, 1e-9))
    return np.asarray(np.maximum(np.exp(weight * logs + (1 - weight) * shared), 1.0))


def pools_of(kinds: Sequence[str]) -> NDArray[np.int64]:
    """Return the pool of each series: its kind, or one for all kinds that have too few series to tell."""
    often = Counter(kinds)
    places = {kind: place for place, kind in enumerate(sorted(often), start=1) if often[kind] >= SERIES_OF_A_POOL}
    return np.array([places.get(kind, 0) for kind in kinds], dtype=np.int64)


def _common(logs: Floats, information: Floats) -> tuple[float, float]:
    """Return the common level, a weighted median, and the variance between series."""
    values = np.append(logs, np.log(PRIOR_DISPERSION))
    weights = np.append(information, PRIOR_INFORMATION)
    order = np.argsort(values, kind="stable")
    grown = weights[order].cumsum()
    level = float(values[order][np.searchsorted(grown, grown[-1] / 2)])
    spare = weights.sum() - (weights**2).sum() / weights.sum()
    excess = float((weights * (values - level) ** 2).sum()) - (np.count_nonzero(weights) - 1)
    return level, max(excess / max(spare, 1e-9), LEAST_BETWEEN)
