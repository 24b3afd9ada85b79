"""Does watch find a rise that is known to be there? Australia's remote access scams of 2021.

    python benchmarks/watch_scamwatch.py [FILE] [--write]

FILE holds Scamwatch's counts (default: ../shared/data/counts beside the repository).
--write puts the chart and the table into docs/methods/. Only figures computed here are
written, never rows of the file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from ringfence.foundation.periods import parse_period
from ringfence.intake.count_files import CountFile, read_count_file
from ringfence.publish.chart import CountPanel, draw_counts
from ringfence.watch import DETECTORS, WatchResult, score_counts

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT.parent / "shared" / "data" / "counts" / "au_scamwatch_monthly.csv.gz"
PAGE = ROOT / "docs" / "methods" / "surge-detection.md"
CHART = ROOT / "docs" / "methods" / "scamwatch-2021.svg"
START, END = "<!-- scamwatch: start -->", "<!-- scamwatch: end -->"
KIND = "Remote access scams"
EARS = ("ears_c1", "ears_c2", "ears_c3")
PEAK = parse_period("2021-08")
NO_STATE = ("Unspecified", "Outside of Australia")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not arguments.file.is_file():
        parser.exit(2, f"There is no file {arguments.file}. Name the Scamwatch counts.\n")
    file = read_count_file(arguments.file, layout="scamwatch")
    text = table(file)
    print(text)
    if arguments.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{START}\n{text}{END}{after}", encoding="utf-8")
        CHART.write_bytes(chart(file))


def table(file: CountFile) -> str:
    rows = [row for row, key in enumerate(file.keys) if key.kind == KIND]
    states = [row for row in rows if file.keys[row].area not in NO_STATE]
    national = file.counts[rows].sum(axis=0, keepdims=True)
    peak = file.periods.index(PEAK)
    gaps = ", ".join(str(first) for first, _ in file.gaps)
    lines = [
        f"{file.counts.sum():,} reports in {len(file.keys)} series (state × type of scam) over {len(file.periods)} "
        f"months; missing: {gaps}. Remote access scams in all of Australia peaked at {national[0, peak]:,} in {PEAK}.",
        "",
        "| detector | alarms of the national series in 2021 | expected in 2021-08 | threshold | states that alarm in "
        "2021-08 | alarms in all series and months |",
        "|---|---|---|---|---|---|",
    ]
    for name in EARS:
        first, result = judged(national, name)
        months = [
            file.periods[first + place].label
            for place in np.flatnonzero(result.alarm[0])
            if file.periods[first + place].first_day.year == 2021
        ]
        by_state = judged(file.counts[states], name)[1].alarm[:, peak - first]
        everything = judged(file.counts, name)[1].alarm
        lines.append(
            f"| {name} | {', '.join(months) or 'none'} | {result.expected[0, peak - first]:,.0f} "
            f"| {result.threshold[0, peak - first]:,.0f} | {by_state.sum()} of {len(states)} "
            f"| {everything.sum():,} of {everything.size:,} ({everything.mean():.1%}) |"
        )
    return "\n".join([*lines, ""])


def judged(counts: np.ndarray, name: str) -> tuple[int, WatchResult]:
    """Judge every month that has enough history; the missing month is passed over."""
    first = DETECTORS[name].periods_needed
    return first, score_counts(counts, first, counts.shape[1], detector=name)


def chart(file: CountFile) -> bytes:
    national = file.counts[[row for row, key in enumerate(file.keys) if key.kind == KIND]].sum(axis=0, keepdims=True)
    first, result = judged(national, "ears_c2")
    begin, end = file.periods.index(parse_period("2020-01")), file.periods.index(parse_period("2022-12")) + 1
    blank = [np.nan] * first
    panel = CountPanel(
        title=f"{KIND}, all of Australia, EARS C2",
        labels=[period.label for period in file.periods[begin:end]],
        observed=national[0, begin:end].tolist(),
        expected=[*blank, *result.expected[0].tolist()][begin:end],
        threshold=[*blank, *result.threshold[0].tolist()][begin:end],
        alarm=[*([False] * first), *result.alarm[0].tolist()][begin:end],
    )
    note = "Source: ACCC Scamwatch, reports (not incidents), monthly totals."
    return draw_counts([panel], title="The rise of 2021", unit="month", note=note)


if __name__ == "__main__":
    main()
