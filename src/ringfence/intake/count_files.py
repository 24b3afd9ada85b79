"""Tables of counts in files: one row a cell, in our long layout or in Scamwatch's.

A cell without a row is a zero, as long as its period has a row of any other
series. A period without any row is a gap: nobody knows what was reported then.
"""

from __future__ import annotations

import gzip
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import SeriesKey
from ringfence.foundation.errors import Fault, InvalidInput, UnknownName, UnreadableFile
from ringfence.foundation.periods import Period, PeriodUnit, parse_period
from ringfence.intake.raw_rows import RawRow, RejectedRow, read_csv_rows

__all__ = ["COUNT_LAYOUTS", "CountFile", "read_count_file"]

# Unpacked, a file of counts is a few megabytes; a packed one may unfold to anything.
MOST_BYTES = 1_000_000_000
# Series x periods that fit in memory with their results: 45 areas x 27 kinds x 60 years of weeks is under 4 million.
MOST_CELLS = 20_000_000
MOST_FAULTS_SHOWN = 10
_CHUNK = 1 << 20
_WHOLE = re.compile(r"[0-9]{1,9}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where a layout keeps what."""

    period: str
    unit: PeriodUnit | None  # None: whatever the first row has
    area: str
    kind: str
    reports: str
    apart: tuple[str, ...]  # further columns that tell cells apart; they are added up


COUNT_LAYOUTS = {
    "long": _Columns(period="period", unit=None, area="area", kind="kind", reports="reports", apart=()),
    # ACCC Scamwatch, monthly: month, state, contact mode, category, scam type, reports, amount lost.
    "scamwatch": _Columns(
        period="month",
        unit=PeriodUnit.MONTH,
        area="state",
        kind="scam_type",
        reports="reports",
        apart=("contact_mode", "category"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFile:
    """Counts as a file has them; only periods that have a row."""

    keys: tuple[SeriesKey, ...]  # n_series, in order
    periods: tuple[Period, ...]  # n_periods, in order, of one unit
    counts: NDArray[np.int64]  # (n_series, n_periods) reports
    area_begins: dict[str, int]  # area → column of its first row
    gaps: tuple[tuple[Period, Period], ...]  # first and last of each run of periods without any row
    cells_filled: int  # cells without a row, counted as zero


def read_count_file(path: Path, *, layout: str = "long") -> CountFile:
    """Read a file of counts, packed with gzip or plain.

    Args:
        path: CSV in UTF-8 with a header; a name that ends in `.gz` is unpacked.
        layout: a name of COUNT_LAYOUTS. Scamwatch's states become areas, its
            scam types kinds; contact modes are added up.

    Raises:
        UnreadableFile: not there, empty, not UTF-8, not gzip, a missing column, or no row.
        InvalidInput: with line and field of the cells that cannot be used.
        UnknownName: there is no such layout.
    """
    if layout not in COUNT_LAYOUTS:
        raise UnknownName(f"There is no layout {layout!r}. Use one of {', '.join(COUNT_LAYOUTS)}.")
    columns = COUNT_LAYOUTS[layout]
    needed = (columns.period, columns.area, columns.kind, columns.reports, *columns.apart)
    with _unpacked(path) as plain:
        cells = _Cells(columns)
        cells.take_all(read_csv_rows(plain, needed=needed))
    return cells.finished(path.name)


class _Cells:
    """Cells as they come in, and what is wrong with them."""

    def __init__(self, columns: _Columns) -> None:
        self._columns = columns
        self._unit = columns.unit
        self._lines: dict[tuple[str, ...], int] = {}  # cell → line of its row
        self._sums: dict[tuple[SeriesKey, int], int] = {}
        self._faults: list[Fault] = []

    def take_all(self, rows: Iterable[RawRow | RejectedRow]) -> None:
        for row in rows:
            if isinstance(row, RejectedRow):
                self._faults.append(Fault(reason=row.reason, field=row.field, line=row.line))
            else:
                self._take(row)

    def _take(self, row: RawRow) -> None:
        columns, before = self._columns, len(self._faults)
        period = self._period(row)
        names = [self._name(row, column) for column in (columns.area, columns.kind, *columns.apart)]
        reports = row.cells[columns.reports].strip()
        if not _WHOLE.match(reports):
            self._fault(row, columns.reports, "Write a whole number, 0 or more, in plain digits")
        if period is None or len(self._faults) > before:
            return
        cell = (period.label, *names)
        if (earlier := self._lines.setdefault(cell, row.line)) != row.line:
            self._fault(row, columns.period, f"The same cell stands in line {earlier} already; keep one of them")
            return
        place = (SeriesKey(area=names[0], kind=names[1]), period.index)
        self._sums[place] = self._sums.get(place, 0) + int(reports)

    def _period(self, row: RawRow) -> Period | None:
        column = self._columns.period
        try:
            period = parse_period(row.cells[column])
        except InvalidInput as error:
            self._fault(row, column, error.message)
            return None
        if self._unit is None:
            self._unit = period.unit
        if period.unit is not self._unit:
            self._fault(row, column, f"It is a {period.unit}, and the file counts by {self._unit}; never mix them")
            return None
        return period

    def _name(self, row: RawRow, column: str) -> str:
        name = row.cells[column].strip()
        if not name:
            self._fault(row, column, "It is empty; write a name")
        elif not name.isprintable():
            self._fault(row, column, "There is a control character or a line break in the name; take it out")
        return name

    def _fault(self, row: RawRow, field: str, reason: str) -> None:
        self._faults.append(Fault(reason=reason, field=field, line=row.line))

    def finished(self, file: str) -> CountFile:
        if self._faults:
            raise _refused(file, self._faults)
        if not self._sums or self._unit is None:
            raise UnreadableFile(f"{file} has a header and no rows. Send a file with at least one row.")
        keys = sorted({key for key, _ in self._sums})
        indices = sorted({index for _, index in self._sums})
        if len(keys) * len(indices) > MOST_CELLS:
            raise UnreadableFile(
                f"{file} has {len(keys):,} series over {len(indices):,} periods; "
                f"{MOST_CELLS:,} cells are the most. Split it by area."
            )
        row_of = {key: row for row, key in enumerate(keys)}
        column_of = {index: column for column, index in enumerate(indices)}
        counts = np.zeros((len(keys), len(indices)), dtype=np.int64)
        area_begins: dict[str, int] = {}
        for (key, index), reports in self._sums.items():
            column = column_of[index]
            counts[row_of[key], column] = reports
            area_begins[key.area] = min(area_begins.get(key.area, column), column)
        unit = self._unit
        gaps = [
            (Period(unit, before + 1), Period(unit, after - 1))
            for before, after in pairwise(indices)
            if after - before > 1
        ]
        return CountFile(
            keys=tuple(keys),
            periods=tuple(Period(unit, index) for index in indices),
            counts=counts,
            area_begins=area_begins,
            gaps=tuple(gaps),
            cells_filled=counts.size - len(self._sums),
        )


def _refused(file: str, faults: list[Fault]) -> InvalidInput:
    if len(faults) == 1:
        return InvalidInput(f"{file}, {faults[0]}".rstrip(".") + ".")
    more = len(faults) - MOST_FAULTS_SHOWN
    rest = f" The first {MOST_FAULTS_SHOWN}:" if more > 0 else ""
    return InvalidInput(f"{file} has {len(faults):,} faults; nothing was judged.{rest}", faults[:MOST_FAULTS_SHOWN])


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """Give the path of a plain file with what is in `path`."""
    if path.suffix != ".gz":
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="ringfence-counts-") as folder:
        plain = Path(folder) / path.stem
        try:
            with gzip.open(path) as packed, plain.open("wb") as out:
                size = 0
                while chunk := packed.read(_CHUNK):
                    size += len(chunk)
                    if size > MOST_BYTES:
                        raise UnreadableFile(f"{path.name} unpacks to more than {MOST_BYTES:,} bytes. Split it.")
                    out.write(chunk)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise UnreadableFile(f"{path.name} is not a whole gzip file. Pack it again, or send it plain.") from error
        except OSError as error:
            raise UnreadableFile(f"{path.name} cannot be read ({error.strerror}).") from error
        yield plain
