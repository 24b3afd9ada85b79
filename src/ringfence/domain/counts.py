"""Counts of reports, what was expected, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from ringfence.domain.report import World
from ringfence.foundation.periods import Period

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Alarm", "CountTable", "SeriesKey", "Surge", "SurgeId"]

SurgeId = NewType("SurgeId", str)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SeriesKey:
    """What is counted, and where."""

    area: str  # area code
    kind: str  # kind slug


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Distinct reporters for many series over the same run of periods."""

    keys: tuple[SeriesKey, ...]  # n_series, the order of the rows below
    first: Period  # period of the first column
    counts: NDArray[np.int64]  # (n_series, n_periods), distinct reporters, anonymous ones included
    anonymous: NDArray[np.int64] | None = None  # (n_series, n_periods), of these without a contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One period in which reports rose above the threshold. Statistical only."""

    series: SeriesKey
    period: Period
    observed: int  # distinct reporters counted
    expected: float  # what the baseline predicts
    threshold: float  # counts above this raise the alarm
    p_value: float  # chance of a count at least as high without a rise
    detector: str  # name in the table of detectors
    anonymous: int = 0  # of `observed`, reporters without a contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """Alarms treated as one rise."""

    id: SurgeId
    world: World
    series: SeriesKey
    alarms: tuple[Alarm, ...]  # in time order, never empty
    resurgence_of: SurgeId | None = None  # earlier surge of the same series, when there was one
    quiet_weeks: int | None = None  # weeks between that surge's last alarm and this one's first
    passes_budget: bool = False  # strong enough for a draft under the false-draft budget
    is_possible_flooding: bool = False  # rests mainly on anonymous or near-identical reports
    areas: tuple[str, ...] = ()  # forces counted in a wider series; empty: the area of the series
    kinds: tuple[str, ...] = ()  # kinds counted in a family of kinds; empty: the kind of the series
    bits: float | None = None  # most evidence of any week, log2; None: found by another detector
    grew_from: SurgeId | None = None  # surge of a part of these areas that this one began as
    differs: tuple[str, ...] = ()  # sentences on how a resurgence differs from the earlier rise

    @property
    def scope(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Forces and kinds that are counted."""
        return self.areas or (self.series.area,), self.kinds or (self.series.kind,)

    @property
    def first_period(self) -> Period:
        """Period of the first alarm."""
        return self.alarms[0].period

    @property
    def last_period(self) -> Period:
        """Period of the latest alarm."""
        return self.alarms[-1].period

    @property
    def observed(self) -> int:
        """Distinct reporters over the alarm periods."""
        return sum(alarm.observed for alarm in self.alarms)

    @property
    def expected(self) -> float:
        """Expected reporters over the alarm periods."""
        return sum(alarm.expected for alarm in self.alarms)

    @property
    def is_resurgence(self) -> bool:
        """The same kind was seen here before and had gone quiet."""
        return self.resurgence_of is not None
