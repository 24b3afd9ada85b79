"""Real reports: ACCC Scamwatch, Australia, 2020 to 2025, by month. When would each notable rise have been raised?

    OMP_NUM_THREADS=1 python benchmarks/watch.py --only scamwatch [--write]

The counts lie in ../shared/data/counts beside the repository. Only figures computed here are written, never rows of
the file. What a notable rise is, is decided in hindsight and without any detector (`rises_of`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ringfence.foundation.periods import Period, PeriodUnit, parse_period
from ringfence.intake.count_files import CountFile, read_count_file
from ringfence.publish.chart import CountPanel, draw_counts
from ringfence.watch import score_counts
from ringfence.watch.score_counts import history_needed

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT.parent / "shared" / "data" / "counts" / "au_scamwatch_monthly.csv.gz"
CHART = ROOT / "docs" / "methods" / "scamwatch-2021.svg"
KIND = "Remote access scams"
# Detector and α; one alarm in a hundred by the normal tail is far more with real months, so a stricter one beside it.
TRIED = (("ears_c1", 0.01), ("ears_c1", 0.0005), ("ears_c2", 0.01), ("ears_c3", 0.01), ("windows", 0.01))
JUDGED_FROM = 13  # months of history that every detector has
ROWS_SHOWN = 12
# A rise in hindsight: months above 1.3 times the median of the year to either side, 1.5 times in one of them.
RAISED, CLEARLY, LEAST_A_MONTH, LEAST_IN_ALL = 1.3, 1.5, 30, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A notable rise of one kind in all of Australia; columns of the file."""

    row: int
    first: int
    last: int
    above: float  # reports above the hindsight median, all months


def tables(*, write_chart: bool = False) -> str:
    """Return the tables of the page; write the chart beside it if asked."""
    if not FILE.is_file():
        return f"Not run: {FILE.name} is not there.\n"
    file = read_count_file(FILE, layout="scamwatch")
    if write_chart:
        CHART.write_bytes(chart(file))
    kinds, counts = national(file)
    rises, raised = [], np.zeros(counts.shape, dtype=bool)
    for row, series in enumerate(counts):
        found, raised[row] = rises_of(series, row)
        rises += [rise for rise in found if rise.first >= JUDGED_FROM]
    gaps = ", ".join(str(first) for first, _ in file.gaps)
    months = int((~raised[:, JUDGED_FROM:]).sum())
    lines = [
        f"{file.counts.sum():,} reports, {len(kinds)} kinds in all of Australia, {file.periods[0]} to "
        f"{file.periods[-1]} (missing: {gaps}). Judged from {file.periods[JUDGED_FROM]} on: {len(rises)} notable rises, "
        f"and {months:,} months of a kind outside one.",
        "",
        "| detector, α | rises found | in the first month | by the second | false alarms | a year, all kinds |",
        "|---|---|---|---|---|---|",
    ]
    alarms = {(name, alpha): alarms_of(counts, file.periods, name, alpha) for name, alpha in TRIED}
    years = (counts.shape[1] - JUDGED_FROM) / 12
    for (name, alpha), alarm in alarms.items():
        waits = [wait_of(alarm, rise) for rise in rises]
        false = int((alarm & ~raised)[:, JUDGED_FROM:].sum())
        lines.append(
            f"| {name}, {alpha:g} | {sum(wait is not None for wait in waits)} of {len(rises)} | {waits.count(0)} "
            f"| {waits.count(0) + waits.count(1)} | {false} ({false / months:.1%}) | {false / years:.1f} |"
        )
    return "\n".join([*lines, "", *rise_table(rises, kinds, file, alarms), ""])


def rise_table(
    rises: list[Rise], kinds: list[str], file: CountFile, alarms: dict[tuple[str, float], np.ndarray]
) -> list[str]:
    """Return the greatest rises and when each would have been raised."""
    lines = [
        f"The {ROWS_SHOWN} greatest, and when each would have been raised:",
        "",
        f"| kind | rise | reports above usual | {' | '.join(f'{name}, {alpha:g}' for name, alpha in alarms)} |",
        f"|---|---|---|{'---|' * len(alarms)}",
    ]
    greatest = sorted(rises, key=lambda rise: -rise.above)[:ROWS_SHOWN]
    for rise in sorted(greatest, key=lambda rise: rise.first):
        waits = [wait_of(alarm, rise) for alarm in alarms.values()]
        said = " | ".join("not" if wait is None else str(file.periods[rise.first + wait]) for wait in waits)
        span = f"{file.periods[rise.first]} to {file.periods[rise.last]}"
        lines.append(f"| {kinds[rise.row]} | {span} | {rise.above:,.0f} | {said} |")
    return lines


def national(file: CountFile) -> tuple[list[str], np.ndarray]:
    kinds = sorted({key.kind for key in file.keys})
    rows = [[row for row, key in enumerate(file.keys) if key.kind == kind] for kind in kinds]
    return kinds, np.array([file.counts[each].sum(axis=0) for each in rows])


def rises_of(series: np.ndarray, row: int) -> tuple[list[Rise], np.ndarray]:
    """Return the notable rises of a series, and which months are raised at all."""
    around = [np.r_[series[max(0, at - 12) : at], series[at + 1 : at + 13]] for at in range(len(series))]
    usual = np.array([np.median(each) for each in around])
    raised = (series > RAISED * usual) & (series - usual >= LEAST_A_MONTH)
    edges = np.flatnonzero(np.diff(np.r_[0, raised.astype(int), 0]))
    found = []
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        above = float((series - usual)[first:end].sum())
        if above >= LEAST_IN_ALL and (series > CLEARLY * usual)[first:end].any():
            found.append(Rise(row=row, first=int(first), last=int(end) - 1, above=above))
    return found, raised


def alarms_of(counts: np.ndarray, periods: tuple[Period, ...], name: str, alpha: float) -> np.ndarray:
    """Judge every month that has enough history; the missing month is passed over."""
    first = history_needed(name, PeriodUnit.MONTH)
    result = score_counts(counts, first, counts.shape[1], detector=name, alpha=alpha, periods=periods)
    return np.pad(result.alarm, ((0, 0), (first, 0)))


def wait_of(alarm: np.ndarray, rise: Rise) -> int | None:
    """Return how many months after its first a rise would have been raised."""
    within = np.flatnonzero(alarm[rise.row, rise.first : rise.last + 1])
    return int(within[0]) if within.size else None


def chart(file: CountFile) -> bytes:
    counts = file.counts[[row for row, key in enumerate(file.keys) if key.kind == KIND]].sum(axis=0, keepdims=True)
    first = history_needed("default", PeriodUnit.MONTH)
    result = score_counts(counts, first, counts.shape[1], periods=file.periods)
    begin, end = file.periods.index(parse_period("2020-01")), file.periods.index(parse_period("2022-12")) + 1
    blank = [np.nan] * first
    panel = CountPanel(
        title=f"{KIND}, all of Australia, EARS C1",
        labels=[period.label for period in file.periods[begin:end]],
        observed=counts[0, begin:end].tolist(),
        expected=[*blank, *result.expected[0].tolist()][begin:end],
        threshold=[*blank, *result.threshold[0].tolist()][begin:end],
        alarm=[*([False] * first), *result.alarm[0].tolist()][begin:end],
    )
    note = "Source: ACCC Scamwatch, reports (not incidents), monthly totals."
    return draw_counts([panel], title="The rise of 2021", unit="month", note=note)
