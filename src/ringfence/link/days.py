"""What the days between two calls say, against when all reports come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import log2

from ringfence.link.group import month_of

__all__ = ["TIME_LEVELS", "DayScale"]

# Days between → share of a campaign's reports that come so close to the others; the last level is open.
TIME_LEVELS: tuple[tuple[int, float], ...] = ((30, 0.70), (91, 0.12), (365, 0.12), (10**6, 0.06))
# When other reports come is shrunk to a spread over three years, as if so many had been counted.
REPORTS_BEHIND_DAYS = 30.0
_SPREAD = (0.05, 0.09, 0.35, 0.51)
# Campaigns do come back: however far apart the days are, they never say more against it than this.
MOST_BITS, LEAST_BITS = 2.5, -2.0


class DayScale:
    """The bits of each level for reports of one day."""

    def __init__(self, day: date, months: Mapping[int, int]) -> None:
        month = month_of(day)
        within = [0, 0, 0, 0]
        for other, count in months.items():
            gap = abs(other - month)
            within[0 if gap <= 1 else 1 if gap <= 3 else 2 if gap <= 12 else 3] += count
        total = sum(within) + REPORTS_BEHIND_DAYS
        self._day = day
        self._bits = [
            max(min(log2(share / ((count + REPORTS_BEHIND_DAYS * spread) / total)), MOST_BITS), LEAST_BITS)
            for (_, share), count, spread in zip(TIME_LEVELS, within, _SPREAD, strict=True)
        ]

    def between(self, first: date, last: date) -> tuple[int, float]:
        """Return the days to a campaign that was active from `first` to `last`, and their bits."""
        day = self._day
        apart = (first - day).days if day < first else (day - last).days if day > last else 0
        level = 0 if apart <= 30 else 1 if apart <= 91 else 2 if apart <= 365 else 3
        return apart, self._bits[level]
