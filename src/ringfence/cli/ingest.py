"""`ringfence ingest`: take in a file of reports."""

from __future__ import annotations

import csv
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.foundation.errors import InvalidInput, StorageFault

if TYPE_CHECKING:
    from ringfence.intake import RejectedRow

__all__ = ["command"]

LAYOUTS = ("ringfence-csv", "jsonl", "ftc-dnc")


@click.command("ingest")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "layout", required=True, help="ringfence-csv, jsonl, ftc-dnc, or a mapping file ending in .toml"
)
@click.option("--dry-run", is_flag=True, help="Check every row, keep nothing.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where rows that fail go [FILE.rejects.csv]")
@click.option("--processes", type=click.IntRange(1, 64), default=None, help="Cores to recognise with [all]")
def command(file: Path, layout: str, dry_run: bool, rejects: Path | None, processes: int | None) -> None:
    """Take in every good row of FILE; the others go to a reject file with line, field and reason.

    The same file twice adds nothing, and an interrupted one goes on where it stopped.
    Exit code 1 when any row was rejected, 2 when the file cannot be used.
    """
    chosen = _layout(layout)
    if not file.is_file():
        raise InvalidInput(f"There is no file {file}. Give the path of the file to take in.")

    from tqdm import tqdm

    from ringfence.wiring.place import build_place, configure_django

    configure_django()
    from ringfence.flow.when_file_arrives import when_file_arrives

    place = build_place()
    with tqdm(unit=" rows", disable=not sys.stderr.isatty(), desc=file.name) as bar:
        outcome = when_file_arrives(
            file,
            layout=chosen,
            place=place,
            received_at=datetime.now(UTC),
            dry_run=dry_run,
            processes=processes or os.cpu_count() or 1,
            on_rows=bar.update,
        )
    done = "would be added" if dry_run else "added"
    click.echo(f"{outcome.added:,} reports {done}, {outcome.repeated:,} were there already.")
    if outcome.rejected:
        target = rejects or file.with_name(file.name + ".rejects.csv")
        _write_rejects(outcome.rejected, target)
        first = outcome.rejected[0]
        click.echo(
            f"{len(outcome.rejected):,} rows were rejected, listed in {target}. "
            f"The first: line {first.line}, {first.field or 'row'}: {first.reason}",
            err=True,
        )
        sys.exit(1)


def _layout(name: str) -> str | Path:
    if name in LAYOUTS:
        return name
    if name.endswith(".toml"):
        if not Path(name).is_file():
            raise InvalidInput(f"There is no mapping file {name}. See docs/how-to/import-a-forces-extract.md.")
        return Path(name)
    raise InvalidInput(f"{name!r} is not a format. Use one of {', '.join(LAYOUTS)}, or a mapping file ending in .toml.")


def _write_rejects(rejected: list[RejectedRow], target: Path) -> None:
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "field", "reason"])
            writer.writerows((row.line, row.field or "", row.reason) for row in rejected)
    except OSError as error:
        raise StorageFault(
            f"The good rows are kept, but {target} cannot be written ({error.strerror}). "
            "Name another place with --rejects and run the command again; nothing is added twice."
        ) from error
