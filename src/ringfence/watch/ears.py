"""EARS C1, C2 and C3: for series too short for five years of baseline.

Fricker, Hegler, Dunfee: "Comparing syndromic surveillance detection methods:
EARS' versus a CUSUM-based methodology", Statistics in Medicine 27 (2008)
3407-3429. Baselines are the 7 periods right before (C1) or 7 periods with 2
left out (C2); C3 adds up what C2 exceeded by over 3 periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

__all__ = ["EARS_LEAST_HISTORY", "EarsScores", "score_ears"]

Floats = NDArray[np.float64]
Variant = Literal["c1", "c2", "c3"]

WINDOW = 7
GAP = {"c1": 0, "c2": 2, "c3": 2}
# Periods that must lie before the judged one.
EARS_LEAST_HISTORY = {"c1": 7, "c2": 9, "c3": 11}
# Seven equal counts have no spread; counts of people vary at least as a count of one does.
LEAST_SD = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EarsScores:
    """Arrays of shape (n_series, n_periods)."""

    alarm: NDArray[np.bool_]
    expected: Floats
    threshold: Floats
    p_value: Floats
    dispersion: Floats


def score_ears(
    counts: NDArray[np.int64], first: int, last: int, *, variant: Variant, alpha: float = 0.001
) -> EarsScores:
    """Judge periods `first` to `last` (half-open) of every series.

    Args:
        counts: (n_series, n_periods); a period is judged with earlier ones only.
        first: first period to judge, at least `EARS_LEAST_HISTORY[variant]`.
        last: one past the last period to judge.
        variant: "c1", "c2" or "c3".
        alpha: chance of an alarm without a rise, of a normal distribution.
    """
    values = counts.astype(np.float64)
    z = float(stats.norm.isf(alpha))
    if variant != "c3":
        mean, sd = _baseline(values, first, last, gap=GAP[variant])
        observed = values[:, first:last]
        score = (observed - mean) / sd
        threshold = mean + z * sd
    else:
        mean, sd = _baseline(values, first - 2, last, gap=GAP[variant])
        each = (values[:, first - 2 : last] - mean) / sd
        # The two periods before add what they had above one standard deviation.
        before = np.maximum(each - 1, 0)
        mean, sd = mean[:, 2:], sd[:, 2:]
        carried = before[:, :-2] + before[:, 1:-1]
        score = each[:, 2:] + carried
        threshold = mean + np.maximum(z - carried, 0) * sd
    observed = values[:, first:last]
    return EarsScores(
        alarm=(observed > threshold) & (observed > 0),
        expected=mean,
        threshold=threshold,
        p_value=np.asarray(stats.norm.sf(score)),
        dispersion=sd**2 / np.maximum(mean, 1 / WINDOW),
    )


def _baseline(values: Floats, first: int, last: int, *, gap: int) -> tuple[Floats, Floats]:
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW, axis=1)
    part = windows[:, first - gap - WINDOW : last - gap - WINDOW]
    return part.mean(axis=2), np.maximum(part.std(axis=2, ddof=1), LEAST_SD)
