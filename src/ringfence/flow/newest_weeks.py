"""Weeks whose reports are still arriving: how many there are, and how many there will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ringfence.domain.counts import CountTable, Surge
from ringfence.flow.ports import Place
from ringfence.foundation.periods import Period
from ringfence.watch import last_full_week
from ringfence.watch.hierarchy import completeness_of
from ringfence.watch.hierarchy.nowcast import Nowcast, nowcast

__all__ = ["NewestWeek", "newest_weeks"]

# A week of which so much is known is told as it is.
COMPLETE = 0.98
SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestWeek:
    """One full week of which reports are still arriving."""

    period: Period
    reports: Nowcast  # so far, and in the end with an interval that holds nine times in ten


def newest_weeks(table: CountTable, surge: Surge, *, place: Place, as_of: datetime) -> tuple[NewestWeek, ...]:
    """Return the full weeks of a surge that are not complete yet, oldest first."""
    judged = last_full_week(as_of)
    share = completeness_of(place.counts.known_by_delay(judged=judged, as_of=as_of))
    areas, kinds = surge.scope
    rows = [row for row, key in enumerate(table.keys) if key.area in areas and key.kind in kinds]
    found = []
    for delay in range(SHOWN - 1, -1, -1):
        column = judged.index - delay - table.first.index
        if not rows or not 0 <= column < table.counts.shape[1] or share[delay] >= COMPLETE:
            continue
        known = int(table.counts[rows, column].sum())
        found.append(NewestWeek(period=judged.shifted(-delay), reports=nowcast(known, seen=float(share[delay]))))
    return tuple(found)
