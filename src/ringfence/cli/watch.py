"""`ringfence watch`: find unusual rises in a table of counts."""

from __future__ import annotations

import csv
import io
import math
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.foundation.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ringfence.flow.watch_file import WatchedFile
    from ringfence.foundation.periods import Period

__all__ = ["command"]

HEADER = ("period", "area", "kind", "observed", "expected", "threshold", "p_value", "alarm", "surge")
MOST_NAMES = 5  # of series or gaps in one line
# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("watch")
@click.argument("counts", type=click.Path(path_type=Path))
@click.option(
    "--detector",
    default="default",
    show_default=True,
    help="default (windows from 60 weeks or 120 days of history on, ears_c2 before; ears_c1 for months), windows, "
    "hierarchy (weeks: areas, regions and nations together, one rise told once), farrington, ears_c1, ears_c2, ears_c3",
)
@click.option("--format", "layout", default="long", show_default=True, help="long, or scamwatch (ACCC, monthly)")
@click.option("--from", "first", metavar="PERIOD", help="First period to judge, such as 2020-W35 [the file's first]")
@click.option("--to", "last", metavar="PERIOD", help="Last period to judge [the file's last]")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The period still filling on this day is not judged.")
@click.option("--alpha", type=float, default=0.01, show_default=True, help="Chance of an alarm without a rise")
@click.option(
    "--changes",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="Known changes in reporting, in place of the table that comes with Ringfence.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="OUT.svg",
    help="Draw the series that rose most, and write OUT.html with the same as tables.",
)
def command(  # noqa: PLR0917 - click passes one a parameter
    counts: Path,
    detector: str,
    layout: str,
    first: str | None,
    last: str | None,
    as_of: datetime | None,
    alpha: float,
    changes: Path | None,
    plot: Path | None,
) -> None:
    """Judge each cell of COUNTS (CSV or CSV.gz: period,area,kind,reports) and write CSV to standard output.

    A period is a day (2020-08-27), an ISO week (2020-W35) or a month (2020-08).
    Cells without a row count as 0. `expected`, `threshold`, `p_value` and `alarm`
    are empty where nothing is judged, `threshold` also where reports are too few
    to alarm. What was used and left out is said on standard error.
    """
    from ringfence.flow.watch_file import watch_file
    from ringfence.foundation.periods import parse_period
    from ringfence.playbooks.known_changes import load_known_changes

    if not counts.is_file():
        raise InvalidInput(f"There is no file {counts}. Give the path of a file of counts.")
    watched = watch_file(
        counts,
        layout=layout,
        detector=detector,
        alpha=alpha,
        first=None if first is None else parse_period(first),
        last=None if last is None else parse_period(last),
        as_of=None if as_of is None else as_of.date(),
        known_changes=load_known_changes(changes),
    )
    for line in _notes(watched, as_of=None if as_of is None else as_of.date()):
        click.echo(line, err=True)
    if plot is not None:
        from ringfence.cli.watch_plot import draw

        for line in draw(watched, plot, title=counts.name):
            click.echo(line, err=True)
    _write_rows(watched)


def _write_rows(watched: WatchedFile) -> None:
    file, result = watched.file, watched.result
    click.echo(",".join(HEADER))
    for column in range(*watched.shown):
        period, out = file.periods[column], io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for row, key in enumerate(file.keys):
            is_judged = watched.is_judged[row, column]
            numbers = (result.expected[row, column], result.threshold[row, column], result.p_value[row, column])
            writer.writerow(
                (
                    period.label,
                    _plain_cell(key.area),
                    _plain_cell(key.kind),
                    file.counts[row, column],
                    *("" if math.isnan(number) else f"{number:.6g}" for number in numbers),
                    int(result.alarm[row, column]) if is_judged else "",
                    watched.surge_labels.get((key, period), ""),
                )
            )
        click.echo(out.getvalue(), nl=False)


def _plain_cell(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA) else name


def _notes(watched: WatchedFile, *, as_of: date | None) -> list[str]:
    """Say what was used and what was left out, a sentence each."""
    file, (begin, end) = watched.file, watched.shown
    used = [f"{name} for {number:,} series" for name, number in watched.detectors.items()]
    notes = [f"Detector: {', '.join(used) or 'none'}."]
    if file.gaps:
        unit = file.periods[0].unit
        notes.append(f"Missing {unit}s, treated as gaps: {_listed([_span(*gap) for gap in file.gaps])}.")
    if file.cells_filled:
        notes.append(f"{file.cells_filled:,} cells without a row count as 0.")
    if watched.known_changes:
        names = _listed([f"{change.name} ({change.first})" for change in watched.known_changes], separator="; ")
        blind = [name for name in watched.detectors if name not in {"windows", "hierarchy"}]
        but = f"; {', '.join(blind)} cannot reckon with them" if blind else ""
        notes.append(f"Known changes in reporting: {names}{but}.")
    if watched.too_short:
        names = _listed([f"{key.area}, {key.kind}" for key in watched.too_short], separator="; ")
        notes.append(f"Not enough history for {len(watched.too_short):,} series, not judged: {names}.")
    if begin < end and watched.still_filling is not None and watched.still_filling <= file.periods[end - 1]:
        notes.append(f"{watched.still_filling} is still filling on {as_of}: it and later periods are not judged.")
    judged = watched.is_judged.any(axis=0)
    start = int(judged.argmax())
    if judged.any() and start > begin:
        notes.append(
            f"Judged from {file.periods[start]} on; the {start - begin} periods from {file.periods[begin]} are history."
        )
    alarms, returns = int(watched.result.alarm.sum()), sum(surge.is_resurgence for _, surge in watched.surges)
    found = f"{_counted(alarms, 'alarm')} in {_counted(len(watched.surges), 'surge')}"
    notes.append(f"{found}, {_counted(returns, 'resurgence')} among them.")
    return notes


def _span(first: Period, last: Period) -> str:
    return first.label if first == last else f"{first} to {last}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _listed(names: Sequence[str], *, separator: str = ", ") -> str:
    more = len(names) - MOST_NAMES
    return separator.join(names[:MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")
