"""How many drafts does chance alone raise? Worlds without any campaign, judged as the desk does.

    OMP_NUM_THREADS=1 python benchmarks/watch_budget.py [--forces N] [--years N] [--seed N]

Each force has 12 kinds with the same mean; counts are Poisson (dispersion 1) or negative
binomial, with a season of 30 %. Every alarm and every draft is false.
"""

from __future__ import annotations

import argparse

import numpy as np

from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.domain.report import World
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import parse_period
from ringfence.watch import DraftBudget, find_alarms, join_surges
from ringfence.watch.farrington import BASELINE_WEEKS

KINDS = 12
MONDAY = parse_period("2015-W02")
MEANS = (0.3, 1.0, 3.0, 10.0)  # reports a week and kind
DISPERSIONS = (1.0, 1.5, 2.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forces", type=int, default=15)
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    budget = DraftBudget(kinds=KINDS)
    force_years = arguments.forces * arguments.years
    print(f"{arguments.forces} forces x {KINDS} kinds x {arguments.years} years a row, seed {arguments.seed}; ", end="")
    print(f"budget {budget.false_drafts_per_year} drafts per force and year, p cut {budget.p_cut:.2e}\n")
    print("| mean a week | dispersion | alarms per force and year | surges | drafts | drafts per force and year |")
    print("|---|---|---|---|---|---|")
    drafts_of_all = 0
    for mean in MEANS:
        for dispersion in DISPERSIONS:
            alarms, surges, drafts = counted(mean, dispersion, arguments=arguments, budget=budget)
            drafts_of_all += drafts
            print(
                f"| {mean:g} | {dispersion:g} | {alarms / force_years:.1f} | {surges} | {drafts} "
                f"| {drafts / force_years:.2f} |",
                flush=True,
            )
    rows = len(MEANS) * len(DISPERSIONS)
    print(f"\nAll rows together: {drafts_of_all / (force_years * rows):.3f} drafts per force and year.")


def counted(
    mean: float, dispersion: float, *, arguments: argparse.Namespace, budget: DraftBudget
) -> tuple[int, int, int]:
    weeks = BASELINE_WEEKS + 52 * arguments.years
    rng = np.random.default_rng([arguments.seed, int(mean * 10), int(dispersion * 10)])
    season = 1 + 0.3 * np.cos(2 * np.pi * np.arange(weeks) / 52.18)
    means = np.broadcast_to(mean * season, (arguments.forces * KINDS, weeks))
    if dispersion > 1:
        means = rng.gamma(means / (dispersion - 1), dispersion - 1)
    keys = [SeriesKey(area=f"force-{n // KINDS:03d}", kind=f"kind-{n % KINDS:02d}") for n in range(len(means))]
    table = CountTable(keys=tuple(keys), first=MONDAY, counts=rng.poisson(means))
    scan = find_alarms(table, first=MONDAY.shifted(BASELINE_WEEKS), last=MONDAY.shifted(weeks - 1))
    surges = join_surges(scan.alarms, known=[], world=World("benchmark"), new_id=new_id, budget=budget)
    return len(scan.alarms), len(surges), sum(surge.passes_budget for surge in surges)


if __name__ == "__main__":
    main()
