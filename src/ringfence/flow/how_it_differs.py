"""How a resurgence differs from the rise it takes up again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from scipy import stats

from ringfence.domain.counts import Surge
from ringfence.domain.recognition import Recognition
from ringfence.flow.ports import Place
from ringfence.flow.reports_behind import reports_behind

__all__ = ["how_it_differs", "in_words"]

# Fewer reports read on either side tell nothing.
FEWEST_READ = 8
# Chance of so large a difference between the two, at most; several things are compared.
CHANCE = 0.005
MOST_SENTENCES = 4
_WHAT = {
    "brand": "{} is named",
    "tool": "the caller wants {} installed",
    "payment": "payment is by {}",
    "stage": "the call gets as far as {}",
}


def how_it_differs(surge: Surge, earlier: Surge, *, place: Place) -> tuple[str, ...]:
    """Return sentences on what is told clearly more or less often now than in the earlier rise."""
    now, then = ([*_read(each, place=place)] for each in (surge, earlier))
    return in_words(now, then, names={slug: brand.name for slug, brand in place.shelf.brands.items()})


def in_words(now: list[Recognition], then: list[Recognition], *, names: dict[str, str]) -> tuple[str, ...]:
    """Compare what was recognised: each thing by Fisher's exact test, the clearest first."""
    if len(now) < FEWEST_READ or len(then) < FEWEST_READ:
        return ()
    count_now, count_then = Counter(_things(now)), Counter(_things(then))
    found = []
    for thing in count_now.keys() | count_then.keys():
        here, there = count_now[thing], count_then[thing]
        table = np.array([[here, len(now) - here], [there, len(then) - there]])
        chance = float(stats.fisher_exact(table).pvalue)
        if chance <= CHANCE:
            what = _WHAT[thing[0]].format(names.get(thing[1], thing[1].replace("_", " ")))
            found.append((chance, f"In {here} of {len(now)} reports read {what}; before in {there} of {len(then)}."))
    return tuple(sentence for _, sentence in sorted(found)[:MOST_SENTENCES])


def _things(recognitions: list[Recognition]) -> Iterable[tuple[str, str]]:
    for each in recognitions:
        told = (("brand", each.brand), ("tool", each.facts.remote_tool), ("payment", each.facts.payment))
        for what, slug in (*told, ("stage", each.stage)):
            if slug:
                yield what, slug


def _read(surge: Surge, *, place: Place) -> Iterable[Recognition]:
    reports = reports_behind(surge, place=place)
    return place.reports.recognition_of(report.id for report in reports).values()
