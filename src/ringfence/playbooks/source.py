"""A TOML file with its faults: finds the line on which a fault stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ringfence.foundation.errors import Fault

__all__ = ["FilledTable", "Source", "open_source"]

_LINE_OF_ERROR = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(slots=True)
class Source:
    """One TOML file as read, and the faults found in it so far."""

    name: str  # name without its folder
    text: str
    table: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)

    def complain(self, reason: str, *, key: str | None = None, line: int | None = None, after: int = 0) -> None:
        """Note a fault at a line, or where `key` is written first (after a line)."""
        if line is None and key is not None:
            line = self.line_of(key, after=after)
        self.faults.append(Fault(reason=reason, field=key, line=line, file=self.name))

    def line_of(self, key: str, *, after: int = 0) -> int | None:
        """Return the first line, after line `after`, that names `key`."""
        lines = self.text.split("\n")
        bare = re.compile(rf"(?<![\w.-]){re.escape(key)}(?![\w-])")
        for number, line in enumerate(lines[after:], start=after + 1):
            if bare.search(line):
                return number
        # A dotted key may be written as a table: look for its last part.
        return self.line_of(key.rpartition(".")[2], after=after) if "." in key else None

    def lines_of_tables(self, name: str) -> list[int]:
        """Return the lines of each `[[name]]`, in order."""
        header = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
        return [number for number, line in enumerate(self.text.split("\n"), start=1) if header.match(line)]


def open_source(path: Path, faults: list[Fault]) -> Source | None:
    """Read and parse one file; what stops that becomes a fault."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(reason="The file is not UTF-8 text; save it as UTF-8", line=line, file=path.name))
        return None
    except OSError as error:
        faults.append(Fault(reason=f"The file cannot be read ({error.strerror})", file=path.name))
        return None
    try:
        return Source(name=path.name, text=text, table=tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_ERROR.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = _LINE_OF_ERROR.sub("", str(error)).strip().removesuffix("(at end of document)").strip()
        faults.append(Fault(reason=f"This is not valid TOML: {what}", line=line, file=path.name))
        return None


@dataclass(slots=True)
class FilledTable:
    """One table of a file, read key by key; every wrong value becomes a fault."""

    source: Source
    values: dict[str, Any]
    first_line: int = 0  # faults are looked for after this line
    _asked: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string that is not empty."""
        value = self._ask(key, default)
        if isinstance(value, str) and value.strip():
            return value
        if value is not None:
            self._complain(key, "has to be text in quotation marks")
        return ""

    def maybe_text(self, key: str) -> str | None:
        """Return a string, or None where the key is absent."""
        return self.text(key) if key in self.values else None

    def choice(self, key: str, choices: Iterable[str]) -> str:
        """Return one of `choices`."""
        value = self.text(key)
        allowed = list(choices)
        if value and value not in allowed:
            self._complain(key, f"{value!r} is not one of {', '.join(allowed)}")
            return ""
        return value

    def number(self, key: str, *, default: float | None = None) -> float:
        """Return a number."""
        value = self._ask(key) if default is None else self._ask(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if value is not None:
            self._complain(key, "has to be a number")
        return 0.0

    def truth(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self._ask(key, default)
        if not isinstance(value, bool):
            self._complain(key, "has to be true or false")
            return default
        return value

    def day(self, key: str) -> date:
        """Return a day."""
        return self.maybe_day(key, required=True) or date.min

    def maybe_day(self, key: str, *, required: bool = False) -> date | None:
        """Return a day, or None where the key is absent."""
        if key not in self.values and not required:
            self._asked.add(key)
            return None
        value = self._ask(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self._complain(key, "has to be a day such as 2025-12-04, without quotation marks")
        return None

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Return a list of strings."""
        if key not in self.values and not required:
            self._asked.add(key)
            return ()
        value = self._ask(key)
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        if value is not None:
            self._complain(key, 'has to be a list of texts such as ["one", "two"]')
        return ()

    def require_nothing_else(self) -> None:
        """Complain of keys that nobody asked for: most often a slip of the pen."""
        for key in self.values.keys() - self._asked:
            self._complain(key, "is not a key of this table; see docs/how-to/add-a-playbook.md")

    def expect(self, *keys: str) -> None:
        """Count keys as asked for that are read elsewhere."""
        self._asked.update(keys)

    def _ask(self, key: str, default: Any = None) -> Any:
        self._asked.add(key)
        if key in self.values:
            return self.values[key]
        if default is None:
            line = self.first_line or 1
            self.source.complain(f"{key!r} is missing", line=line, key=key)
        return default

    def _complain(self, key: str, what: str) -> None:
        self.source.complain(f"{key}: {what}", key=key, after=self.first_line)
