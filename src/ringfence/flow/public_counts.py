"""Counts that the public may see: floored, and never without saying what they are not."""

from __future__ import annotations

from datetime import datetime

from ringfence.domain.counts import SeriesKey
from ringfence.domain.warning import PublicWarning
from ringfence.flow.ports import Place
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import Period, PeriodUnit, london_date, parse_period
from ringfence.share import MonthTable, month_table
from ringfence.watch import last_full_week

__all__ = ["open_months", "weeks_of_warning"]

_WEEKS_BEFORE = 8
_MOST_WEEKS = 40
# Reports of a call come in for weeks; a month is published once it has been over for so long.
_MONTH_SETTLES_IN_DAYS = 14


def weeks_of_warning(warning: PublicWarning, *, place: Place, as_of: datetime) -> list[tuple[Period, int | None]]:
    """Return reports a week around a warning; None for a week under the floor, and for none at all.

    Weeks without reports are not told apart from weeks with few: nobody
    should read from an empty week that it is over. An exercise ends with
    its publication, as its world does.
    """
    if not warning.first_week_label:
        return []
    try:
        rise = parse_period(warning.first_week_label)
    except InvalidInput:
        return []
    now = warning.published_at or warning.updated_at if warning.is_exercise else as_of
    first = rise.shifted(-_WEEKS_BEFORE)
    last = min(last_full_week(now), first.shifted(_MOST_WEEKS - 1))
    if last < rise:
        return []
    table = place.counts.count_table(first=first, last=last, only=SeriesKey(area=warning.area, kind=warning.kind))
    counts = [int(count) for count in table.counts[0]] if table.keys else [0] * (last.index - first.index + 1)
    return [(first.shifted(step), count if count >= place.count_floor else None) for step, count in enumerate(counts)]


def open_months(*, place: Place, as_of: datetime, months: int) -> list[MonthTable]:
    """Return the newest settled months, newest first, each with small counts suppressed."""
    newest = Period.containing(london_date(as_of), PeriodUnit.MONTH).shifted(-1)
    if (london_date(as_of) - newest.last_day).days < _MONTH_SETTLES_IN_DAYS:
        newest = newest.shifted(-1)
    first = newest.shifted(1 - months)
    table = place.counts.month_counts(first=first, last=newest)
    return [month_table(table, newest.shifted(-back), floor=place.count_floor) for back in range(months)]
