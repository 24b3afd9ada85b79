"""Monthly counts by area and kind as open data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.foundation.periods import Period
from ringfence.share.suppress import suppress

__all__ = ["ALL", "COLUMNS", "CountRow", "MonthTable", "month_table", "write_csv"]

ALL = "all"  # area or kind of a total
COLUMNS = ("month", "area", "area_name", "kind", "kind_name", "reports", "note")
_SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """One cell of a month."""

    area: str  # area code, or ALL
    kind: str  # kind slug, or ALL
    reports: int | None  # None: suppressed


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """One month: every area and kind that was reported at all, with totals; rows by area, then kind."""

    month: Period
    areas: tuple[str, ...]  # without ALL
    kinds: tuple[str, ...]  # without ALL
    rows: tuple[CountRow, ...]

    def find(self, area: str, kind: str) -> CountRow | None:
        """Return one cell."""
        return next((row for row in self.rows if row.area == area and row.kind == kind), None)


def month_table(table: CountTable, month: Period, *, floor: int) -> MonthTable:
    """Return one month of `table` with small counts suppressed.

    Args:
        table: monthly counts of distinct reporters.
        month: one of its periods.
        floor: smallest count that is shown.
    """
    column = month.index - table.first.index
    here: dict[SeriesKey, int] = {
        key: int(count) for key, count in zip(table.keys, table.counts[:, column], strict=True) if count
    }
    areas = tuple(sorted({key.area for key in here}))
    kinds = tuple(sorted({key.kind for key in here}))
    if not here:
        return MonthTable(month=month, areas=(), kinds=(), rows=())
    counts = np.array([[here.get(SeriesKey(area=area, kind=kind), 0) for kind in kinds] for area in areas])
    done = suppress(counts, floor=floor)
    rows = tuple(
        CountRow(area=area, kind=kind, reports=None if done.hidden[r, c] else int(done.counts[r, c]))
        for r, area in enumerate((*areas, ALL))
        for c, kind in enumerate((*kinds, ALL))
    )
    return MonthTable(month=month, areas=areas, kinds=kinds, rows=rows)


def write_csv(tables: Iterable[MonthTable], *, area_names: Mapping[str, str], kind_names: Mapping[str, str]) -> bytes:
    """Return months as CSV, UTF-8, with a header; a suppressed count is an empty cell with a note beside it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(COLUMNS)
    for table in tables:
        for row in table.rows:
            cells = (
                table.month.label,
                row.area,
                area_names.get(row.area, row.area),
                row.kind,
                kind_names.get(row.kind, row.kind),
                "" if row.reports is None else str(row.reports),
                _SUPPRESSED if row.reports is None else "",
            )
            writer.writerow([_plain(cell) for cell in cells])
    return out.getvalue().encode()


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else cell
