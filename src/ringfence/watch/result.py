"""What every detector returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["WatchResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchResult:
    """Arrays of shape (n_series, n_periods judged)."""

    alarm: NDArray[np.bool_]
    expected: NDArray[np.float64]  # reports a period
    threshold: NDArray[np.float64]  # reports a period; NaN where no bound was set
    p_value: NDArray[np.float64]  # P(Y >= observed) if nothing rose
    dispersion: NDArray[np.float64]  # variance over mean
