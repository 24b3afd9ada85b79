"""Files of counts and the command that judges them, for the tests of `ringfence watch`."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ringfence.cli.main import cli
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import Period

HEADER = "period,area,kind,reports"
MONDAY = Period.containing(date(2015, 1, 5))


def weekly(*counts: int, area: str = "cheshire", kind: str = "tech", skip: tuple[int, ...] = (), late: int = 0):
    """Rows of one series, a week each, from 2015-W02 or `late` weeks after."""
    return [
        f"{MONDAY.shifted(late + week)},{area},{kind},{count}" for week, count in enumerate(counts) if week not in skip
    ]


def write(folder: Path, *rows: str, header: str = HEADER) -> str:
    path = folder / "counts.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return str(path)


def watch(*arguments: str):
    """Run the command; return its rows and what it said on standard error."""
    result = CliRunner().invoke(cli, ["watch", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout))), result.stderr


def refused(*arguments: str) -> InvalidInput:
    """Run the command on what cannot be used; `main` turns an InvalidInput into exit code 2."""
    with pytest.raises(InvalidInput) as caught:
        CliRunner().invoke(cli, ["watch", *arguments], catch_exceptions=False)
    return caught.value


def alarms(rows):
    return [(row["period"], row["kind"], row["surge"]) for row in rows if row["alarm"] == "1"]
