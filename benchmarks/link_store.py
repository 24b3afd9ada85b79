"""What it costs to place one more report in its campaign, the more are kept.

    nice -n 10 .venv/bin/python benchmarks/link_store.py [--reports 100000] [--step 10000]

Invented reports of crews, with words drawn as often as reports hold them, are kept and placed in an empty database of its
own (SQLite, or RINGFENCE_DATABASE_URL), as a file is: 25 in a transaction. After each step, `alone` reports are placed one
in each transaction, once by a worker that has been at it (warm) and once by one that has just started (cold). Times are
CPU time of this process in milliseconds, what the database does within it included on SQLite.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ALONE = 60
FIRST_DAY = date(2022, 1, 3)
REPORTS_OF_A_CREW = 12  # on average; a third of all reports are of no crew
KINDS = ("bank_impersonation", "police_courier", "tech_support_impersonation", "government_impersonation", "delivery")
TOOLS = ("AnyDesk", "TeamViewer", "UltraViewer")


def made_up(count: int, *, seed: int):
    """Yield traits of invented reports, in the order of their days."""
    from ringfence.domain.campaign import ReportTraits
    from ringfence.domain.report import ReportId
    from ringfence.link.background import packaged_background

    dice = random.Random(seed)
    shares = {
        word: share for word, share in packaged_background().general.items() if word.startswith("w:") and share < 0.12
    }
    words, weights = list(shares), list(shares.values())
    rare = [word for word in words if shares[word] < 0.002]
    crews = [
        {
            "kind": dice.choice(KINDS),
            "details": [*dice.sample(rare, 7), f"w:#{dice.getrandbits(64):016x}", f"n:{dice.randrange(100, 9999)}"],
            "tool": dice.choice(TOOLS),
            "day": dice.randrange(1000),
        }
        for _ in range(max(count * 2 // 3 // REPORTS_OF_A_CREW, 1))
    ]
    days = sorted((dice.randrange(1000), number) for number in range(count))
    for day, number in days:
        crew = dice.choice(crews) if dice.random() < 2 / 3 else None
        if crew is not None:
            # Most calls of a crew come within weeks; some come back.
            came_back = 200 if dice.random() < 0.1 else 0
            called = min(abs(crew["day"] + int(dice.gauss(0, 12))) + came_back, 1200)
        else:
            called = day
        own = dice.choices(words, weights, k=26)
        features = [f"kind:{crew['kind'] if crew else dice.choice(KINDS)}", f"area:{dice.randrange(43)}", *own]
        features += [f"s:sign{dice.randrange(120)}" for _ in range(5)]
        features += [f"tel:#{dice.getrandbits(64):016x}", f"who:{dice.choice(('man', 'woman'))}"]
        if crew is not None:
            features += [*dice.sample(crew["details"], 5), f"tool:{crew['tool']}"]
        yield ReportTraits(
            id=ReportId(f"{number:032x}"),
            told_on=FIRST_DAY + timedelta(days=called),
            area=str(dice.randrange(43)),
            voice=f"{dice.getrandbits(64):016x}",
            kind=features[0].partition(":")[2],
            features=tuple(dict.fromkeys(features)),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=10_000)
    chosen = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="ringfence-link-")
    os.environ["RINGFENCE_DATA_DIR"] = folder

    from ringfence.wiring.place import build_place, configure_django

    configure_django()
    from ringfence.domain.report import World
    from ringfence.flow.campaigns import place_waiting
    from ringfence.link import CampaignBook
    from ringfence.store import campaign_ledger
    from ringfence.wiring.database import migrate

    migrate()
    place = build_place(World("benchmark"))
    steps = chosen.reports // chosen.step
    reports = iter(made_up(chosen.reports + 2 * ALONE * steps, seed=1))

    def alone(traits, *, is_cold: bool) -> float:
        if is_cold:
            campaign_ledger._memories.clear()
        begin = time.process_time()
        with place.transaction(), place.campaigns.book() as memory:
            place.campaigns.wait([(traits, None)])
            memory.expect([traits])
            CampaignBook(memory).place(traits)
        return (time.process_time() - begin) * 1e3

    print(
        "reports  in bulk  warm median  warm max  cold median  cold max  campaigns  memory MB  database MB", flush=True
    )
    for step in range(1, steps + 1):
        batch = [next(reports) for _ in range(chosen.step)]
        for start in range(0, len(batch), 500):
            with place.transaction():
                place.campaigns.wait((traits, None) for traits in batch[start : start + 500])
        begin = time.process_time()
        place_waiting(place=place)
        bulk = (time.process_time() - begin) * 1e3 / chosen.step
        warm = sorted(alone(next(reports), is_cold=False) for _ in range(ALONE))
        cold = sorted(alone(next(reports), is_cold=True) for _ in range(ALONE))
        size = sum(file.stat().st_size for file in Path(folder).glob("*.sqlite3*")) / 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        campaigns = len(place.campaigns.newest(most=10**6))
        print(
            f"{step * chosen.step:7,}  {bulk:7.2f}  {warm[ALONE // 2]:11.1f}  {warm[-1]:8.1f}  {cold[ALONE // 2]:11.1f}"
            f"  {cold[-1]:8.1f}  {campaigns:9,}  {memory:9.0f}  {size:11.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
