"""The reports that a surge counts."""

from __future__ import annotations

from ringfence.domain.counts import Surge
from ringfence.domain.report import Report
from ringfence.flow.ports import Place

__all__ = ["reports_behind"]


def reports_behind(surge: Surge, *, place: Place, limit: int = 200) -> list[Report]:
    """Return them, newest first: of every force and kind that the surge counts."""
    areas, kinds = surge.scope
    return place.reports.behind(
        surge.series, surge.first_period, surge.last_period, areas=areas, kinds=kinds, limit=limit
    )
