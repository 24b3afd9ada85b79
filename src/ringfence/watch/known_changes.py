"""Known changes in reporting as terms of the baseline.

A change of level has a term that is 0 before and 1 after; a pulse one that is 1 while it lasts. The prior
of the term (`CHANGE_SD`) says that reports may double or halve. So right after a change the bound is wider, since
nobody knows how large it is; as weeks come in it is learned; and what a pulse brought never lifts the baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import SeriesKey
from ringfence.domain.known_change import ChangeEffect, KnownChange
from ringfence.foundation.periods import Period

__all__ = ["CHANGE_SD", "ChangeTerms", "change_terms", "pulse_of_warning"]

# Prior standard deviation of the log of what a change does: twice as many reports, or half as many.
CHANGE_SD = 0.7
# A published warning raises reports for about so long.
WARNING_WEEKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTerms:
    """Known changes laid over a table of counts."""

    columns: NDArray[np.float64]  # (n_periods, n_changes), from 0 to 1
    touched: NDArray[np.bool_]  # (n_series, n_changes)

    @classmethod
    def none(cls, n_series: int, n_periods: int) -> ChangeTerms:
        """Return the terms of a table in which nothing is known to have changed."""
        return cls(columns=np.empty((n_periods, 0)), touched=np.empty((n_series, 0), dtype=bool))


def change_terms(
    changes: Sequence[KnownChange], *, keys: Sequence[SeriesKey], periods: Sequence[Period]
) -> ChangeTerms:
    """Return a term for each change: how much of each period lies within it, and which series it touches."""
    columns = np.array([[_share_within(change, period) for change in changes] for period in periods])
    touched = [[change.touches(area=key.area, kind=key.kind) for change in changes] for key in keys]
    return ChangeTerms(
        columns=columns.reshape(len(periods), len(changes)),
        touched=np.array(touched, dtype=bool).reshape(len(keys), len(changes)),
    )


def pulse_of_warning(*, area: str, kind: str, published_on: date) -> KnownChange:
    """Return what our own warning does to the reports of its kind in its area: people recognise it, and report."""
    return KnownChange(
        name="our own warning", effect=ChangeEffect.PULSE, first=published_on,
        last=published_on + timedelta(weeks=WARNING_WEEKS) - timedelta(days=1), areas=frozenset({area}),
        kinds=frozenset({kind}), source="our own record of warnings",
    )  # fmt: skip


def _share_within(change: KnownChange, period: Period) -> float:
    first_day, last_day = period.first_day, period.last_day
    begin, end = max(change.first, first_day), min(change.last or date.max, last_day)
    if end < begin:
        return 0.0
    # A pulse of a day moves the whole week that it falls in; a new level only the days that are left of it.
    if change.effect is ChangeEffect.PULSE:
        return 1.0
    return ((end - begin).days + 1) / ((last_day - first_day).days + 1)
