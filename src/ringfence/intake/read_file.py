"""A whole file of reports, row by row: good ones and rejected ones, in order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ringfence.domain.report import IncomingReport
from ringfence.foundation.errors import Fault, InvalidReport, UnknownName
from ringfence.intake.check_report import check_report
from ringfence.intake.ftc_dnc import COLUMNS, check_complaint
from ringfence.intake.mapping import load_mapping
from ringfence.intake.raw_rows import RawRow, RejectedRow, read_csv_rows, read_lines
from ringfence.playbooks import Shelf

__all__ = ["LAYOUTS", "read_report_file"]

LAYOUTS = ("ringfence-csv", "jsonl", "ftc-dnc")
_NEEDED = ("reported_on", "area", "text")


def read_report_file(
    path: Path, *, layout: str | Path, shelf: Shelf, as_of: datetime
) -> Iterator[IncomingReport | RejectedRow]:
    """Yield each row of a file, checked or rejected with its reason.

    Memory stays constant but for eight bytes' worth of hash per id. The file
    is read once beforehand for its encoding, so an unreadable one yields nothing.

    Args:
        path: the file.
        layout: one of `LAYOUTS`, or a mapping file.
        shelf: areas and kinds.
        as_of: aware; nothing may be dated later.

    Raises:
        UnreadableFile: encoding, header, mapping file; before the first row.
        UnknownName: no such layout.
    """
    if isinstance(layout, str) and layout.endswith(".toml"):
        layout = Path(layout)
    rows: Iterator[RawRow | RejectedRow]
    fields_of: Callable[[RawRow], Mapping[str, str]] = _cells
    is_vouched = False
    if isinstance(layout, Path):
        mapping = load_mapping(layout)
        needed = tuple(dict.fromkeys(name for names in mapping.columns.values() for name in names))
        rows = read_csv_rows(path, needed=needed, encoding=mapping.encoding, delimiter=mapping.delimiter)
        fields_of = lambda row: mapping.fields_of(row.cells)  # noqa: E731
        is_vouched = mapping.is_vouched
        source = f"file:{layout.stem}"
    elif layout == "ringfence-csv":
        rows, source = read_csv_rows(path, needed=_NEEDED), f"file:{layout}"
    elif layout == "jsonl":
        rows, source, fields_of = read_lines(path), f"file:{layout}", _json_fields
    elif layout == "ftc-dnc":
        return _read_complaints(path, as_of=as_of)
    else:
        raise UnknownName(f"{layout!r} is not a format. Use one of {', '.join(LAYOUTS)}, or a mapping file.")
    return _check_rows(rows, fields_of, source=source, shelf=shelf, as_of=as_of, is_vouched=is_vouched)


def _check_rows(
    rows: Iterator[RawRow | RejectedRow],
    fields_of: Callable[[RawRow], Mapping[str, str]],
    *,
    source: str,
    shelf: Shelf,
    as_of: datetime,
    is_vouched: bool,
) -> Iterator[IncomingReport | RejectedRow]:
    seen: set[bytes] = set()
    for row in rows:
        if isinstance(row, RejectedRow):
            yield row
            continue
        try:
            fields = fields_of(row)
            given_id = (fields.get("id") or "").strip()
            if given_id:
                short = hashlib.blake2b(given_id.encode(), digest_size=8).digest()
                if short in seen:
                    raise _one_fault("id", "duplicated reference: an earlier row of this file has the same id")
                seen.add(short)
            if not (fields.get("reported_on") or "").strip():
                raise _one_fault("reported_on", "Enter the date of the report as 27/08/2020 or 2020-08-27")
            report = check_report(
                fields,
                shelf=shelf,
                as_of=as_of,
                source=source,
                source_key=given_id or hashlib.sha256(row.original).hexdigest(),
                original=row.original,
                is_vouched=is_vouched,
            )
        except InvalidReport as error:
            yield _rejected(row, error)
        else:
            yield replace(report, line=row.line)


def _read_complaints(path: Path, *, as_of: datetime) -> Iterator[IncomingReport | RejectedRow]:
    for row in read_csv_rows(path, needed=COLUMNS):
        if isinstance(row, RejectedRow):
            yield row
            continue
        key = hashlib.sha256(row.original).hexdigest()
        try:
            report = check_complaint(
                row.cells, as_of=as_of, source="file:ftc-dnc", source_key=key, original=row.original
            )
        except InvalidReport as error:
            yield _rejected(row, error)
        else:
            yield replace(report, line=row.line)


def _cells(row: RawRow) -> Mapping[str, str]:
    return row.cells


def _json_fields(row: RawRow) -> Mapping[str, str]:
    try:
        given = json.loads(row.cells[""])
    except (ValueError, RecursionError) as error:
        raise _one_fault(None, "The line is not a JSON object") from error
    if not isinstance(given, dict):
        raise _one_fault(None, "The line is not a JSON object")
    return {name: _as_text(name, value) for name, value in given.items()}


def _as_text(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ";".join(value)
    raise _one_fault(name, "The value has to be text, a number, true or false, or a list of texts")


def _one_fault(field: str | None, reason: str) -> InvalidReport:
    return InvalidReport("The row cannot be taken in.", [Fault(reason=reason, field=field)])


def _rejected(row: RawRow, error: InvalidReport) -> RejectedRow:
    fields = dict.fromkeys(fault.field for fault in error.faults if fault.field)
    reason = "; ".join(dict.fromkeys(fault.reason for fault in error.faults))
    return RejectedRow(line=row.line, field=", ".join(fields) or None, reason=reason)
