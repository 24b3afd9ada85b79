"""How many drafts does chance alone raise? Worlds without any campaign, judged as the desk does.

    OMP_NUM_THREADS=1 python benchmarks/watch.py --only budget,desk_budget [--forces N]

Each force has 12 kinds with the same mean; counts are Poisson (dispersion 1) or negative
binomial, with a season of 30 %. Every alarm and every draft is false.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.domain.report import World
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import parse_period
from ringfence.watch import DraftBudget, find_alarms, join_surges
from ringfence.watch.farrington import BASELINE_WEEKS
from ringfence.watch.hierarchy import DraftRule, chance_factor, find_stories, follow_nodes

KINDS = 12
MONDAY = parse_period("2015-W02")
MEANS = (0.3, 1.0, 3.0, 10.0)  # reports a week and kind
DISPERSIONS = (1.0, 1.5, 2.5)


def table(*, forces: int, years: int = 2, seed: int = 1) -> str:
    """Return the table of the page."""
    budget, force_years = DraftBudget(kinds=KINDS), forces * years
    lines = [
        f"{forces} forces x {KINDS} kinds x {years} years a row, seed {seed}; budget {budget.false_drafts_per_year} "
        f"drafts per force and year, p cut {budget.p_cut:.2e}.",
        "",
        "| mean a week | dispersion | alarms per force and year | surges | drafts | drafts per force and year |",
        "|---|---|---|---|---|---|",
    ]
    drafts_of_all = 0
    for mean in MEANS:
        for dispersion in DISPERSIONS:
            alarms, surges, drafts = counted(mean, dispersion, forces=forces, years=years, seed=seed, budget=budget)
            drafts_of_all += drafts
            lines.append(
                f"| {mean:g} | {dispersion:g} | {alarms / force_years:.1f} | {surges} | {drafts} "
                f"| {drafts / force_years:.2f} |"
            )
    all_years = force_years * len(MEANS) * len(DISPERSIONS)
    return "\n".join([*lines, "", f"All rows together: {drafts_of_all / all_years:.3f} drafts per force and year.", ""])


def counted(
    mean: float, dispersion: float, *, forces: int, years: int, seed: int, budget: DraftBudget
) -> tuple[int, int, int]:
    weeks = BASELINE_WEEKS + 52 * years
    rng = np.random.default_rng([seed, int(mean * 10), int(dispersion * 10)])
    season = 1 + 0.3 * np.cos(2 * np.pi * np.arange(weeks) / 52.18)
    means = np.broadcast_to(mean * season, (forces * KINDS, weeks))
    if dispersion > 1:
        means = rng.gamma(means / (dispersion - 1), dispersion - 1)
    keys = [SeriesKey(area=f"force-{n // KINDS:03d}", kind=f"kind-{n % KINDS:02d}") for n in range(len(means))]
    table = CountTable(keys=tuple(keys), first=MONDAY, counts=rng.poisson(means))
    scan = find_alarms(table, first=MONDAY.shifted(BASELINE_WEEKS), last=MONDAY.shifted(weeks - 1))
    surges = join_surges(scan.alarms, known=[], world=World("benchmark"), new_id=new_id, budget=budget)
    return len(scan.alarms), len(surges), sum(surge.passes_budget for surge in surges)


# --- As the desk judges: every node, one story told once ----------------------------------------------------

THIN_MEANS = (0.03, 0.1, *MEANS)
REGIONS = 5


def desk_table(*, forces: int, years: int = 2, seed: int = 1) -> str:
    """Return the table of drafts that the desk's own rule raises by chance: the officer's budget alone, no other floor."""
    force_years = forces * years
    lines = [
        f"{forces} forces x {KINDS} kinds in {REGIONS} regions x {years} years a row, seed {seed}; budget 0.1 drafts per "
        "force and year; the bound of one false draft in ten is off.",
        "",
        "| mean a week | dispersion | stories for the board per force and year | drafts | drafts per force and year |",
        "|---|---|---|---|---|",
    ]
    all_drafts = 0
    for mean in THIN_MEANS:
        for dispersion in DISPERSIONS:
            board, drafts = told_by_chance(mean, dispersion, forces=forces, years=years, seed=seed)
            all_drafts += drafts
            row = f"| {mean:g} | {dispersion:g} | {board / force_years:.2f} | {drafts} | {drafts / force_years:.2f} |"
            lines.append(row)
    rows = len(THIN_MEANS) * len(DISPERSIONS)
    return "\n".join(
        [*lines, "", f"All rows together: {all_drafts / force_years / rows:.3f} drafts per force and year.", ""]
    )


def told_by_chance(mean: float, dispersion: float, *, forces: int, years: int, seed: int) -> tuple[int, int]:
    """Count stories for the board and for drafts; calibrated on what was before the judged weeks."""
    begin = BASELINE_WEEKS
    counts = without_campaign(mean, dispersion, forces=forces, weeks=begin + 52 * years, seed=seed)
    cells = np.arange(forces * KINDS)
    kind, region = cells % KINDS, cells // KINDS * REGIONS // forces
    nation = [(kind == each).astype(int) for each in range(KINDS)]
    regions = [((kind == each) & (region == place)).astype(int) for each in range(KINDS) for place in range(REGIONS)]
    membership = np.vstack([np.eye(len(cells), dtype=int), regions, nation])
    run = follow_nodes(counts, membership)
    factor = chance_factor(run.evidence[:, :begin])
    found = []
    for budget in (1.0, 0.1):
        rule = DraftRule(false_drafts_per_year=budget, forces=forces, most_false=None)
        bits = rule.bits_needed(nodes=len(membership), factor=factor)
        found.append(len(find_stories(run, begin, counts.shape[1], bits=bits)))
    return found[0], found[1]


def without_campaign(mean: float, dispersion: float, *, forces: int, weeks: int, seed: int) -> NDArray[np.int64]:
    rng = np.random.default_rng([seed, int(mean * 100), int(dispersion * 10)])
    season = 1 + 0.3 * np.cos(2 * np.pi * np.arange(weeks) / 52.18)
    means = np.broadcast_to(mean * season, (forces * KINDS, weeks))
    if dispersion > 1:
        means = rng.gamma(means / (dispersion - 1), dispersion - 1)
    return rng.poisson(means)
