"""A file read row by row in constant memory, each row with the bytes it came from."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ringfence.foundation.errors import UnreadableFile

__all__ = ["RawRow", "RejectedRow", "read_csv_rows", "read_lines", "require_encoding"]

# Longer lines are not reports: a cell of 10 MB is a slip of an export.
LONGEST_LINE_BYTES = 1_000_000
_CHUNK = 1 << 20
csv.field_size_limit(LONGEST_LINE_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that was not taken in."""

    line: int  # 1-based, the line the row begins on
    field: str | None
    reason: str  # never carries the row's own text


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One row as it stands in the file."""

    line: int  # 1-based, the line the row begins on
    cells: dict[str, str]  # column → value; for a plain line {"": line}
    original: bytes


class _RowFault(Exception):
    def __init__(self, reason: str, *, begins: str = "") -> None:
        super().__init__(reason)
        self.begins = begins  # what could be read of the row


class _Lines:
    """Lines of a binary file for csv.reader; remembers the bytes since `begin`."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._encoding = encoding
        self._parts: list[bytes] = []
        self.line = 0
        self.first = 1

    def begin(self) -> None:
        self._parts = []
        self.first = self.line + 1

    @property
    def original(self) -> bytes:
        return b"".join(self._parts)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(LONGEST_LINE_BYTES)
        if not raw:
            raise StopIteration
        self.line += 1
        if len(raw) == LONGEST_LINE_BYTES and not raw.endswith(b"\n"):
            while (more := self._file.readline(LONGEST_LINE_BYTES)) and not more.endswith(b"\n"):
                pass
            raise _RowFault(
                f"The line is longer than {LONGEST_LINE_BYTES:,} bytes; shorten its longest cell",
                begins=raw.decode(self._encoding, errors="replace"),
            )
        if b"\0" in raw:
            raise _RowFault("There is a NUL byte in it; save the file again as plain text")
        if self.line == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        self._parts.append(raw)
        return raw.decode(self._encoding)


def require_encoding(path: Path, *, encoding: str = "utf-8") -> None:
    """Read the whole file once, so that nothing of an unreadable one is kept.

    Raises:
        UnreadableFile: not there, empty, or not in this encoding; names the line.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    try:
        with path.open("rb") as file:
            is_empty = True
            while chunk := file.read(_CHUNK):
                is_empty = is_empty and not chunk.removeprefix(codecs.BOM_UTF8).strip()
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError as error:
                    line += error.object[: error.start].count(b"\n")
                    raise _wrong_encoding(path, line, encoding) from error
                line += chunk.count(b"\n")
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError as error:
                raise _wrong_encoding(path, line, encoding) from error
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be read ({error.strerror}).") from error
    if is_empty:
        raise UnreadableFile(f"{path.name} is empty. Send a file with a header and at least one row.")


def read_csv_rows(
    path: Path, *, needed: tuple[str, ...], encoding: str = "utf-8", delimiter: str = ","
) -> Iterator[RawRow | RejectedRow]:
    """Yield each row of a CSV file with a header.

    Raises:
        UnreadableFile: empty, wrong encoding, or a needed column is missing.
    """
    require_encoding(path, encoding=encoding)
    with path.open("rb") as file:
        lines = _Lines(file, encoding)
        rows = csv.reader(lines, delimiter=delimiter)
        header = _read_header(rows, needed=needed, path=path)
        while True:
            lines.begin()
            try:
                cells = next(rows)
            except StopIteration:
                return
            except _RowFault as fault:
                field = _cell_at_end(fault.begins, header, delimiter=delimiter)
                yield RejectedRow(line=lines.first, field=field, reason=str(fault))
                continue
            except csv.Error:
                reason = (
                    f"A cell is longer than {LONGEST_LINE_BYTES:,} characters, or its quotation mark is never closed"
                )
                yield RejectedRow(line=lines.first, field=None, reason=reason)
                continue
            if not any(cells):
                continue
            if len(cells) != len(header):
                reason = f"The row has {len(cells)} cells and the header {len(header)}: cells are shifted"
                yield RejectedRow(line=lines.first, field=None, reason=reason)
                continue
            yield RawRow(line=lines.first, cells=dict(zip(header, cells, strict=True)), original=lines.original)


def _cell_at_end(begins: str, header: list[str], *, delimiter: str) -> str | None:
    """Name the column in which a row that was cut off ends."""
    cells = next(csv.reader([begins], delimiter=delimiter), [])
    return header[len(cells) - 1] if 0 < len(cells) <= len(header) else None


def read_lines(path: Path) -> Iterator[RawRow | RejectedRow]:
    """Yield each line that is not blank, as {"": line}."""
    require_encoding(path)
    with path.open("rb") as file:
        lines = _Lines(file, "utf-8")
        while True:
            lines.begin()
            try:
                text = next(lines)
            except StopIteration:
                return
            except _RowFault as fault:
                yield RejectedRow(line=lines.first, field=None, reason=str(fault))
                continue
            if text.strip():
                yield RawRow(line=lines.first, cells={"": text}, original=lines.original)


def _read_header(rows: Iterator[list[str]], *, needed: tuple[str, ...], path: Path) -> list[str]:
    try:
        header = [name.strip() for name in next(rows)]
    except (_RowFault, csv.Error, StopIteration) as error:
        raise UnreadableFile(f"{path.name} has no readable header in its first line.") from error
    missing = [name for name in needed if name not in header]
    if missing:
        columns = "column" if len(missing) == 1 else "columns"
        raise UnreadableFile(
            f"{path.name} misses the {columns} {', '.join(missing)}. "
            "Check the separator and the header. For reports, a mapping file can name other columns."
        )
    if repeated := sorted({name for name in header if name and header.count(name) > 1}):
        raise UnreadableFile(f"{path.name} has the column {repeated[0]} twice. Rename one of them.")
    return header


def _wrong_encoding(path: Path, line: int, encoding: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} is not {encoding.upper()} text: line {line} cannot be read. "
        "Save it as UTF-8. For reports, a mapping file can name another encoding."
    )
