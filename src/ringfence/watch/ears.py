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
        like_r: R's numbers: no floor under the spread, and R's own C3.
    """
    values = counts.astype(np.float64)
    z = float(stats.norm.isf(alpha))
    least = 0.0 if like_r else LEAST_SD
    observed = values[:, first:last]
    carried = np.zeros_like(observed)
    mean, sd = _baseline(values, first, last, gap=_GAP[variant], least=least)
    if variant == "c3":
        carried = _carried(values, first, last, least=least, even_is=np.nan if like_r else 0.0)
    with np.errstate(invalid="ignore"):
        if variant == "c3" and like_r:
            # earsC of 1.20.3 starts its C3 bound from the count itself where Fricker et al. have the mean, so that
            # only the two periods before decide; equal counts before (sd 0) leave no bound.
            threshold = np.maximum(observed + sd * (z - carried), 0)
        else:
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


def _carried(values: Floats, first: int, last: int, *, least: float, even_is: float) -> Floats:
    """Return what the two periods before had above one standard deviation, added up."""
    mean, sd = _baseline(values, first - 2, last - 1, gap=_GAP["c3"], least=least)
    each = _standardised(values[:, first - 2 : last - 1], mean, sd, even_is=even_is)
    excess = np.maximum(each - 1, 0)
    return np.asarray(excess[:, :-1] + excess[:, 1:])


def _standardised(values: Floats, mean: Floats, sd: Floats, *, even_is: float = 0.0) -> Floats:
    """Return distances in standard deviations; `even_is` where neither distance nor spread is there."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where((values == mean) & (sd == 0), even_is, (values - mean) / sd))


def _baseline(values: Floats, first: int, last: int, *, gap: int, least: float) -> tuple[Floats, Floats]:
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW, axis=1)
    part = windows[:, first - gap - WINDOW : last - gap - WINDOW]
    return part.mean(axis=2), np.maximum(part.std(axis=2, ddof=1), least)
