"""How well is the wave of a scenario found, and how often is a draft false?

Draws the scenario's world with one seed after another and judges every week
since its texts begin, as the real recipes do. A draft is a surge that passes
the false-draft budget; it is false where no wave of the scenario is behind it.
The main wave is judged as known on the Monday after its second week: only
reports received by then count.

Usage: python benchmarks/exercise_seeds.py [--scenario NAME|FILE] [--seeds 20] [--first-seed 1]
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from ringfence.domain.counts import CountTable, Surge
from ringfence.domain.report import World
from ringfence.exercises import ExerciseWorld, Scenario, WaveRole, build_world, load_scenario
from ringfence.exercises.draw_counts import usual_levels
from ringfence.foundation.periods import LONDON, Period
from ringfence.watch import DraftBudget, find_alarms, join_surges, last_full_week

# A late report can raise a wave's alarm again for some time after its last week.
ECHO_WEEKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedResult:
    """What one seed came to."""

    seed: int
    texts: int
    first_week_level: float  # first week of the main wave, in times the usual level
    in_time_full: bool  # passes by the end of the second week, all reports counted
    in_time_known: bool  # the same with the reports received by the Monday after
    false_home: int  # false drafts in the main wave's area before it
    false_elsewhere: int
    true_elsewhere: int  # waves elsewhere that were drafted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", default="cheshire-2020")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=0.1, help="false drafts a force and year")
    parser.add_argument(
        "--kinds", type=int, default=None, help="kinds the budget is shared by (default: the scenario's)"
    )
    parser.add_argument("--recognised", type=float, default=1.0, help="share of reports counted under their kind")
    arguments = parser.parse_args()
    scenario = load_scenario(arguments.scenario)
    kinds = arguments.kinds or len(scenario.counts.kinds)
    budget = DraftBudget(false_drafts_per_year=arguments.budget, kinds=kinds)
    started = time.perf_counter()
    results = []
    print("| seed | texts | first week | in time, full counts | in time, as known | false at home | false elsewhere |")
    print("|---|---|---|---|---|---|---|")
    for seed in range(arguments.first_seed, arguments.first_seed + arguments.seeds):
        result = judge(scenario, seed=seed, budget=budget, recognised=arguments.recognised)
        results.append(result)
        print(
            f"| {seed} | {result.texts:,} | {result.first_week_level:.1f} x | {said(result.in_time_full)} "
            f"| {said(result.in_time_known)} | {result.false_home} | {result.false_elsewhere} |",
            flush=True,
        )
    summarise(results, scenario=scenario, seconds=time.perf_counter() - started)


def judge(scenario: Scenario, *, seed: int, budget: DraftBudget, recognised: float) -> SeedResult:
    world = build_world(scenario, seed=seed)
    wave = scenario.main_wave
    table = thinned(world.counts(), world, share=recognised)
    surges = find_drafts(table, first=scenario.texts_from, last=scenario.last, budget=budget)
    false_home, false_elsewhere, found = 0, 0, set()
    for surge in surges:
        names = waves_behind(surge, world)
        if names:
            found |= names
        elif surge.series.area != wave.series.area:
            false_elsewhere += 1
        elif surge.first_period < wave.first:
            false_home += 1
    second = wave.first.shifted(1)
    monday = datetime.combine(second.last_day + timedelta(days=1), scenario.timetable.scans_at, tzinfo=LONDON)
    assert last_full_week(monday) == second
    keys, usual = usual_levels(scenario)
    cell = keys.index(wave.series), wave.first.index - table.first.index
    roles = {wave.name: wave.role for wave in scenario.waves}
    return SeedResult(
        seed=seed,
        texts=len(world),
        first_week_level=float(table.counts[cell] / usual[cell]),
        in_time_full=is_drafted(table, world, last=second, budget=budget),
        in_time_known=is_drafted(
            thinned(world.counts(as_of=monday), world, share=recognised), world, last=second, budget=budget
        ),
        false_home=false_home,
        false_elsewhere=false_elsewhere,
        true_elsewhere=sum(roles[name] is WaveRole.ELSEWHERE for name in found),
    )


def find_drafts(table: CountTable, *, first: Period, last: Period, budget: DraftBudget) -> list[Surge]:
    """Return the surges that would become drafts; no week is judged with a later one's counts."""
    cut = replace(table, counts=table.counts[:, : last.index - table.first.index + 1], anonymous=None)
    scan = find_alarms(cut, first=first, last=last)
    ids = itertools.count()
    surges = join_surges(
        scan.alarms, known=[], world=World("benchmark"), new_id=lambda: f"surge-{next(ids)}", budget=budget
    )
    return [surge for surge in surges if surge.passes_budget]


def thinned(table: CountTable, world: ExerciseWorld, *, share: float) -> CountTable:
    """Lose reports whose kind is not recognised; historic counts came with their kinds."""
    if share >= 1:
        return table
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence([world.seed, 4])))
    counts = table.counts.copy()
    first = world.scenario.texts_from.index - table.first.index
    counts[:, first:] = rng.binomial(counts[:, first:], share)
    return replace(table, counts=counts)


def is_drafted(table: CountTable, world: ExerciseWorld, *, last: Period, budget: DraftBudget) -> bool:
    wave = world.scenario.main_wave
    # One series is enough here; its alarms do not depend on the others.
    row = table.keys.index(wave.series)
    one = replace(table, keys=(wave.series,), counts=np.ascontiguousarray(table.counts[row : row + 1]), anonymous=None)
    drafts = find_drafts(one, first=wave.first, last=last, budget=budget)
    return any(surge.last_period >= wave.first for surge in drafts)


def waves_behind(surge: Surge, world: ExerciseWorld) -> set[str]:
    return {
        wave.name
        for wave in world.truth
        if wave.series == surge.series
        and surge.last_period >= wave.first
        and surge.first_period <= wave.last.shifted(ECHO_WEEKS)
    }


def summarise(results: list[SeedResult], *, scenario: Scenario, seconds: float) -> None:
    years = (scenario.last.index - scenario.texts_from.index + 1) / (365.25 / 7)
    others = len(scenario.counts.people) - 1
    elsewhere = statistics.mean(result.false_elsewhere for result in results) / years / others
    waves = sum(wave.role is WaveRole.ELSEWHERE for wave in scenario.waves)
    print()
    print(f"Seeds: {len(results)}, {seconds:.0f} s")
    print(f"Raised by the end of the wave's second week: {sum(r.in_time_full for r in results)} of {len(results)}")
    print(f"  as known on the Monday after:              {sum(r.in_time_known for r in results)} of {len(results)}")
    print(f"False drafts in the wave's area before it:   at most {max(r.false_home for r in results)} a seed")
    print(f"False drafts elsewhere:                      {elsewhere:.3f} a force and year")
    drafted = statistics.mean(result.true_elsewhere for result in results)
    print(f"Waves elsewhere that were drafted:           {drafted:.1f} of {waves}")
    enough = round(0.9 * len(results))
    ok = (
        sum(r.in_time_known for r in results) >= enough and max(r.false_home for r in results) <= 2 and elsewhere <= 0.5
    )
    print("All targets met." if ok else "A target is missed.")
    sys.exit(0 if ok else 1)


def said(claim: bool) -> str:
    return "yes" if claim else "no"


if __name__ == "__main__":
    main()
