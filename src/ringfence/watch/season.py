"""Level, trend, season and calendar as columns of a design, by date where dates are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.watch.holidays_known import christmas_share, holidays_in
from ringfence.watch.pace import PACES, Pace

__all__ = ["Season"]

Floats = NDArray[np.float64]

# Prior standard deviations of the log mean: of the trend over five years; of a weekday, a public holiday or Christmas.
TREND_YEARS = 5.0
TREND_SD, CALENDAR_SD = 1.0, 0.5
EPOCH_WEEKDAY = 3  # 1 January 1970, a Thursday; Monday is 0
MONTH_DAYS = 365.25 / 12
# A holiday closes a day, and about a fifth of a week: what two holidays of a week do is of the order of one term.
HOLIDAY_SCALE = {PeriodUnit.DAY: 1.0, PeriodUnit.WEEK: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """How the log mean may move with time."""

    pace: Pace
    at: NDArray[np.int64]  # (n_periods,), running index of the period of each column of the counts
    calendar: Floats  # (n_periods, n_terms), none where dates are not known

    @classmethod
    def of(cls, n_periods: int, periods: Sequence[Period] | None) -> Season:
        """Return the season of counts; without periods, of weeks of which nobody knows the date."""
        if periods is None:
            blank = np.empty((n_periods, 0))
            return cls(pace=PACES[PeriodUnit.WEEK], at=np.arange(n_periods), calendar=blank)
        unit, at = periods[0].unit, np.array([period.index for period in periods], dtype=np.int64)
        return cls(pace=PACES[unit], at=at, calendar=_calendar(unit, at))

    def design(self, columns: NDArray[np.int64], *, seen_from: int) -> Floats:
        """Return (n_columns, n_terms), ones, the trend, the waves and the calendar, as seen from a column."""
        years = (self.at[columns] - self.at[seen_from]) / self.pace.year
        waves = [
            turn(2 * np.pi * number * years)
            for number in range(1, self.pace.harmonics + 1)
            for turn in (np.cos, np.sin)
        ]
        return np.column_stack([np.ones_like(years), years / TREND_YEARS, *waves, self.calendar[columns]])

    @property
    def ridge(self) -> Floats:
        """Precision of the prior of each term."""
        waves, calendar = 2 * self.pace.harmonics, self.calendar.shape[1]
        return np.array([0.0, TREND_SD**-2, *[self.pace.wave_sd**-2] * waves, *[CALENDAR_SD**-2] * calendar])


def _calendar(unit: PeriodUnit, at: NDArray[np.int64]) -> Floats:
    """Return (n_periods, n_terms): weekdays and holidays of days, holidays of weeks, lengths of months."""
    if unit is PeriodUnit.MONTH:
        days = [(Period(unit, index).last_day.day) for index in at.tolist()]
        return np.log(np.array(days)[:, None] / MONTH_DAYS)
    closed = [(HOLIDAY_SCALE[unit] * holidays_in(unit, index), christmas_share(unit, index)) for index in at.tolist()]
    if unit is PeriodUnit.WEEK:
        return np.array(closed, dtype=np.float64)
    # All seven weekdays, none of them the yardstick: the prior draws them towards their mean.
    weekday = (at + EPOCH_WEEKDAY) % 7
    return np.column_stack([np.eye(7)[weekday], closed])
