"""How fast are weeks judged, and in how much memory? Beside R in the same run, where it is installed.

    OMP_NUM_THREADS=1 python benchmarks/watch.py --only speed

R's counts and timings lie in ../shared/bench/surge/golden beside the repository. One process; CPU time; the best of the repeats counts. R runs the driver that lies
beside them over eight series; without Rscript its recorded figures stand. Memory is the
largest that a process of its own held which judged the newest weeks of 20,000 series x 10 years.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ringfence.watch import DETECTORS, score_counts

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT.parent / "shared" / "bench" / "surge" / "golden"
FIRST, LAST = 575, 624  # the test weeks of the design, 0-based half-open
# Our detector → R's name in the timings.
PEERS = {"farrington": "ff_nbPlugin", "ears_c1": "ears_C1", "ears_c2": "ears_C2", "ears_c3": "ears_C3"}
SERIES_FOR_R = 8
MANY, TEN_YEARS, NEWEST = 20_000, 520, 13
ONE_SERIES_TRIES = 50


def tables(golden: Path = GOLDEN, *, series: int = 560, repeat: int = 3) -> str:
    """Return the tables of the page."""
    if not golden.is_dir():
        return f"Not run: {golden.name}, the folder with R's timings, is not there.\n"
    few = np.loadtxt(golden / "sim56_counts.csv.gz", delimiter=",").astype(np.int64)
    return speed_table(few, golden, series=series, repeat=repeat) + "\n" + memory_table()


def speed_table(few: np.ndarray, golden: Path, *, series: int, repeat: int) -> str:
    counts = np.tile(few, (-(-series // len(few)), 1))[:series]
    in_this_run = timings_in_this_run(few, golden)
    of_r, when = (in_this_run, "in this run") if in_this_run else (timings_of_r(golden), "recorded")
    lines = [
        f"{len(counts):,} series x {LAST - FIRST} weeks, one process, CPU time, best of {repeat}.",
        "",
        f"| detector | CPU µs per series-week | of four times the series | one series, one week, ms | R, {when} | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for name in DETECTORS:
        many = microseconds(name, counts, repeat)
        more = microseconds(name, np.tile(counts, (4, 1)), 1)
        one = min(timed(lambda name=name: judge(name, counts[:1], LAST - 1)) for _ in range(ONE_SERIES_TRIES))
        theirs = of_r.get(PEERS.get(name, ""))
        peer = "– | –" if theirs is None else f"{theirs:,.0f} | {theirs / many:,.0f} ×"
        lines.append(f"| {name} | {many:,.1f} | {more:,.1f} | {1000 * one:.2f} | {peer} |")
    return "\n".join([*lines, ""])


def memory_table() -> str:
    lines = [
        f"{MANY:,} series x {TEN_YEARS} weeks, the newest {NEWEST} judged; a process of its own each:",
        "",
        "| detector | largest memory, MB | of it counts and libraries | CPU s |",
        "|---|---|---|---|",
    ]
    for name in ("windows", "farrington"):
        before, most, seconds = subprocess.run(
            [sys.executable, "-c", _IN_A_PROCESS.format(name=name, many=MANY, weeks=TEN_YEARS, newest=NEWEST)],
            check=True, capture_output=True, text=True,
        ).stdout.split()  # fmt: skip
        lines.append(f"| {name} | {int(most) // 1024:,} | {int(before) // 1024:,} | {float(seconds):.1f} |")
    return "\n".join([*lines, ""])


_IN_A_PROCESS = """
import resource, time
import numpy as np
from ringfence.watch import score_counts
counts = np.random.default_rng(1).poisson(2, size=({many}, {weeks}))
most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before, start = most(), time.process_time()
score_counts(counts, {weeks} - {newest}, {weeks}, detector="{name}")
print(before, most(), time.process_time() - start)
"""


def judge(name: str, counts: np.ndarray, first: int = FIRST) -> None:
    score_counts(counts, first, LAST, detector=name)


def microseconds(name: str, counts: np.ndarray, repeat: int) -> float:
    best = min(timed(lambda: judge(name, counts)) for _ in range(repeat))
    return 1e6 * best / (len(counts) * (LAST - FIRST))


def timed(judge: Callable[[], object]) -> float:
    """CPU seconds: R's recorded figures are CPU time too, and a busy machine does not blur them."""
    start = time.process_time()
    judge()
    return time.process_time() - start


def timings_in_this_run(counts: np.ndarray, golden: Path) -> dict[str, float]:
    """Run R's detectors over a few series; nothing where R or its package is not installed."""
    driver = golden.parent / "r" / "run_methods.R"
    if shutil.which("Rscript") is None or not driver.is_file():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        np.savetxt(f"{folder}/counts.csv.gz", counts[:: len(counts) // SERIES_FOR_R][:SERIES_FOR_R], "%d", ",")
        found = {}
        for methods in ("ff_nbPlugin", "ears_C1,ears_C2,ears_C3"):
            command = ["Rscript", str(driver), f"{folder}/counts.csv.gz", f"{folder}/out", str(FIRST + 1), str(LAST)]
            if subprocess.run([*command, methods], capture_output=True, check=False).returncode:
                return {}
            for path in Path(folder).glob("out_timing_*.csv"):
                found |= _timings_in(path)
        return found


def timings_of_r(folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    for path in sorted(folder.glob("sim56_timing_*.csv")):
        found |= _timings_in(path)
    return found


def _timings_in(path: Path) -> dict[str, float]:
    with path.open(encoding="utf-8") as file:
        return {row["method"]: float(row["us_per_series_week"]) for row in csv.DictReader(file)}
