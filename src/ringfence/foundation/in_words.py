"""Days and numbers as people of each language write them."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from ringfence.foundation.periods import LONDON

__all__ = ["day_in_words", "moment_in_words", "month_in_words", "number_in_words", "short_day_in_words"]

_LOCALES = {"en-GB": "en_GB", "cy": "cy"}
# Between a day and a time of it.
_AT = {"en-GB": "at", "cy": "am"}


def day_in_words(on: date | datetime, language: str) -> str:
    """Return `27 August 2020`, London."""
    return format_date(_london_day(on), "d MMMM y", locale=_LOCALES[language])


def short_day_in_words(on: date | datetime, language: str) -> str:
    """Return `27 Aug 2020`, London."""
    return format_date(_london_day(on), "d MMM y", locale=_LOCALES[language])


def month_in_words(on: date | datetime, language: str) -> str:
    """Return `August 2020`, London."""
    return format_date(_london_day(on), "MMMM y", locale=_LOCALES[language])


def moment_in_words(at: datetime, language: str) -> str:
    """Return `27 August 2020 at 11:39`, London."""
    return f"{day_in_words(at, language)} {_AT[language]} {at.astimezone(LONDON):%H:%M}"


def number_in_words(number: int, language: str) -> str:
    """Return `1,299`."""
    return format_decimal(number, locale=_LOCALES[language])


def _london_day(on: date | datetime) -> date:
    return on.astimezone(LONDON).date() if isinstance(on, datetime) else on
