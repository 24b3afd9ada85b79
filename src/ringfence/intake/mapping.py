"""A mapping file: how the columns of a force's own extract become our fields."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ringfence.foundation.errors import Fault, UnreadableFile
from ringfence.intake.check_report import FIELDS

__all__ = ["ColumnMapping", "load_mapping"]

_KEYS = {"delimiter", "encoding", "date_formats", "vouched", "columns", "constants", "values"}
_DATE_FIELDS = ("called_on", "reported_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """One layout of a CSV file."""

    columns: Mapping[str, tuple[str, ...]]  # our field → columns, joined where there are several
    constants: Mapping[str, str]  # our field → the same value for each row
    values: Mapping[str, Mapping[str, str]]  # our field → their value in lower case → ours
    date_formats: tuple[str, ...]  # strptime; tried before the usual ones
    delimiter: str
    encoding: str
    is_vouched: bool  # every row was taken down by a call handler or partner

    def fields_of(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Return our fields for one row."""
        fields = dict(self.constants)
        for field, columns in self.columns.items():
            value = "\n".join(part for column in columns if (part := cells[column].strip()))
            table = self.values.get(field)
            if table is not None:
                value = table.get(value.lower(), value)
            if field in _DATE_FIELDS:
                value = self._as_iso(value)
            if value or field not in fields:
                fields[field] = value
        return fields

    def _as_iso(self, value: str) -> str:
        for date_format in self.date_formats:
            try:
                moment = datetime.strptime(value, date_format)  # noqa: DTZ007  London time, settled later
            except ValueError:
                continue
            has_clock = "%H" in date_format or "%I" in date_format
            return moment.isoformat() if has_clock else moment.date().isoformat()
        return value


def load_mapping(path: Path) -> ColumnMapping:  # noqa: PLR0912  one branch a fault, all gathered
    """Read a mapping file.

    Raises:
        UnreadableFile: with everything that is wrong with it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"The mapping file {path.name} cannot be read.") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(f"The mapping file {path.name} is not valid TOML: {error}.") from error
    faults: list[Fault] = []

    def complain(field: str, reason: str) -> None:
        faults.append(Fault(reason=reason, field=field, file=path.name))

    for key in sorted(table.keys() - _KEYS):
        complain(key, "this key is not known; see docs/how-to/import-a-forces-extract.md")
    sections = {}
    for name in ("columns", "constants", "values"):
        section = table.get(name, {})
        sections[name] = section if isinstance(section, dict) else {}
        if not isinstance(section, dict):
            complain(name, f"write it as a table [{name}]")
        for field in sorted(sections[name].keys() - set(FIELDS)):
            complain(f"{name}.{field}", f"this is not a field; there are {', '.join(FIELDS)}")
    columns = {}
    for field, given in sections["columns"].items():
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            complain(f"columns.{field}", "give the name of a column, or a list of names")
            continue
        columns[field] = tuple(names)
    if not {"text", "kind"} & (columns.keys() | sections["constants"].keys()):
        complain("columns.text", "name the column that holds the words, or the kind")
    if "reported_on" not in columns:
        complain("columns.reported_on", "name the column that holds the date of the report")
    values = {}
    for field, given in sections["values"].items():
        if isinstance(given, dict) and all(isinstance(value, str) for value in given.values()):
            values[field] = {theirs.strip().lower(): ours for theirs, ours in given.items()}
        else:
            complain(f"values.{field}", 'write a table such as "Phone call" = "landline"')
    formats = table.get("date_formats", [])
    if not isinstance(formats, list) or not all(isinstance(item, str) for item in formats):
        complain("date_formats", 'has to be a list such as ["%d/%m/%Y %H:%M"]')
        formats = []
    delimiter = table.get("delimiter", ",")
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        complain("delimiter", "has to be one character")
        delimiter = ","
    encoding = table.get("encoding", "utf-8")
    try:
        codecs.lookup(str(encoding))
    except LookupError:
        complain("encoding", "is not an encoding; use utf-8 or windows-1252")
    if faults:
        raise UnreadableFile(f"The mapping file {path.name} cannot be used:", faults)
    return ColumnMapping(
        columns=columns,
        constants={field: str(value) for field, value in sections["constants"].items()},
        values=values,
        date_formats=tuple(formats),
        delimiter=delimiter,
        encoding=str(encoding),
        is_vouched=table.get("vouched") is True,
    )
