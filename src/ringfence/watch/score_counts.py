"""One table of detectors, one way to call them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ringfence.foundation.errors import TooLittleHistory, UnknownName
from ringfence.watch.ears import EARS_PERIODS, score_ears
from ringfence.watch.farrington import BASELINE_WEEKS, score_farrington
from ringfence.watch.result import WatchResult

__all__ = ["DETECTORS", "Detector", "WatchResult", "require_detector", "score_counts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """A way to judge counts."""

    name: str
    periods_needed: int  # before the first one that can be judged
    score: Callable[..., WatchResult]


DETECTORS = {
    "farrington": Detector(name="farrington", periods_needed=BASELINE_WEEKS, score=score_farrington),
    **{
        f"ears_{variant}": Detector(
            name=f"ears_{variant}", periods_needed=needed, score=partial(score_ears, variant=variant)
        )
        for variant, needed in EARS_PERIODS.items()
    },
}
# What each history gets: five years of weeks, or EARS C2 until there are.
LONG, SHORT = DETECTORS["farrington"], DETECTORS["ears_c2"]


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
    **options: Any,
) -> WatchResult:
    """Judge periods `first` to `last` (0-based, half-open) of every series.

    Args:
        counts: whole numbers of shape (n_series, n_periods).
        first: first period to judge.
        last: one past the last.
        detector: "default" (Farrington where the history is long enough, else EARS C2) or a name of DETECTORS.
        alpha: chance of an alarm without a rise.
        options: passed to the detector; `like_r=True` gives R's numbers.

    Returns:
        Arrays of shape (n_series, last - first): alarm, expected, threshold, p_value, dispersion.

    Raises:
        TooLittleHistory: fewer periods before `first` than the detector needs.
    """
    chosen = (LONG if first >= LONG.periods_needed else SHORT) if detector == "default" else require_detector(detector)
    if first < chosen.periods_needed:
        raise TooLittleHistory(have_weeks=first, need_weeks=chosen.periods_needed)
    return chosen.score(np.asarray(counts), first, last, alpha=alpha, **options)
