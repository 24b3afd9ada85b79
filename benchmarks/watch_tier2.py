"""How early are campaigns found over a whole hierarchy? The fraud world of the surge benchmark (tier 2).

    OMP_NUM_THREADS=1 python benchmarks/watch_tier2.py [--seeds N] [--first-seed N] [--write]

540 cells (45 areas x 12 kinds) in 9 regions, a median of 1.3 reports a week and cell, reports that
arrive up to four weeks late, weeks in which everything is reported more, and 72 campaigns of six
types in the test year. `--write` puts the tables into docs/methods/surge-detection.md. The worlds
lie beside the repository (../shared/bench/surge); nothing of them is in it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from ringfence.watch import WatchResult, score_counts, score_nodes
from ringfence.watch.farrington import upper_tail
from ringfence.watch.hierarchy import DraftRule, NodeRun, Story, chance_factor, find_stories, follow_nodes, peaks_of

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "methods" / "surge-detection.md"
BENCHMARK = ROOT.parent / "shared" / "bench" / "surge"
# Tuned on seeds 101 to 108; these were never looked at before.
FIRST_SEED, SEEDS = 201, 24
BUDGETS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)  # false drafts per force and year
ALONE = (0, 11, 22, 33, 44)  # forces judged alone, by rank of their volume
STORY_BITS = 3.0  # stories are followed from here on
RECALIBRATED_EVERY = 4  # weeks

ROLLED_SEEDS = 6  # the dearest rival is judged on the first ones only
OURS, OURS_AS_KNOWN = "evidence, all nodes", "evidence, all nodes, as known at the end of the week"
RIVAL = "Farrington as R, all nodes, windows to 3"
ROLLED = f"Farrington as ours, all nodes, sums of 1 to 3 weeks ({ROLLED_SEEDS} seeds)"

World = dict[str, Any]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Results:
    """One row a seed."""

    detection: dict[str, list[tuple[float, ...]]] = field(default_factory=dict)
    types: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    drafts: dict[tuple[float, float | None], list[tuple[float, ...]]] = field(default_factory=dict)
    alone: dict[float, list[tuple[float, ...]]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def take(self, other: Results) -> None:
        """Add the rows of more seeds."""
        for name in ("detection", "types", "drafts", "alone", "seconds"):
            mine: dict[Any, list[Any]] = getattr(self, name)
            for key, rows in getattr(other, name).items():
                mine.setdefault(key, []).extend(rows)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help=f"replace the tables in {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args(argv)
    text = report(seeds=arguments.seeds, first_seed=arguments.first_seed, processes=arguments.processes)
    print(text)
    if arguments.write:
        write_between(PAGE, "tier2", text)


def report(*, seeds: int = SEEDS, first_seed: int = FIRST_SEED, processes: int = 2) -> str:
    """Return the tables of the page."""
    if not BENCHMARK.is_dir():
        return f"Not run: {BENCHMARK.name} is not there.\n"
    seeds_of = range(first_seed, first_seed + seeds)
    with_rolled = [place < ROLLED_SEEDS for place in range(seeds)]
    results = Results()
    with ProcessPoolExecutor(processes) as pool:
        for seed, part in zip(seeds_of, pool.map(one_world, seeds_of, with_rolled), strict=True):
            results.take(part)
            print(f"seed {seed} done", file=sys.stderr, flush=True)
    return tables(results, seeds=seeds, first_seed=first_seed)


def one_world(seed: int, with_rolled: bool) -> Results:
    """Judge one world in every way."""
    sys.path.insert(0, str(BENCHMARK))
    from surgebench import fraudsim

    results, world = Results(), fraudsim.world(seed)
    member, _ = fraudsim.nodes(world)
    detect(world, member, fraudsim=fraudsim, with_rolled=with_rolled, results=results)
    draft(world, member, follow_nodes(world["final"], member), results=results)
    judge_alone(world, results=results)
    return results


# --- Detection at a matched number of false alarms ---------------------------------------------------------


def detect(world: World, member: NDArray[np.int64], *, fraudsim: Any, with_rolled: bool, results: Results) -> None:
    first, last, final = world["t0"], world["t1"], world["final"]
    at_nodes = member @ final
    as_known = np.stack([fraudsim.snapshot(world, week)[:, week] for week in range(last)], axis=1)
    cells = member.sum(axis=1) == 1
    started = time.process_time()
    fitted = score_counts(at_nodes, first - 2, last, detector="farrington", like_r=True)
    fitting = time.process_time() - started
    detectors: dict[str, Callable[[], Floats]] = {
        OURS: lambda: score_nodes(final, member, first, last),
        "Farrington as R, per cell": lambda: np.where(
            cells[:, None], runs(at_nodes, fitted, first, windows=1), -np.inf
        ),
        "Farrington as R, all nodes": lambda: runs(at_nodes, fitted, first, windows=1),
        RIVAL: lambda: runs(at_nodes, fitted, first, windows=3),
        OURS_AS_KNOWN: lambda: score_nodes(
            final, member, first, last, counts_as_known=lambda week: fraudsim.snapshot(world, week)
        ),
        "Farrington as R, all nodes, as known, late reports not reckoned with": lambda: runs(
            member @ as_known, fitted, first, windows=1
        ),
    }
    if with_rolled:
        detectors[ROLLED] = lambda: rolled(at_nodes, first, last)
    for name, score in detectors.items():
        started = time.process_time()
        scores = score()
        seconds = time.process_time() - started + (fitting if "as R" in name else 0.0)
        results.seconds.setdefault(name, []).append(seconds)
        one, five = (fraudsim.score_events(world, member, scores, budget) for budget in (1.0, 5.0))
        row = (one["POD"], one["POD2"], one["delay"], five["POD"], five["POD2"])
        results.detection.setdefault(name, []).append(row)
        results.types.setdefault(name, []).append(one["by_type"])


def runs(counts: NDArray[np.int64], fitted: WatchResult, first: int, *, windows: int) -> Floats:
    """-log10 p of the best run of up to three weeks; the mean of a run is the sum of its weeks' means."""
    mean, phi = np.nan_to_num(fitted.expected, nan=0.01), np.nan_to_num(fitted.dispersion, nan=1.0)[:, 2:]
    last = first + phi.shape[1]
    best = np.full(phi.shape, -np.inf)
    for weeks in range(1, windows + 1):
        expected = sum(mean[:, 2 - lag : mean.shape[1] - lag] for lag in range(weeks))
        observed = sum(counts[:, first - lag : last - lag] for lag in range(weeks))
        p_value = upper_tail(np.asarray(observed, dtype=np.float64), np.asarray(expected), phi)
        best = np.maximum(best, -np.log10(np.maximum(p_value, 1e-300)))
    return best


def rolled(counts: NDArray[np.int64], first: int, last: int) -> Floats:
    """-log10 p of our own Farrington on sums of one, two and three weeks: its strongest form here."""
    best = np.full((len(counts), last - first), -np.inf)
    for weeks in (1, 2, 3):
        sums = sum(counts[:, 2 - lag : counts.shape[1] - lag] for lag in range(weeks))
        result = score_counts(np.asarray(sums), first - 2, last - 2, detector="farrington")
        best = np.maximum(best, -np.log10(np.maximum(np.nan_to_num(result.p_value, nan=1.0), 1e-300)))
    return best


# --- Drafts ------------------------------------------------------------------------------------------------


def draft(world: World, member: NDArray[np.int64], run: NodeRun, *, results: Results) -> None:
    """Realised false discovery and waves found, by budget, with and without the bound on false drafts."""
    first, last = world["t0"], world["t1"]
    stories = find_stories(run, first - 52, last, bits=STORY_BITS)
    factors = factors_of(run, first, last)
    active = activity(world)
    for budget in BUDGETS:
        for most_false in (None, 0.1):
            rule = DraftRule(false_drafts_per_year=budget, forces=45, most_false=most_false)
            cuts = [
                rule.bits_needed(nodes=len(member), factor=factors[week - first], peaks=peaks_of(stories, week=week))
                for week in range(first, last)
            ]
            drafted = drafts_of(stories, cuts, first)
            false = sum(not (member[node] @ active[:, week]).any() for week, node in drafted)
            marks = [
                (mark.week, mark.node)
                for story in stories
                for mark in story.marks
                if mark.week >= first and mark.bits >= cuts[mark.week - first]
            ]
            row = (len(drafted), false, *found_within(world, member, marks))
            results.drafts.setdefault((budget, most_false), []).append(row)


def factors_of(run: NodeRun, first: int, last: int) -> list[float]:
    """Calibrate on past weeks only."""
    every = [chance_factor(run.evidence[:, :week]) for week in range(first, last, RECALIBRATED_EVERY)]
    return [every[place // RECALIBRATED_EVERY] for place in range(last - first)]


def drafts_of(stories: list[Story], cuts: list[float], first: int) -> list[tuple[int, int]]:
    """Return the week and node at which each story first reaches the cut."""
    drafted = []
    for story in stories:
        reached = (mark for mark in story.marks if mark.week >= first and mark.bits >= cuts[mark.week - first])
        mark = next(reached, None)
        if mark is not None:
            drafted.append((mark.week, mark.node))
    return drafted


def activity(world: World) -> NDArray[np.bool_]:
    """Cells and weeks with a campaign, or within two weeks after it; the former run of a resurgence too."""
    active = np.zeros(world["final"].shape, dtype=bool)
    for event in world["events"]:
        active[event["cells"], event["start"] : event["end"] + 2] = True
        if event["past"] >= 0:
            active[event["cells"], event["past"] : event["past"] + 8] = True
    return active


def found_within(world: World, member: NDArray[np.int64], marks: list[tuple[int, int]]) -> tuple[float, ...]:
    """Return the share of campaigns found within one, two and four weeks, and at all."""
    delays = []
    for event in world["events"]:
        cells = np.zeros(member.shape[1], dtype=np.int64)
        cells[event["cells"]] = 1
        shared = member @ cells
        fits = shared / (member.sum(axis=1) + cells.sum() - shared) >= 0.2
        weeks = [week for week, node in marks if event["start"] <= week < event["end"] and fits[node]]
        delays.append(min(weeks) - event["start"] if weeks else 999)
    late = np.array(delays)
    return tuple(float((late < weeks).mean()) for weeks in (1, 2, 4, 999))


def judge_alone(world: World, *, results: Results) -> None:
    """One force with nothing but its own calls: twelve kinds, each with a level of its own, and their sum."""
    first, last, kinds = world["t0"], world["t1"], int(world["kind"].max()) + 1
    by_volume = np.argsort(-np.bincount(world["area"], weights=world["mu"].mean(axis=1)))
    member = np.vstack([np.eye(kinds, dtype=np.int64), np.ones((1, kinds), dtype=np.int64)])
    for rank in ALONE:
        cells = np.flatnonzero(world["area"] == by_volume[rank])
        run = follow_nodes(world["final"][cells], member, pools=np.arange(kinds))
        stories = find_stories(run, first, last, bits=STORY_BITS)
        factors = factors_of(run, first, last)
        active = activity(world)[cells]
        touching = [
            {**event, "cells": np.flatnonzero(np.isin(cells, event["cells"]))}
            for event in world["events"]
            if np.isin(cells, event["cells"]).any()
        ]
        for budget in BUDGETS:
            rule = DraftRule(false_drafts_per_year=budget, most_false=None)
            cuts = [rule.bits_needed(nodes=len(member), factor=factor) for factor in factors]
            marks = [
                (mark.week, mark.node)
                for story in stories
                for mark in story.marks
                if mark.bits >= cuts[mark.week - first]
            ]
            drafted = drafts_of(stories, cuts, first)
            false = sum(not active[member[node] > 0, week].any() for week, node in drafted)
            quiet = float(1 - active[:, first:last].mean())
            found = found_within({"events": touching}, member, marks)
            row = (len(drafted), false, quiet, len(touching), *(len(touching) * share for share in found))
            results.alone.setdefault(budget, []).append(row)


# --- Tables ------------------------------------------------------------------------------------------------


def tables(results: Results, *, seeds: int, first_seed: int) -> str:
    lines = [
        f"Seeds {first_seed} to {first_seed + seeds - 1}, {72 * seeds:,} campaigns. B: false node-weeks a week; POD: "
        "campaigns found; POD2: within two weeks; ± half a 95 % interval over seeds.",
        "",
        "| score | POD, B=1 | POD2, B=1 | POD, B=5 | CPU s a world |",
        "|---|---|---|---|---|",
    ]
    for name, rows in results.detection.items():
        values = np.array(rows)
        cells = " | ".join(with_interval(values[:, column]) for column in (0, 1, 3))
        lines.append(f"| {name} | {cells} | {np.mean(results.seconds[name]):.1f} |")
    ours = np.array(results.detection[OURS])
    lines += [
        "",
        "Differences, paired by seed:",
        "",
        f"| {OURS}, less | POD, B=1 | POD2, B=1 | POD, B=5 |",
        "|---|---|---|---|",
    ]
    for name, rows in results.detection.items():
        if name in {RIVAL, ROLLED}:
            less = ours[: len(rows)] - np.array(rows)
            lines.append(f"| {name} | " + " | ".join(with_interval(less[:, column]) for column in (0, 1, 3)) + " |")
    types = list(results.types[OURS][0])
    lines += ["", f"| POD by type of campaign, B=1 | {' | '.join(types)} |", "|---" * (len(types) + 1) + "|"]
    for name in (OURS, RIVAL):
        means = [np.mean([row[each] for row in results.types[name]]) for each in types]
        lines.append(f"| {name} | " + " | ".join(f"{mean:.2f}" for mean in means) + " |")
    lines += [
        "",
        "Drafts: one a story, of 45 forces' feeds together. FDP: part of the drafts that no campaign is behind.",
        "",
        "| false drafts per force and year, budget | at most 1 in 10 false | drafts a year | false | FDP "
        "| found in 1 week | 2 weeks | 4 weeks | at all |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for (budget, most_false), rows in results.drafts.items():
        v = np.array(rows)
        share = v[:, 1] / np.maximum(v[:, 0], 1)
        found = " | ".join(f"{mean:.0%}" for mean in v[:, 2:].mean(axis=0))
        lines.append(
            f"| {budget:g} | {'yes' if most_false else 'no'} | {v[:, 0].mean():.1f} | {v[:, 1].mean():.1f} "
            f"| {with_interval(share)} | {found} |"
        )
    lines += [
        "",
        f"One force with its own calls alone, {len(ALONE)} forces a world from the largest to the smallest; "
        "false drafts are counted in the weeks and kinds without a campaign, and given for a whole year.",
        "",
        "| budget | false drafts per year | waves found in 1 week | 2 weeks | 4 weeks | at all |",
        "|---|---|---|---|---|---|",
    ]
    for budget, rows in results.alone.items():
        v = np.array(rows)
        found = " | ".join(f"{share:.0%}" for share in v[:, 4:].sum(axis=0) / v[:, 3].sum())
        lines.append(f"| {budget:g} | {v[:, 1].sum() / v[:, 2].sum():.2f} | {found} |")
    return "\n".join([*lines, ""])


def with_interval(values: Floats) -> str:
    if len(values) < 2:
        return f"{values.mean():.3f}"
    half = stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return f"{values.mean():.3f} ± {half:.3f}"


def write_between(page: Path, name: str, text: str) -> None:
    """Replace what stands between the two marks of that name."""
    begin, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    before, rest = page.read_text().split(begin)
    page.write_text(f"{before}{begin}\n{text}{end}{rest.split(end)[1]}")


if __name__ == "__main__":
    main()
