"""One cell of a scenario file at a time; what does not fit becomes a fault."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import TypeGuard

from ringfence.foundation.errors import Fault, InvalidInput
from ringfence.foundation.periods import LONDON, Period, PeriodUnit, parse_period

__all__ = ["Cells"]

# Stands in for a value that could not be read, so that reading can go on and
# gather the other faults; the scenario is never built from it.
_SOME_WEEK = Period(PeriodUnit.WEEK, 0)
_SOME_MOMENT = datetime(2000, 1, 1, tzinfo=LONDON)


class Cells:
    """A table of the file, read key by key into one shared list of faults."""

    def __init__(self, table: object, *, file: str, path: str, faults: list[Fault]) -> None:
        self.file = file
        self.path = path
        self.faults = faults
        self.table: Mapping[str, object] = table if isinstance(table, dict) else {}
        if not isinstance(table, dict):
            self.fault(None, "This must be a table.")

    def fault(self, key: str | None, reason: str) -> None:
        """Note that the value of `key` (or the table itself) does not fit."""
        where = ".".join(part for part in (self.path, key or "") if part)
        self.faults.append(Fault(file=self.file, field=where or None, reason=reason))

    def only(self, keys: Sequence[str]) -> None:
        """Fault every key that nobody reads: most often a slip of the pen."""
        for key in self.table:
            if key not in keys:
                self.fault(key, f"This key is not known here. Known are: {', '.join(keys)}.")

    def below(self, key: str) -> Cells:
        """Return the table under `key`."""
        path = ".".join(part for part in (self.path, key) if part)
        return Cells(self.table.get(key, {}), file=self.file, path=path, faults=self.faults)

    def rows(self, key: str) -> list[Cells]:
        """Return the tables of the array under `key`, numbered from 1."""
        value = self.table.get(key, [])
        if not isinstance(value, list):
            self.fault(key, f"Write each one under its own [[{key}]].")
            return []
        return [
            Cells(row, file=self.file, path=f"{key}[{number}]", faults=self.faults)
            for number, row in enumerate(value, start=1)
        ]

    def words(self, key: str, *, among: Sequence[str] = ()) -> str:
        """Return a text that is not empty, one of `among` where given."""
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "Enter a text in quotation marks.")
            return among[0] if among else "?"
        if among and value not in among:
            self.fault(key, f"{value[:40]!r} is not known. Enter one of: {', '.join(among)}.")
            return among[0]
        return value

    def words_if_there(self, key: str) -> str | None:
        """Return a text, or None where the key is absent."""
        return self.words(key) if key in self.table else None

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Return a list of one text or more."""
        value = self.table.get(key)
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(text, str) and text.strip() for text in value)
        ):
            self.fault(key, "Enter a list of texts, at least one.")
            return ()
        return tuple(value)

    def number(self, key: str, *, least: float, most: float, default: float | None = None) -> float:
        """Return a number from `least` to `most`."""
        value = self.table.get(key, default)
        if not _is_number(value) or not least <= value <= most:
            self.fault(key, f"Enter a number from {least:g} to {most:g}.")
            return least
        return float(value)

    def whole(self, key: str, *, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        value = self.table.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(key, f"Enter a whole number from {least} to {most}.")
            return least
        return value

    def numbers(self, key: str, *, least: float, most: float) -> tuple[float, ...]:
        """Return a list of one number or more, each from `least` to `most`."""
        value = self.table.get(key)
        if not isinstance(value, list) or not value or not all(_is_number(n) and least <= n <= most for n in value):
            self.fault(key, f"Enter a list of numbers from {least:g} to {most:g}, at least one.")
            return (least,)
        return tuple(float(n) for n in value)

    def shares(self, *, add_up_to_one: bool = True) -> dict[str, float]:
        """Return the whole table as name → number above 0."""
        shares = {}
        for key, value in self.table.items():
            if _is_number(value) and value > 0:
                shares[key] = float(value)
            else:
                self.fault(key, "Enter a number above 0.")
        if not shares:
            self.fault(None, "Enter at least one share.")
        elif add_up_to_one and not math.isclose(sum(shares.values()), 1.0, abs_tol=1e-6):
            self.fault(None, f"The shares add up to {sum(shares.values()):.4g}, not to 1.")
        return shares

    def week(self, key: str) -> Period:
        """Return an ISO week such as `2020-W33`."""
        try:
            week = parse_period(self.words(key))
        except InvalidInput:
            week = None
        if week is None or week.unit is not PeriodUnit.WEEK:
            self.fault(key, "Enter an ISO week such as 2020-W33.")
            return _SOME_WEEK
        return week

    def moment(self, key: str) -> datetime:
        """Return a London time such as `2020-08-27T11:39`, aware."""
        try:
            moment = datetime.fromisoformat(self.words(key))
        except ValueError:
            self.fault(key, "Enter a date and time such as 2020-08-27T11:39.")
            return _SOME_MOMENT
        if moment.tzinfo is not None:
            self.fault(key, "Leave the time zone out: times are London times.")
            return _SOME_MOMENT
        return moment.replace(tzinfo=LONDON)

    def clock(self, key: str) -> time:
        """Return a time of day such as `08:00`."""
        try:
            return time.fromisoformat(self.words(key))
        except ValueError:
            self.fault(key, "Enter a time of day such as 08:00.")
            return time(0)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
