"""Public holidays of England and Wales, and the days around Christmas, as shares of a period.

The dates come from the `holidays` package, one-off ones (a jubilee, a state funeral) included.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from ringfence.foundation.periods import Period, PeriodUnit

__all__ = ["christmas_share", "holidays_in"]


@lru_cache(maxsize=20_000)
def holidays_in(unit: PeriodUnit, index: int) -> int:
    """Return how many public holidays of England and Wales lie in a day or week."""
    return sum(day in _of_year(day.year) for day in _days(unit, index))


@lru_cache(maxsize=20_000)
def christmas_share(unit: PeriodUnit, index: int) -> float:
    """Return which share of a day or week lies from 24 December to 1 January, when offices and lines are closed."""
    days = _days(unit, index)
    return sum((day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1) for day in days) / len(days)


def _days(unit: PeriodUnit, index: int) -> list[date]:
    first, length = Period(unit, index).first_day, 7 if unit is PeriodUnit.WEEK else 1
    return [first + timedelta(days=by) for by in range(length)]


@lru_cache(maxsize=200)
def _of_year(year: int) -> frozenset[date]:
    import holidays  # a heavy import, needed only where dates are known

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
