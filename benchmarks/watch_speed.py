"""How fast are weeks judged? CPU microseconds per series-week, beside what was recorded of R.

    OMP_NUM_THREADS=1 python benchmarks/watch_speed.py [GOLDEN] [--series N] [--repeat N]

GOLDEN is the folder with R's counts and timings (default: ../shared/bench/surge/golden beside
the repository). One process; the best of the repeats counts. Where statsmodels is installed,
its quasi-Poisson GLM is fitted to one baseline after the other as a second peer.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from ringfence.watch import DETECTORS, score_counts
from ringfence.watch.farrington import BASELINE_WEEKS

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT.parent / "shared" / "bench" / "surge" / "golden"
FIRST, LAST = 575, 624  # the test weeks of the design, 0-based half-open
# Our detector → R's name in the recorded timings.
PEERS = {"farrington": "ff_nbPlugin", "ears_c1": "ears_C1", "ears_c2": "ears_C2", "ears_c3": "ears_C3"}
GLM_FITS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("golden", nargs="?", type=Path, default=GOLDEN)
    parser.add_argument("--series", type=int, default=560)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    if not arguments.golden.is_dir():
        parser.exit(2, f"There is no folder {arguments.golden}. Name the one with R's timings.\n")
    few = np.loadtxt(arguments.golden / "sim56_counts.csv.gz", delimiter=",").astype(np.int64)
    counts = np.tile(few, (-(-arguments.series // len(few)), 1))[: arguments.series]
    recorded = timings_of_r(arguments.golden)
    print(f"{len(counts):,} series x {LAST - FIRST} weeks, one process, best of {arguments.repeat}\n")
    print("| detector | CPU µs per series-week | R surveillance 1.20.3, recorded | ratio |\n|---|---|---|---|")
    for name in DETECTORS:
        ours = microseconds(lambda name=name: score_counts(counts, FIRST, LAST, detector=name), counts, arguments)
        print(row_of(name, ours, recorded.get(PEERS[name])))
    ours = microseconds(
        lambda: score_counts(counts, FIRST, LAST, detector="farrington", like_r=True), counts, arguments
    )
    print(row_of("farrington, like_r", ours, recorded.get(PEERS["farrington"])))
    if find_spec("statsmodels") is None:
        print("\nstatsmodels is not installed: not compared.")
    else:
        print(f"\nstatsmodels GLM, one fit of two a baseline: {statsmodels_microseconds(few):,.0f} µs")


def microseconds(judge: Callable[[], object], counts: np.ndarray, arguments: argparse.Namespace) -> float:
    best = min(timed(judge) for _ in range(arguments.repeat))
    return 1e6 * best / (len(counts) * (LAST - FIRST))


def timed(judge: Callable[[], object]) -> float:
    """CPU seconds: R's recorded figures are CPU time too, and a busy machine does not blur them."""
    start = time.process_time()
    judge()
    return time.process_time() - start


def row_of(name: str, ours: float, theirs: float | None) -> str:
    if theirs is None:
        return f"| {name} | {ours:,.1f} | – | – |"
    return f"| {name} | {ours:,.1f} | {theirs:,.0f} | {theirs / ours:,.0f} × |"


def timings_of_r(folder: Path) -> dict[str, float]:
    found = {}
    for path in sorted(folder.glob("sim56_timing_*.csv")):
        with path.open(encoding="utf-8") as file:
            found |= {row["method"]: float(row["us_per_series_week"]) for row in csv.DictReader(file)}
    return found


def statsmodels_microseconds(counts: np.ndarray) -> float:
    """Fit the same design to single baselines, once each: half of what Farrington needs for a week."""
    import statsmodels.api as sm

    lags = np.arange(BASELINE_WEEKS, 26, -1)
    place = (lags + 3) % 52
    levels = np.where(place < 7, 0, ((place - 7) * 9) // 45 + 1)
    design = np.column_stack([np.eye(10)[levels], -lags])
    baselines = [counts[row % len(counts), FIRST + row % 49 - lags] for row in range(GLM_FITS)]
    usable = [baseline for baseline in baselines if baseline.any()]
    seconds = timed(lambda: [sm.GLM(each, design, family=sm.families.Poisson()).fit(scale="X2") for each in usable])
    return 1e6 * seconds / len(usable)


if __name__ == "__main__":
    main()
