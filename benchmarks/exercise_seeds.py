"""How well is the wave of a scenario found, and how often is a draft false?

Draws the scenario's world with one seed after another and judges every week
since its texts begin, over all nodes, as the desk does. A draft is a rise that
passes the false-draft budget; it is false where no wave of the scenario is
behind it. The main wave is judged as known on the Monday after its first full
week: only reports received by then count, and late ones are reckoned with.

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
from numpy.typing import NDArray

from ringfence.domain.counts import CountTable, Surge
from ringfence.domain.report import World
from ringfence.exercises import ExerciseWorld, Scenario, WaveRole, build_world, load_scenario
from ringfence.exercises.draw_counts import usual_levels
from ringfence.flow.every_hour import HISTORY_WEEKS
from ringfence.flow.find_rises import rises_in
from ringfence.foundation.periods import LONDON, Period
from ringfence.playbooks import Shelf, load_playbooks
from ringfence.watch import last_full_week
from ringfence.watch.hierarchy import completeness_of
from ringfence.watch.join_stories import join_tellings

Floats = NDArray[np.float64]
# Weeks that tell of the delay, and the longest delay reckoned with.
DELAY_WEEKS, DELAYS = 14, 9

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
    parser.add_argument("--recognised", type=float, default=1.0, help="share of reports counted under their kind")
    arguments = parser.parse_args()
    scenario = load_scenario(arguments.scenario)
    shelf = load_playbooks()
    started = time.perf_counter()
    results = []
    print("| seed | texts | first week | in time, full counts | in time, as known | false at home | false elsewhere |")
    print("|---|---|---|---|---|---|---|")
    for seed in range(arguments.first_seed, arguments.first_seed + arguments.seeds):
        result = judge(scenario, seed=seed, shelf=shelf, budget=arguments.budget, recognised=arguments.recognised)
        results.append(result)
        print(
            f"| {seed} | {result.texts:,} | {result.first_week_level:.1f} x | {said(result.in_time_full)} "
            f"| {said(result.in_time_known)} | {result.false_home} | {result.false_elsewhere} |",
            flush=True,
        )
    summarise(results, scenario=scenario, seconds=time.perf_counter() - started)


def judge(scenario: Scenario, *, seed: int, shelf: Shelf, budget: float, recognised: float) -> SeedResult:
    world = build_world(scenario, seed=seed)
    wave = scenario.main_wave
    table = thinned(world.counts(), world, share=recognised)
    surges = [
        surge
        for surge in find_drafts(table, last=scenario.last, shelf=shelf, budget=budget)
        if surge.last_period >= scenario.texts_from
    ]
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

    def told(drafts: list[Surge]) -> bool:
        return any(surge.series == wave.series and surge.last_period >= wave.first for surge in drafts)

    keys, usual = usual_levels(scenario)
    cell = keys.index(wave.series), wave.first.index - table.first.index
    roles = {wave.name: wave.role for wave in scenario.waves}
    return SeedResult(
        seed=seed,
        texts=len(world),
        first_week_level=float(table.counts[cell] / usual[cell]),
        in_time_full=told(find_drafts(table, last=second, shelf=shelf, budget=budget)),
        in_time_known=told(
            find_drafts(
                thinned(world.counts(as_of=monday), world, share=recognised),
                last=second,
                shelf=shelf,
                budget=budget,
                completeness=share_known(world, judged=second, at=monday),
            )
        ),
        false_home=false_home,
        false_elsewhere=false_elsewhere,
        true_elsewhere=sum(roles[name] is WaveRole.ELSEWHERE for name in found),
    )


def find_drafts(
    table: CountTable, *, last: Period, shelf: Shelf, budget: float, completeness: Floats | None = None
) -> list[Surge]:
    """Return the rises strong enough for a draft, with the cut of the last week; no week is judged with a later one's counts."""
    end = last.index - table.first.index + 1
    start = max(end - HISTORY_WEEKS, 0)
    cut = replace(table, first=table.first.shifted(start), counts=table.counts[:, start:end], anonymous=None)
    rises = rises_in(cut, shelf=shelf, completeness=completeness, false_drafts_per_year=budget)
    tellings = [each for each in (*rises.earlier, *rises.tellings) if each.passes]
    ids = itertools.count()
    return join_tellings(tellings, known=[], world=World("benchmark"), new_id=lambda: f"surge-{next(ids)}")


def share_known(world: ExerciseWorld, *, judged: Period, at: datetime) -> Floats:
    """Return which share of a week's reports is known 0, 1, 2, ... weeks after it, from what was known at that moment."""
    known = np.full((DELAY_WEEKS, DELAYS), np.nan)
    for ago in range(DELAY_WEEKS):
        table = world.counts(as_of=at - timedelta(weeks=ago))
        column = judged.index - table.first.index
        for delay in range(min(DELAYS, DELAY_WEEKS - ago)):
            known[DELAY_WEEKS - 1 - ago - delay, delay] = table.counts[:, column - ago - delay].sum()
    return completeness_of(known)


def thinned(table: CountTable, world: ExerciseWorld, *, share: float) -> CountTable:
    """Lose reports whose kind is not recognised; historic counts came with their kinds."""
    if share >= 1:
        return table
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence([world.seed, 4])))
    counts = table.counts.copy()
    first = world.scenario.texts_from.index - table.first.index
    counts[:, first:] = rng.binomial(counts[:, first:], share)
    return replace(table, counts=counts)


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
