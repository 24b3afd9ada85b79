"""Adapter between the surge benchmark's `surgebench run --call` and our detectors.

From the folder that holds `surgebench/`:
PYTHONPATH=<repository>/benchmarks python -m surgebench run --data sim.npz --call watch_surgebench_adapter:default

Each function takes counts (n_series, n_weeks) and the half-open test weeks. The
benchmark sets its own threshold on a score, and takes alarms as they are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ringfence.watch import score_counts

Counts = NDArray[np.int64]


def default(counts: Counts, first: int, last: int) -> NDArray[np.bool_]:
    """Alarms as the desk has them."""
    return score_counts(counts.astype(np.int64), first, last).alarm


def default_score(counts: Counts, first: int, last: int) -> NDArray[np.float64]:
    """-log10 of the p-value, where at least five reports came in four weeks."""
    result = score_counts(counts.astype(np.int64), first, last)
    score = -np.log10(np.maximum(result.p_value, 1e-300))
    return np.where(np.isfinite(result.threshold), score, -np.inf)


def like_r(counts: Counts, first: int, last: int) -> NDArray[np.bool_]:
    """Alarms as R's farringtonFlexible has them."""
    return score_counts(counts.astype(np.int64), first, last, detector="farrington", like_r=True).alarm


def ears_c1(counts: Counts, first: int, last: int) -> NDArray[np.bool_]:
    return score_counts(counts.astype(np.int64), first, last, detector="ears_c1").alarm


def ears_c2(counts: Counts, first: int, last: int) -> NDArray[np.bool_]:
    return score_counts(counts.astype(np.int64), first, last, detector="ears_c2").alarm


def ears_c3(counts: Counts, first: int, last: int) -> NDArray[np.bool_]:
    return score_counts(counts.astype(np.int64), first, last, detector="ears_c3").alarm
