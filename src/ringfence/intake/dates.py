"""Dates and times as people write them in Britain, and ISO."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache

from ringfence.foundation.periods import LONDON

__all__ = ["parse_day", "parse_days", "parse_moment", "parse_time"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})\Z", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap]m)?\Z", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPAN = re.compile(r"\s+(?:to|until|and|–)\s+|\s*/\s*(?=\d{4}-)")
_MIDDAY = time(12, 0)


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date | None:
    """Return the day written as 27/08/2020, 2020-08-27 or 27 August 2020, else None."""
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _BRITISH.match(text):  # the day first: this is Britain
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDED.match(text)) and found[2][:3].lower() in _MONTHS:
            return date(int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))
    except ValueError:
        pass
    return None


@lru_cache(maxsize=4096)
def parse_days(text: str) -> tuple[date, date] | None:
    """Return the first and last day of "25/08/2020 to 27/08/2020", or of one day."""
    parts = [parse_day(part) for part in _SPAN.split(text.strip())]
    first, last = parts[0], parts[-1]
    return (first, last) if len(parts) <= 2 and first and last and first <= last else None


@lru_cache(maxsize=4096)
def parse_time(text: str) -> time | None:
    """Return the clock time written as 14:30, 14.30, 2pm or 2.30pm, else None."""
    found = _CLOCK.match(text.strip())
    if found is None or (found[2] is None and found[3] is None):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_moment(text: str, *, as_of: datetime) -> datetime | None:
    """Return a day, or day and time, as aware UTC.

    A time without a zone is London time. A day alone stands for its midday,
    or for `as_of` where midday has not come yet.
    """
    text = text.strip()
    day = parse_day(text)
    if day is not None:
        midday = datetime.combine(day, _MIDDAY, tzinfo=LONDON).astimezone(UTC)
        is_today = day == as_of.astimezone(LONDON).date()
        return min(midday, as_of.astimezone(UTC)) if is_today else midday
    first, _, rest = text.replace("T", " ", 1).partition(" ")
    if (day := parse_day(first)) and (clock := parse_time(rest)):
        return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
