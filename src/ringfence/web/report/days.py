"""A day out of three boxes, and what to enter where it is none."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["read_day"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EARLIEST_YEAR = 1990


def read_day(  # noqa: PLR0911 - one for each thing that can be wrong
    day: str, month: str, year: str, *, today: date
) -> tuple[date | None, str]:
    """Return the day, or None and one sentence that says what to enter.

    A month may be a word, a year may have two digits; a year left out is
    the latest one in which the day is not to come.
    """
    missing = [word for word, typed in (("day", day), ("month", month)) if not typed]
    if missing:
        return None, f"Enter the {' and the '.join(missing)} too, such as 27 8 2026"
    number, which = _number(re.sub(r"(st|nd|rd|th)\Z", "", day.lower())), _month(month)
    if number is None or not 1 <= number <= 31:
        return None, "Enter the day as a number from 1 to 31"
    if which is None:
        return None, "Enter the month as a number from 1 to 12, or as a word"
    if not year:
        found = _on(today.year, which, number)
        if found is None or found > today:
            found = _on(today.year - 1, which, number)
        return (found, "") if found else (None, "Enter a day that there was, such as 27 8 2026")
    full = _number(year)
    if full is None or len(year) not in {2, 4}:
        return None, f"Enter the year with four digits, such as {today.year}"
    full = full + 2000 if len(year) == 2 else full
    found = _on(full, which, number)
    if found is None:
        return None, "Enter a day that there was, such as 27 8 2026"
    if found > today:
        return None, "Enter a day that is not in the future"
    if full < _EARLIEST_YEAR:
        return None, f"Enter a year from {_EARLIEST_YEAR} on"
    return found, ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    word = text.lower()[:3]
    if text.isalpha() and word in _MONTHS:
        return _MONTHS.index(word) + 1
    number = _number(text)
    return number if number is not None and 1 <= number <= 12 else None


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
