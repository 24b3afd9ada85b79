"""Weeks whose reports are still arriving, in words."""

from __future__ import annotations

from datetime import datetime

from ringfence.domain.counts import CountTable, Surge
from ringfence.flow.ports import Place
from ringfence.watch import last_full_week
from ringfence.watch.hierarchy import completeness_of
from ringfence.watch.hierarchy.nowcast import nowcast

__all__ = ["newest_weeks"]

# A week of which so much is known is told as it is.
COMPLETE = 0.98
SHOWN = 3


def newest_weeks(table: CountTable, surge: Surge, *, place: Place, as_of: datetime) -> tuple[str, ...]:
    """Return a sentence for each full week of a surge that is not complete yet: reports so far, and in the end."""
    judged = last_full_week(as_of)
    share = completeness_of(place.counts.known_by_delay(judged=judged, as_of=as_of))
    areas, kinds = surge.scope
    rows = [row for row, key in enumerate(table.keys) if key.area in areas and key.kind in kinds]
    said = []
    for delay in range(SHOWN - 1, -1, -1):
        column = judged.index - delay - table.first.index
        if not rows or not 0 <= column < table.counts.shape[1] or share[delay] >= COMPLETE:
            continue
        known = int(table.counts[rows, column].sum())
        whole = nowcast(known, seen=float(share[delay]))
        said.append(
            f"Reports are still arriving: {known} so far for {judged.shifted(-delay).label}, about "
            f"{whole.expected:.0f} in the end (nine times in ten between {whole.low} and {whole.high})."
        )
    return tuple(said)
