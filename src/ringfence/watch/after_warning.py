"""Reports before and after a warning, against areas that had none.

The ratio of ratios: how many times as many reports came after as before, over the
same in areas for comparison. Counts vary more than Poisson's; their dispersion is
taken from the weeks themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FIRST_WEEKS", "WarningEffect", "compare_after"]

# The weeks right after a warning, in which it is itself a reason to report.
FIRST_WEEKS = 2
# Added to each sum, so that a ratio can be taken where nothing was reported (Haldane; Anscombe).
HALF = 0.5
NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningEffect:
    """Before and after one warning. It says what happened, never why."""

    weeks_before: int
    weeks_after: int
    before: int  # reports in the warned area
    after: int
    before_elsewhere: int  # reports in the areas for comparison
    after_elsewhere: int
    areas_elsewhere: int
    ratio: float  # change in the warned area over change elsewhere; 1: no difference
    low: float  # 95 % interval of the ratio
    high: float

    @property
    def is_clear(self) -> bool:
        """The interval leaves out 1."""
        return self.high < 1 or self.low > 1


def compare_after(
    warned: NDArray[np.int64],
    elsewhere: NDArray[np.int64],
    *,
    at: int,
    skip: int = 0,
    most_weeks: int = 8,
) -> WarningEffect | None:
    """Compare the weeks after a warning with those before it.

    Args:
        warned: (n_weeks,) reports of the kind in the warned area, full weeks only.
        elsewhere: (n_areas, n_weeks) the same in areas for comparison: without a warning of that kind in these weeks.
        at: column of the week of the warning; it is left out, being both.
        skip: weeks right after the warning that are left out as well.
        most_weeks: compare at most so many weeks to either side.

    Returns:
        None where there is no full week before or after, or no area to compare with.
    """
    before = slice(max(at - most_weeks, 0), at)
    after = slice(at + 1 + skip, min(at + 1 + skip + most_weeks, len(warned)))
    weeks_before, weeks_after = before.stop - before.start, max(after.stop - after.start, 0)
    if weeks_before < 1 or weeks_after < 1 or not len(elsewhere):
        return None
    sums = [warned[before], warned[after], elsewhere[:, before].ravel(), elsewhere[:, after].ravel()]
    totals = [int(part.sum()) for part in sums]
    here = math.log((totals[1] + HALF) / weeks_after) - math.log((totals[0] + HALF) / weeks_before)
    there = math.log((totals[3] + HALF) / weeks_after) - math.log((totals[2] + HALF) / weeks_before)
    own = _dispersion([warned[None, before], warned[None, after]])
    others = _dispersion([elsewhere[:, before], elsewhere[:, after]])
    variance = own * sum(1 / (total + HALF) for total in totals[:2])
    variance += others * sum(1 / (total + HALF) for total in totals[2:])
    half = NORMAL_95 * math.sqrt(variance)
    return WarningEffect(
        weeks_before=weeks_before,
        weeks_after=weeks_after,
        before=totals[0],
        after=totals[1],
        before_elsewhere=totals[2],
        after_elsewhere=totals[3],
        areas_elsewhere=len(elsewhere),
        ratio=math.exp(here - there),
        low=math.exp(here - there - half),
        high=math.exp(here - there + half),
    )


def _dispersion(parts: list[NDArray[np.int64]]) -> float:
    """Variance over mean of weekly counts about the mean of their area and side, at least 1."""
    square, freedom = 0.0, 0
    for part in parts:
        mean = part.mean(axis=1, keepdims=True)
        square += float((((part - mean) ** 2) / np.maximum(mean, HALF)).sum())
        freedom += part.shape[0] * (part.shape[1] - 1)
    return max(square / freedom, 1.0) if freedom > 0 else 1.0
