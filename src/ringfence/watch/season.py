"""Level, trend, season and calendar as columns of a design, by date where dates are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.watch.pace import PACES, Pace

__all__ = ["Season"]

Floats = NDArray[np.float64]

# Prior standard deviations of the log mean: of the trend over five years, of each wave of the season.
TREND_YEARS = 5.0
TREND_SD, WAVE_SD, CALENDAR_SD = 1.0, 0.5, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """How the log mean may move with time."""

    pace: Pace
    at: NDArray[np.int64]  # (n_periods,), running index of the period of each column of the counts

    @classmethod
    def of(cls, n_periods: int, periods: Sequence[Period] | None) -> Season:
        """Return the season of counts; without periods, of weeks of which nobody knows the date."""
        if periods is None:
            return cls(pace=PACES[PeriodUnit.WEEK], at=np.arange(n_periods))
        return cls(pace=PACES[periods[0].unit], at=np.array([period.index for period in periods]))

    def design(self, columns: NDArray[np.int64], *, seen_from: int) -> Floats:
        """Return (n_columns, n_terms), ones, the trend and the waves, as seen from a column."""
        years = (self.at[columns] - self.at[seen_from]) / self.pace.year
        waves = [
            turn(2 * np.pi * number * years)
            for number in range(1, self.pace.harmonics + 1)
            for turn in (np.cos, np.sin)
        ]
        return np.column_stack([np.ones_like(years), years / TREND_YEARS, *waves])

    @property
    def ridge(self) -> Floats:
        """Precision of the prior of each term."""
        return np.array([0.0, TREND_SD**-2, *[WAVE_SD**-2] * (2 * self.pace.harmonics)])
