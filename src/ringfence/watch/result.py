"""What every detector returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

__all__ = ["WatchResult", "side_by_side"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchResult:
    """Arrays of shape (n_series, n_periods judged)."""

    alarm: NDArray[np.bool_]
    expected: NDArray[np.float64]  # reports a period
    threshold: NDArray[np.float64]  # reports a period; NaN where no bound was set
    p_value: NDArray[np.float64]  # P(Y >= observed) if nothing rose
    dispersion: NDArray[np.float64]  # variance over mean


def side_by_side(results: Sequence[WatchResult]) -> WatchResult:
    """Return the results of one run of periods after the other as one."""
    names = [field.name for field in fields(WatchResult)]
    return WatchResult(**{name: np.hstack([getattr(result, name) for result in results]) for name in names})
