"""Adapter between the surge benchmark's `check_golden.py` and `score_farrington`.

Usage, from the folder that holds `golden/`:
PYTHONPATH=<repository>/src:<repository>/benchmarks python check_golden.py watch_golden_adapter:judge
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ringfence.watch.farrington import ThresholdMethod, score_farrington


def judge(
    counts: NDArray[np.float64],
    t0: int,
    t1: int,
    method: ThresholdMethod = "nbPlugin",
    p_trend: float = 1.0,
    periods: int = 10,
    thr: float = 2.58,
    skip: int = 26,
    limit54: tuple[int, int] = (5, 4),
) -> dict[str, NDArray[np.float64]]:
    """Return the arrays that `check_golden.py` compares, computed as R does."""
    scores = score_farrington(
        counts.astype(np.int64),
        t0,
        t1,
        threshold_method=method,
        p_threshold_trend=p_trend,
        n_periods=periods,
        weights_threshold=thr,
        weeks_not_included=skip,
        limit54=limit54,
        like_r=True,
    )
    return {
        "alarm": scores.alarm.astype(np.float64),
        "upper": scores.threshold,
        "expected": scores.expected,
        "phi": scores.dispersion,
        "p": scores.p_value,
    }
