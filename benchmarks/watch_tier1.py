"""Single series, the published design: 42 scenarios of Noufaily et al. 2013 as the surge benchmark simulates them.

    OMP_NUM_THREADS=1 python benchmarks/watch.py --only tier1 [--reps N] [--seed N]

All detectors judge the same series in one run. R itself judges one replicate of every scenario where it is
installed: where its alarms are those of `farrington, like_r`, that row stands for R's.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from types import ModuleType
from typing import Any

import numpy as np

from ringfence.watch import score_counts

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench" / "surge"
FPR = 0.01
BOOTSTRAPS = 400
Arrays = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """-log10 of the p-value and alarms at alpha = 0.01, on series without and with an outbreak."""

    clean: np.ndarray
    outbreak: np.ndarray
    alarms_clean: np.ndarray
    alarms_outbreak: np.ndarray


def surgebench() -> ModuleType | None:
    """Return the benchmark's own code, or None where it does not lie beside the repository."""
    if not BENCH.is_dir():
        return None
    sys.path.insert(0, str(BENCH))
    import surgebench

    return surgebench


def tables(*, reps: int, seed: int) -> str:
    """Return the tables of the page."""
    bench = surgebench()
    if bench is None:
        return f"Not run: {BENCH.name} is not there.\n"
    sim = bench.simulate(reps, seed)
    first, last = bench.TEST0, bench.TEST1
    found = {
        "windows (default)": judged(sim, first, last, detector="windows"),
        "farrington, like_r": judged(sim, first, last, detector="farrington", like_r=True),
        "farrington": judged(sim, first, last, detector="farrington"),
        "ears_c2": judged(sim, first, last, detector="ears_c2"),
        "oracle, single weeks": oracle(bench, sim, first, last),
    }
    return "\n".join(
        [
            f"{len(sim['truth']):,} series with an outbreak each, and the same without; seed {seed}, {reps} replicates "
            f"of 42 scenarios. {agreement_with_r(sim, first, last, found['farrington, like_r'])}",
            "",
            *matched_table(bench, sim, found),
            "",
            *nominal_table(bench, sim, found),
            "",
        ]
    )


def judged(sim: Arrays, first: int, last: int, **options: Any) -> Scores:
    results = [score_counts(sim[name].astype(np.int64), first, last, **options) for name in ("clean", "outbreak")]
    scores = []
    for result in results:
        score = -np.log10(np.maximum(np.nan_to_num(result.p_value, nan=1.0), 1e-300))
        scores.append(np.where(np.isfinite(result.threshold), score, -np.inf))
    return Scores(clean=scores[0], outbreak=scores[1], alarms_clean=results[0].alarm, alarms_outbreak=results[1].alarm)


def oracle(bench: ModuleType, sim: Arrays, first: int, last: int) -> Scores:
    """Judge with the true mean and dispersion: what no detector of single weeks can pass."""
    from surgebench.reference import oracle as know_all

    clean, outbreak = (know_all(sim)(sim[name], first, last) for name in ("clean", "outbreak"))
    cut = -np.log10(FPR)
    return Scores(clean=clean, outbreak=outbreak, alarms_clean=clean > cut, alarms_outbreak=outbreak > cut)


def matched_table(bench: ModuleType, sim: Arrays, found: dict[str, Scores]) -> list[str]:
    """Compare at thresholds that give each detector the same share of false alarms."""
    lines = [
        f"At a matched FPR of {FPR:g}, with standard errors over replicates:",
        "",
        "| detector | POD | POD1wk | F1 |",
        "|---|---|---|---|",
    ]
    alarms = {name: at_fpr(scores) for name, scores in found.items()}
    drawn = {name: resampled(sim, *each) for name, each in alarms.items()}
    for name, each in alarms.items():
        result = bench.score(sim, *each)
        errors = drawn[name].std(axis=0)
        values = (result["POD"], result["POD1week"], result["F1"])
        cells = " | ".join(f"{value:.3f} ± {error:.3f}" for value, error in zip(values, errors, strict=True))
        lines.append(f"| {name} | {cells} |")
    peer = "farrington, like_r"
    gain = np.array([_measures(sim, *alarms["windows (default)"])]) - np.array([_measures(sim, *alarms[peer])])
    spread = (drawn["windows (default)"] - drawn[peer]).std(axis=0)
    said = ", ".join(
        f"{name} {value:+.3f} ± {error:.3f}"
        for name, value, error in zip(("POD", "POD1wk", "F1"), gain[0], spread, strict=True)
    )
    return [*lines, "", f"Windows less farrington (like_r), paired: {said}."]


def at_fpr(scores: Scores) -> tuple[np.ndarray, np.ndarray]:
    ranked = np.sort(scores.clean.ravel())[::-1]
    cut = ranked[int(FPR * ranked.size)]
    return scores.clean > cut, scores.outbreak > cut


def resampled(sim: Arrays, clean: np.ndarray, outbreak: np.ndarray) -> np.ndarray:
    """Return POD, POD1wk and F1 of so many draws of whole replicates, the same draws for every detector."""
    rng, n_reps = np.random.default_rng(7), int(sim["rep"].max()) + 1
    rows_of = [np.flatnonzero(sim["rep"] == rep) for rep in range(n_reps)]
    draws = (np.concatenate([rows_of[rep] for rep in rng.integers(0, n_reps, n_reps)]) for _ in range(BOOTSTRAPS))
    return np.array([_measures(sim, clean, outbreak, rows) for rows in draws])


def _measures(
    sim: Arrays, clean: np.ndarray, outbreak: np.ndarray, rows: np.ndarray | None = None
) -> tuple[float, float, float]:
    places = np.arange(len(outbreak)) if rows is None else rows
    alarms, truth = outbreak[places], sim["truth"][places]
    hits = alarms & truth
    first = alarms[np.arange(len(places)), truth.argmax(axis=1)]
    f1 = 2 * hits.sum() / (alarms.sum() + truth.sum())
    return float(hits.any(axis=1).mean()), float(first.mean()), float(f1)


def nominal_table(bench: ModuleType, sim: Arrays, found: dict[str, Scores]) -> list[str]:
    """Take the alarms as they come: is alpha what it says?"""
    lines = [
        "Alarms as they come, α = 0.01:",
        "",
        "| detector | FPR | POD | POD1wk | F1 | least and most FPR of a scenario | scenarios above .02 | above .03 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, scores in found.items():
        result = bench.score(sim, scores.alarms_clean, scores.alarms_outbreak)
        each = np.array([scores.alarms_clean[sim["scenario"] == number].mean() for number in range(1, 43)])
        lines.append(
            f"| {name} | {result['FPR']:.4f} | {result['POD']:.3f} | {result['POD1week']:.3f} | {result['F1']:.3f} "
            f"| {each.min():.4f} to {each.max():.4f} | {(each > 0.02).sum()} of 42 | {(each > 0.03).sum()} |"
        )
    return lines


def agreement_with_r(sim: Arrays, first: int, last: int, ours: Scores) -> str:
    """Let R judge the first replicate of every scenario, and count the alarms that differ from `like_r`."""
    driver, rows = BENCH / "r" / "run_methods.R", np.flatnonzero(sim["rep"] == 0)
    if which("Rscript") is None or not driver.is_file():
        return "R was not installed and not run."
    with tempfile.TemporaryDirectory() as folder:
        np.savetxt(f"{folder}/counts.csv.gz", sim["outbreak"][rows], "%d", ",")
        command = ["Rscript", str(driver), f"{folder}/counts.csv.gz", f"{folder}/r", str(first + 1), str(last)]
        if subprocess.run([*command, "ff_nbPlugin"], capture_output=True, check=False).returncode:
            return "R failed and was not compared."
        theirs = np.genfromtxt(f"{folder}/r_ff_nbPlugin_alarm.csv.gz", delimiter=",")
    differ = int((np.nan_to_num(theirs).astype(bool) != ours.alarms_outbreak[rows]).sum())
    return (
        f"R judged {len(rows)} of the series in the same run: {differ} of {theirs.size:,} alarms differ from `like_r`."
    )
