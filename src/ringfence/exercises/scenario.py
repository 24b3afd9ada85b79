"""What a scenario file says, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from ringfence.domain.counts import SeriesKey
from ringfence.domain.report import ToldBy
from ringfence.foundation.periods import Period

__all__ = [
    "CountModel",
    "Officer",
    "ReporterModel",
    "Scenario",
    "ScenarioStatement",
    "Timetable",
    "Wave",
    "WaveRole",
]


class WaveRole(StrEnum):
    """What a wave is in the exercise for."""

    MAIN = "main"  # the rise that the exercise is about
    BEFORE = "before"  # an earlier wave of the same calls
    ELSEWHERE = "elsewhere"  # real in this world, so a draft for it is not a false one


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A rise of one kind of call in one area."""

    name: str  # "august-2020"
    role: WaveRole
    series: SeriesKey  # where, and which kind
    first: Period  # first ISO week
    levels: tuple[float, ...]  # mean of each week, in times the usual level
    brand: str | None  # brand that nearly every call of the wave claims
    theme: str | None  # theme of the voices file that its texts draw on
    first_week_at_most: float | None  # limit of the first week as drawn, in times the usual level

    @property
    def last(self) -> Period:
        """Last ISO week of the wave."""
        return self.first.shifted(len(self.levels) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountModel:
    """How the weekly counts are drawn."""

    dispersion: float  # variance / mean
    trend_a_year: float  # compound growth
    trend_from: Period  # week in which the means stand as written
    reports_a_week: float  # over all areas and kinds, without waves
    swing: float  # of the season, as a share of the mean
    peak_week: int  # ISO week of the season's peak
    kinds: Mapping[str, float]  # kind slug → share, adding up to 1
    people: Mapping[str, float]  # area code → thousands of people
    uptake: Mapping[str, float]  # area code → how readily people report, 1 where absent


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterModel:
    """Who reports, and how late."""

    delay_chances: tuple[float, ...]  # chance of 0, 1, 2, ... days between call and report
    anonymous: float  # share without a contact
    uncertain_day: float  # share who know the week but not the day
    told_by: Mapping[ToldBy, float]  # shares, adding up to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An invented officer, who can act on the exercise only."""

    username: str
    name: str
    rank: str
    unit: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioStatement:
    """Words typed for the exercise in the name of an invented officer."""

    officer: str  # "analyst" or "approver"
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When what is done; all times aware, Europe/London."""

    plays_from: datetime  # earlier reports are there before the exercise begins
    scans_on: int  # weekday of the weekly look at the counts, Monday 0
    scans_at: time
    submitted_at: datetime
    approved_at: datetime
    published_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A validated scenario."""

    name: str  # "cheshire-2020"; also names the exercise world
    title: str
    seed: int  # the one that `make exercise` plays
    counts_from: Period  # first week of counts without texts
    texts_from: Period  # first week whose counts are made of report texts
    last: Period  # last week of the world
    texts_at_most: int
    counts: CountModel
    reporters: ReporterModel
    waves: tuple[Wave, ...]
    officers: Mapping[str, Officer]  # "analyst", "approver"
    statements: tuple[ScenarioStatement, ...]
    timetable: Timetable

    @property
    def main_wave(self) -> Wave:
        """The rise that the exercise is about."""
        return next(wave for wave in self.waves if wave.role is WaveRole.MAIN)

    @property
    def analyst(self) -> Officer:
        """The invented officer who submits the draft."""
        return self.officers["analyst"]

    @property
    def approver(self) -> Officer:
        """The invented officer who approves it."""
        return self.officers["approver"]
