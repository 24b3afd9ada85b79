"""A day out of three boxes, and what to enter where it is none."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext

__all__ = ["read_day"]

# How months begin, in English and in Welsh; no beginning stands for two months.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WELSH_MONTHS = ("ion", "chw", "maw", "ebr", "mai", "meh", "gor", "aws", "med", "hyd", "tac", "rha")
_EARLIEST_YEAR = 1990


def read_day(  # noqa: PLR0911 - one for each thing that can be wrong
    day: str, month: str, year: str, *, today: date
) -> tuple[date | None, str]:
    """Return the day, or None and one sentence that says what to enter.

    A month may be a word, a year may have two digits; a year left out is
    the latest one in which the day is not to come.
    """
    if not day and not month:
        return None, gettext("Enter the day and the month too, such as 27 8 2026")
    if not day:
        return None, gettext("Enter the day too, such as 27 8 2026")
    if not month:
        return None, gettext("Enter the month too, such as 27 8 2026")
    number, which = _number(re.sub(r"(st|nd|rd|th)\Z", "", day.lower())), _month(month)
    if number is None or not 1 <= number <= 31:
        return None, gettext("Enter the day as a number from 1 to 31")
    if which is None:
        return None, gettext("Enter the month as a number from 1 to 12, or as a word")
    if not year:
        found = _on(today.year, which, number)
        if found is None or found > today:
            found = _on(today.year - 1, which, number)
        return (found, "") if found else (None, gettext("Enter a day that there was, such as 27 8 2026"))
    full = _number(year)
    if full is None or len(year) not in {2, 4}:
        return None, gettext("Enter the year with four digits, such as %(year)s") % {"year": today.year}
    full = full + 2000 if len(year) == 2 else full
    found = _on(full, which, number)
    if found is None:
        return None, gettext("Enter a day that there was, such as 27 8 2026")
    if found > today:
        return None, gettext("Enter a day that is not in the future")
    if full < _EARLIEST_YEAR:
        return None, gettext("Enter a year from %(year)s on") % {"year": _EARLIEST_YEAR}
    return found, ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    word = text.lower()[:3]
    for months in (_MONTHS, _WELSH_MONTHS):
        if text.isalpha() and word in months:
            return months.index(word) + 1
    number = _number(text)
    return number if number is not None and 1 <= number <= 12 else None


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
