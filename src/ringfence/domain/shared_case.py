"""What may be told to partners of one rise or campaign. There is no field that could hold a report's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ringfence.domain.report import REAL_WORLD, World

__all__ = ["CaseBasis", "SharedCase", "SharedNumber", "SharedTally"]


class CaseBasis(StrEnum):
    """What holds the reports of a case together."""

    RISE = "rise"  # more reports of a kind than usual, in an area, over some weeks
    CAMPAIGN = "campaign"  # reports that tell of one script


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNumber:
    """A number that several reporters were shown or told to ring: possibly forged, never one to block."""

    e164: str  # "+441632960123"
    expires_on: date  # not to be used after this London day


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTally:
    """Something from a closed list, with how many reporters told of it."""

    slug: str
    name: str  # as people read it, en-GB
    reporters: int  # never below the floor


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCase:
    """One surge or campaign as partners get it."""

    id: str  # of the surge or campaign, stable
    world: World = REAL_WORLD
    kind: str  # slug
    kind_name: str
    basis: CaseBasis = CaseBasis.RISE
    area: str  # area code; "several" where a campaign is told of in more than one
    area_name: str
    brand_name: str | None  # only from the curated list; the firm is not involved
    first_day: date  # of the first week counted, or of the first call
    last_day: date  # of the last week counted, or of the last call
    as_of: date  # London day on which it was put together
    reporters: int | None  # distinct reporters; None: below the floor
    floor: int
    stages: tuple[SharedTally, ...] = ()  # in the order of the call
    tools: tuple[SharedTally, ...] = ()
    payments: tuple[SharedTally, ...] = ()
    techniques: tuple[str, ...] = ()  # ids of the Fight Fraud Framework
    numbers: tuple[SharedNumber, ...] = ()
    areas: tuple[SharedTally, ...] = ()  # of a campaign: where it was told of
    figures: tuple[SharedTally, ...] = ()  # of a campaign: sums and counts of its script, digits only
    came_back_after_days: int | None = None  # of a campaign: length of its last long silence
    campaigns: tuple[str, ...] = ()  # of a rise: ids of the campaigns among its reports that are cases too

    @property
    def is_exercise(self) -> bool:
        """Made by an exercise: every export has to say so."""
        return self.world != REAL_WORLD

    @property
    def title(self) -> str:
        """One line that names it."""
        brand = f", callers pretending to be from {self.brand_name}" if self.brand_name else ""
        exercise = "EXERCISE: " if self.is_exercise else ""
        active = f"{self.first_day:%d/%m/%Y} to {self.last_day:%d/%m/%Y}"
        return f"{exercise}{self.kind_name}{brand}, {self.area_name}, {active}"

    @property
    def reporters_label(self) -> str:
        """The count, or that it is below the floor."""
        return str(self.reporters) if self.reporters is not None else f"fewer than {self.floor}"
