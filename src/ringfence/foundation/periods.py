"""Days, ISO weeks and months as running indices, Europe/London.

A week is a running index of ISO weeks, so that 2015 and 2020 with their
53 weeks need no special case (ISO 8601:2019, 3.1.1.23).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ringfence.foundation.errors import InvalidInput

__all__ = ["LONDON", "Period", "PeriodUnit", "london_date", "parse_period", "require_aware"]

LONDON = ZoneInfo("Europe/London")

# Monday of ISO week 1970-W01 is 29 December 1969: three days before the epoch day.
_FIRST_MONDAY = date(1969, 12, 29)
_EPOCH = date(1970, 1, 1)


class PeriodUnit(StrEnum):
    """The three sizes of period; they are never mixed in one series."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One day, ISO week or month. `index` runs without gaps within a unit."""

    unit: PeriodUnit
    index: int  # periods since the one that holds 1 January 1970

    @classmethod
    def containing(cls, day: date, unit: PeriodUnit = PeriodUnit.WEEK) -> Period:
        """Return the period of `unit` that `day` falls in."""
        if unit is PeriodUnit.DAY:
            return cls(unit, (day - _EPOCH).days)
        if unit is PeriodUnit.WEEK:
            return cls(unit, (day - _FIRST_MONDAY).days // 7)
        return cls(unit, (day.year - 1970) * 12 + day.month - 1)

    @property
    def first_day(self) -> date:
        """First day of the period."""
        if self.unit is PeriodUnit.DAY:
            return _EPOCH + timedelta(days=self.index)
        if self.unit is PeriodUnit.WEEK:
            return _FIRST_MONDAY + timedelta(weeks=self.index)
        return date(1970 + self.index // 12, self.index % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """Last day of the period."""
        return self.shifted(1).first_day - timedelta(days=1)

    def shifted(self, by: int) -> Period:
        """Return the period `by` steps later (earlier when negative)."""
        return Period(self.unit, self.index + by)

    @property
    def label(self) -> str:
        """`2020-08-27`, `2020-W35` or `2020-08`."""
        first = self.first_day
        if self.unit is PeriodUnit.DAY:
            return first.isoformat()
        if self.unit is PeriodUnit.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year}-W{week:02d}"
        return f"{first.year}-{first.month:02d}"

    def __str__(self) -> str:
        return self.label


_WEEK = re.compile(r"(\d{4})-W(\d{2})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def parse_period(label: str) -> Period:
    """Read `2020-08-27`, `2020-W35` or `2020-08`.

    Raises:
        InvalidInput: the label is none of these, or names a week or day
            that does not exist (`2021-W53`).
    """
    text = label.strip()
    try:
        if match := _WEEK.match(text):
            return Period.containing(date.fromisocalendar(int(match[1]), int(match[2]), 1), PeriodUnit.WEEK)
        if match := _MONTH.match(text):
            return Period.containing(date(int(match[1]), int(match[2]), 1), PeriodUnit.MONTH)
        if _DAY.match(text):
            return Period.containing(date.fromisoformat(text), PeriodUnit.DAY)
    except ValueError:
        pass
    raise InvalidInput(
        f"{text[:20]!r} is not a period. Write a week as 2020-W35, a month as 2020-08 or a day as 2020-08-27.",
        code="invalid_period",
    )


def require_aware(moment: datetime) -> datetime:
    """Return `moment` in UTC; a naive time is a programming fault."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept; pass an aware datetime")
    return moment.astimezone(UTC)


def london_date(moment: datetime) -> date:
    """Return the calendar day in London at `moment` (aware)."""
    return require_aware(moment).astimezone(LONDON).date()
