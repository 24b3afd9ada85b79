"""What linking costs beside many reports: time and memory for a file, and for one more report.

    nice -n 10 .venv/bin/python benchmarks/link_scale.py 300000            texts are recognised too
    nice -n 10 .venv/bin/python benchmarks/link_scale.py 300000 --recognised   the rows bring that
    nice -n 10 .venv/bin/python benchmarks/link_scale.py 1000000 --slope   linking alone, every 100,000 reports

The reports are made up from the voices of the exercises, each from a campaign with details of its own (persona, sum, firm,
odd words) or from none: about two in five are nobody's campaign. Numbers are forged: drawn from few.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from datetime import date, timedelta
from typing import Any

import numpy as np

from ringfence import link_reports
from ringfence.domain.report import ReportId
from ringfence.exercises.dice import Dice
from ringfence.exercises.people import a_person
from ringfence.exercises.tell import tell
from ringfence.exercises.voices import load_voices
from ringfence.flow.link_reports import check_link_row, read_link_row
from ringfence.link import CampaignBook

AREAS = 43
DAYS = 5 * 365
REPORTS_A_CAMPAIGN = 40
_SYLLABLES = [
    "ba",
    "ke",
    "lo",
    "mi",
    "ru",
    "ta",
    "vo",
    "zen",
    "dor",
    "fil",
    "gar",
    "hap",
    "jun",
    "kel",
    "lum",
    "mor",
    "nat",
    "pol",
    "quin",
    "rem",
    "sol",
    "tam",
    "und",
    "ver",
    "wil",
    "yar",
]


def made_up_reports(count: int, *, seed: int = 7, is_recognised: bool = False) -> list[dict[str, Any]]:
    """Return rows as `ringfence link` takes them, in the order of their days; with the kind where `is_recognised`."""
    dice = Dice(np.random.default_rng(seed))
    chance = random.Random(seed)
    voices = load_voices()
    tellers = list(voices.by_name.values())
    kinds = list(voices.kinds)
    campaigns = [_campaign(chance, kinds) for _ in range(max(1, count * 3 // 5 // REPORTS_A_CAMPAIGN))]
    rows = []
    for place in range(count):
        campaign = chance.choice(campaigns) if chance.random() < 0.6 else None
        kind = campaign["kind"] if campaign else chance.choice(kinds)
        reporter = a_person(dice, serial=place)
        told = tell(
            kind=voices.kinds[kind], teller=chance.choice(tellers), voices=voices, reporter=reporter, day="yesterday",
            brand=campaign["brand"] if campaign else None, theme=None, dice=dice,
        )  # fmt: skip
        text = told.text
        if campaign:
            text += " " + " ".join(chance.sample(campaign["details"], k=chance.randint(2, 4)))
            day = campaign["from"] + int(chance.expovariate(1 / 30))
        else:
            day = chance.randrange(DAYS)
        rows.append(
            {
                "id": place,
                "text": text,
                "date": date(2019, 1, 1) + timedelta(days=day),
                "area": f"area_{chance.randrange(AREAS)}",
                "shown_number": told.shown_number if chance.random() < 0.7 else None,
                **({"recognition": {"kind": kind, "is_report": True}} if is_recognised else {}),
            }
        )
    return sorted(rows, key=lambda row: (row["date"], row["id"]))


def _campaign(chance: random.Random, kinds: list[str]) -> dict[str, Any]:
    def name() -> str:
        return "".join(chance.sample(_SYLLABLES, k=chance.randint(2, 3))).capitalize()

    return {
        "kind": chance.choice(kinds),
        "brand": None,
        "from": chance.randrange(DAYS),
        "details": [
            f"The caller was called {name()} {name()}.",
            f"It was about {name()}.",
            f"He asked for £{chance.randrange(100, 9999)}.",
            f"He kept talking of a {chance.choice(('red', 'green', 'silver', 'golden'))} {name().lower()}.",
            f"I was to pay it to {name()} in {name()}.",
            f"He said the word was {name().lower()}.",
        ],
    }


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("count", type=int)
    asked.add_argument("--slope", action="store_true")
    asked.add_argument("--recognised", action="store_true", help="the rows bring what was recognised")
    options = asked.parse_args()
    started = time.process_time()
    rows = made_up_reports(options.count, is_recognised=options.recognised or options.slope)
    print(f"{len(rows)} reports made up in {time.process_time() - started:.0f} s; "
          f"{sum(len(row['text'].split()) for row in rows) / len(rows):.0f} words each", flush=True)  # fmt: skip
    if options.slope:
        _slope(rows)
    else:
        _whole(rows)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def _whole(rows: list[dict[str, Any]]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    linked = link_reports(rows)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"linked in {time.perf_counter() - wall:.0f} s of wall time; CPU {time.process_time() - cpu:.0f} s placing, "
        f"{children.ru_utime + children.ru_stime:.0f} s reading in other processes (most {children.ru_maxrss / 1e6:.2f} GB each); "
        f"{len({one.campaign for one in linked})} campaigns"
    )


def _slope(rows: list[dict[str, Any]]) -> None:
    book = CampaignBook()
    last, step = time.process_time(), max(1, len(rows) // 10)
    reading = 0.0
    each: list[float] = []
    for place, row in enumerate(rows, start=1):
        before = time.process_time()
        traits = read_link_row(ReportId(str(row["id"])), check_link_row(row))
        now = time.process_time()
        reading += now - before
        book.place(traits)
        each.append(time.process_time() - now)
        if place % step == 0:
            spent = time.process_time() - last - reading
            ordered = sorted(each)
            print(
                f"{place:9,}: {1e3 * spent / step:.2f} ms a report to place, median {1e3 * ordered[step // 2]:.2f}, "
                f"p99 {1e3 * ordered[int(step * 0.99)]:.2f}, most {1e3 * ordered[-1]:.1f} ms; reading {1e3 * reading / step:.2f} ms; "
                f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB",
                flush=True,
            )
            last, reading, each = time.process_time(), 0.0, []


if __name__ == "__main__":
    sys.exit(main())
