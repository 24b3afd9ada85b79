"""One table of detectors, one way to call them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ringfence.foundation.errors import TooLittleHistory, UnknownName
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.watch.ears import EARS_PERIODS, score_ears
from ringfence.watch.farrington import BASELINE_WEEKS, score_farrington
from ringfence.watch.known_changes import ChangeTerms
from ringfence.watch.pace import PACES
from ringfence.watch.require_counts import require_counts
from ringfence.watch.result import WatchResult, side_by_side
from ringfence.watch.windows import score_windows

__all__ = [
    "DETECTORS",
    "Detector",
    "Stretch",
    "WatchResult",
    "history_needed",
    "require_detector",
    "score_counts",
    "stretches",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """A way to judge counts."""

    name: str
    periods_needed: int  # before the first one that can be judged
    score: Callable[..., WatchResult]
    knows_dates: bool = False  # takes `periods`, `pools` and `changes`

    def history(self, unit: PeriodUnit) -> int:
        """Return the periods of this unit that must lie before the first one judged."""
        return PACES[unit].history if self.knows_dates else self.periods_needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of periods and who judges it; 0-based, half-open."""

    detector: Detector
    first: int
    last: int


DETECTORS = {
    "windows": Detector(
        name="windows", periods_needed=PACES[PeriodUnit.WEEK].history, score=score_windows, knows_dates=True
    ),
    "farrington": Detector(name="farrington", periods_needed=BASELINE_WEEKS, score=score_farrington),
    **{
        f"ears_{variant}": Detector(
            name=f"ears_{variant}", periods_needed=needed, score=partial(score_ears, variant=variant)
        )
        for variant, needed in EARS_PERIODS.items()
    },
}
# What days and weeks get: windows over a regression from fourteen months on, EARS C2 until then.
_LONG, _SHORT = DETECTORS["windows"], DETECTORS["ears_c2"]
# What months get: their levels drift, so that the seven months before tell more than a season does
# (docs/methods/surge-detection.md, Scamwatch).
_MONTHLY = DETECTORS["ears_c1"]


def require_detector(name: str) -> Detector:
    """Return a detector by name.

    Raises:
        UnknownName: with the names there are.
    """
    if name not in DETECTORS:
        raise UnknownName(f"There is no detector {name!r}. Use one of default, {', '.join(DETECTORS)}.")
    return DETECTORS[name]


def score_counts(
    counts: NDArray[np.int64],
    first: int,
    last: int,
    *,
    detector: str = "default",
    alpha: float = 0.01,
    periods: Sequence[Period] | None = None,
    pools: NDArray[np.int64] | None = None,
    changes: ChangeTerms | None = None,
    **options: Any,
) -> WatchResult:
    """Judge periods `first` to `last` (0-based, half-open) of every series.

    Args:
        counts: whole numbers of shape (n_series, n_periods).
        first: first period to judge.
        last: one past the last.
        detector: "default" (for each day or week windows where its history is long enough, else EARS C2; EARS C1 for
            months) or a name of DETECTORS.
        alpha: chance of an alarm without a rise.
        periods: (n_periods,), the date of each column; weeks of unknown date by default.
        pools: (n_series,), series with one number share what they tell of dispersion; all by default.
        changes: what is known to have changed reporting; windows reckon with it, other detectors do not.
        options: passed to the detector; `like_r=True` gives R's numbers.

    Returns:
        Arrays of shape (n_series, last - first): alarm, expected, threshold, p_value, dispersion.

    Raises:
        InvalidInput: what `require_counts` refuses: negative or fractional counts, mixed or doubled periods, …
        TooLittleHistory: fewer periods before `first` than the detector needs.
    """
    table = require_counts(counts, first, last, alpha=alpha, periods=periods, pools=pools)
    unit = periods[0].unit if periods else PeriodUnit.WEEK
    parts = stretches(detector, first, last, unit=unit)
    if first < parts[0].detector.history(unit):
        raise TooLittleHistory(have_weeks=first, need_weeks=parts[0].detector.history(unit))
    results = []
    for part in parts:
        dated = {"periods": periods, "pools": pools, "changes": changes} if part.detector.knows_dates else {}
        results.append(part.detector.score(table, part.first, part.last, alpha=alpha, **dated, **options))
    return results[0] if len(results) == 1 else side_by_side(results)


def history_needed(name: str, unit: PeriodUnit) -> int:
    """Return the periods that must lie before the first one judged, by a detector or by default."""
    if name != "default":
        return require_detector(name).history(unit)
    return (_MONTHLY if unit is PeriodUnit.MONTH else _SHORT).history(unit)


def stretches(name: str, first: int, last: int, *, unit: PeriodUnit) -> list[Stretch]:
    """Return which detector judges which periods.

    By default each period gets the best that its own history permits, so that newer periods never change how an
    older one was judged.
    """
    if name != "default":
        return [Stretch(detector=require_detector(name), first=first, last=last)]
    if unit is PeriodUnit.MONTH:
        return [Stretch(detector=_MONTHLY, first=first, last=last)]
    switch = min(max(_LONG.history(unit), first), last)
    parts = [
        Stretch(detector=_SHORT, first=first, last=switch),
        Stretch(detector=_LONG, first=switch, last=last),
    ]
    return [part for part in parts if part.first < part.last] or parts[:1]
