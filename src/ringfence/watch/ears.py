"""EARS C1, C2 and C3: for series too short for five years of baseline.

Fricker, Hegler, Dunfee: "Comparing syndromic surveillance detection methods:
EARS' versus a CUSUM-based methodology", Statistics in Medicine 27 (2008)
3407-3429. Baselines are the 7 periods right before (C1) or 7 periods with 2
left out (C2); C3 adds up what C2 exceeded by over 3 periods.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from ringfence.watch.result import WatchResult

__all__ = ["EARS_PERIODS", "Variant", "score_ears"]

Floats = NDArray[np.float64]
Variant = Literal["c1", "c2", "c3"]

WINDOW = 7
_GAP = {"c1": 0, "c2": 2, "c3": 2}
# Periods that must lie before the judged one.
EARS_PERIODS: dict[Variant, int] = {"c1": 7, "c2": 9, "c3": 11}
# Seven equal counts have no spread; counts of people vary at least as a count of one does.
LEAST_SD = 1.0


def score_ears(
    counts: NDArray[np.int64], first: int, last: int, *, variant: Variant, alpha: float = 0.01, like_r: bool = False
) -> WatchResult:
    """Judge periods `first` to `last` (half-open) of every series.

    Args:
        counts: (n_series, n_periods); a period is judged with earlier ones only.
        first: first period to judge, at least `EARS_PERIODS[variant]`.
        last: one past the last period to judge.
        variant: "c1", "c2" or "c3".
        alpha: chance of an alarm without a rise, of a normal distribution.
        like_r: the bounds of R's `earsC`: no floor under the spread.
    """
    values = counts.astype(np.float64)
    z = float(stats.norm.isf(alpha))
    least = 0.0 if like_r else LEAST_SD
    observed = values[:, first:last]
    carried = np.zeros_like(observed)
    mean, sd = _baseline(values, first, last, gap=_GAP[variant], least=least)
    if variant == "c3":
        # The two periods before add what they had above one standard deviation.
        earlier_mean, earlier_sd = _baseline(values, first - 2, last - 1, gap=_GAP[variant], least=least)
        each = _standardised(values[:, first - 2 : last - 1], earlier_mean, earlier_sd)
        excess = np.maximum(each - 1, 0)
        carried = excess[:, :-1] + excess[:, 1:]
    with np.errstate(invalid="ignore"):
        threshold = mean + np.where(carried > 0, (z - carried) * sd, z * sd)
    if not like_r:
        threshold = np.maximum(threshold, mean)
    score = _standardised(observed, mean, sd) + carried
    return WatchResult(
        alarm=(observed > threshold) & (observed > 0),
        expected=mean,
        threshold=threshold,
        p_value=np.asarray(stats.norm.sf(score)),
        dispersion=sd**2 / np.maximum(mean, 1 / WINDOW),
    )


def _standardised(values: Floats, mean: Floats, sd: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where((values == mean) & (sd == 0), 0.0, (values - mean) / sd))


def _baseline(values: Floats, first: int, last: int, *, gap: int, least: float) -> tuple[Floats, Floats]:
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW, axis=1)
    part = windows[:, first - gap - WINDOW : last - gap - WINDOW]
    return part.mean(axis=2), np.maximum(part.std(axis=2, ddof=1), least)
