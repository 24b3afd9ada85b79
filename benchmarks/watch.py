"""Everything that is measured of watch, in one command; `--write` puts the tables into docs/methods/surge-detection.md.

    OMP_NUM_THREADS=1 python benchmarks/watch.py [--only tier1,speed,…] [--write] [--reps N] [--seed N]

Sections: tier1 (single series, beside R), tier2 (a hierarchy with campaigns), speed, scamwatch (real reports of 2020 to 2025), budget and desk_budget (false drafts).
Without --only all run: about half an hour. What lies beside the repository (../shared) and R are used where they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import watch_budget
import watch_scamwatch
import watch_speed
import watch_tier1
import watch_tier2

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods" / "surge-detection.md"
Section = Callable[[argparse.Namespace], str]

SECTIONS: dict[str, Section] = {
    "tier1": lambda options: watch_tier1.tables(reps=options.reps, seed=options.seed),
    "tier2": lambda options: watch_tier2.report(seeds=options.worlds),
    "speed": lambda options: watch_speed.tables(),
    "scamwatch": lambda options: watch_scamwatch.tables(write_chart=options.write),
    "budget": lambda options: watch_budget.table(forces=options.forces),
    "desk_budget": lambda options: watch_budget.desk_table(forces=options.forces),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, comma-separated")
    parser.add_argument("--write", action="store_true", help="write the tables into the page")
    parser.add_argument("--reps", type=int, default=100, help="replicates of each scenario, tier1")
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--worlds", type=int, default=24, help="made-up worlds, tier2")
    parser.add_argument("--forces", type=int, default=30, help="forces a row, budget")
    options = parser.parse_args()
    names = options.only.split(",")
    if unknown := [name for name in names if name not in SECTIONS]:
        parser.exit(2, f"There is no section {', '.join(unknown)}. Use some of {', '.join(SECTIONS)}.\n")
    for name in names:
        text = SECTIONS[name](options)
        print(f"## {name}\n\n{text}", flush=True)
        if options.write:
            write(name, text)


def write(name: str, text: str) -> None:
    """Put a section between its markers.

    Raises:
        ValueError: the page has no such markers.
    """
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    page = PAGE.read_text(encoding="utf-8")
    before, found_start, rest = page.partition(start)
    _, found_end, after = rest.partition(end)
    if not (found_start and found_end):
        raise ValueError(f"{PAGE.name} lacks the markers {start} and {end}")
    PAGE.write_text(f"{before}{start}\n{text.rstrip()}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
