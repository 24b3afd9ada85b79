"""The background of a draft, and the evidence its sentences rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ringfence.domain.advice import Nation, Route
from ringfence.domain.campaign import CampaignId
from ringfence.domain.counts import Surge
from ringfence.domain.warning import Evidence, EvidenceKind
from ringfence.playbooks import Area, Brand, ScamType, Shelf
from ringfence.warn.tally import StageTally

__all__ = [
    "Background",
    "CampaignBehind",
    "from_area",
    "from_brand",
    "from_campaign",
    "from_count",
    "from_playbook",
    "from_route",
    "from_stage",
]

# So many signs of a stage are shown beside its sentence.
_SIGNS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBehind:
    """The one campaign that most reports of a surge tell of."""

    id: CampaignId
    reports: int  # of the surge's reports, those of the campaign
    came_back_after_days: int | None  # it ended a silence of so long; None: it has not been silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """All that the sections of one draft are written from."""

    surge: Surge
    playbook: ScamType
    shelf: Shelf
    language: str
    on: date
    area: Area | None  # None: the rise is not tied to one force
    brand: Brand | None  # None: no publishable brand stands out
    brand_reports: int  # reports that name the brand
    reports: int
    stages: tuple[StageTally, ...]
    values: Mapping[str, str]  # placeholder → text
    campaign: CampaignBehind | None = None  # None: they tell of several scripts, or nobody has looked

    @property
    def nation(self) -> Nation:
        """Nation whose routes are given; England where no area is known."""
        return self.area.nation if self.area is not None else Nation.ENGLAND


def from_playbook(background: Background, key: str) -> Evidence:
    """Rest a sentence on the playbook."""
    ref = f"{background.playbook.slug}/{key}"
    return Evidence(
        kind=EvidenceKind.PLAYBOOK, ref=ref, note=f"From the playbook, version {background.playbook.version}."
    )


def from_count(background: Background) -> Evidence:
    """Rest a sentence on the counts of reports."""
    surge = background.surge
    note = f"{surge.observed} reporters counted where about {surge.expected:.1f} were to be expected."
    return Evidence(kind=EvidenceKind.COUNT, ref=surge.id, note=note)


def from_campaign(background: Background) -> tuple[Evidence, ...]:
    """Add that the reports tell of one script, where they do."""
    campaign = background.campaign
    if campaign is None:
        return ()
    note = f"{campaign.reports} of {background.reports} reports tell of one script, campaign {campaign.id}."
    if campaign.came_back_after_days is not None:
        note += f" It came back after {campaign.came_back_after_days} days."
    return (Evidence(kind=EvidenceKind.CAMPAIGN, ref=campaign.id, note=note),)


def from_brand(background: Background) -> Evidence:
    """Rest a sentence on how many reports name the brand."""
    note = f"Named in {background.brand_reports} of {background.reports} reports."
    return Evidence(kind=EvidenceKind.COUNT, ref=background.surge.id, note=note)


def from_area(background: Background) -> Evidence:
    """Rest a sentence on where the reports come from."""
    area = background.area
    note = f"The reports come from the area of {area.force}." if area else "The reports come from several areas."
    return Evidence(kind=EvidenceKind.AREA, ref=background.surge.series.area, note=note)


def from_stage(background: Background, tally: StageTally) -> tuple[Evidence, ...]:
    """Rest a sentence on the signs of a stage, most frequent first."""
    return tuple(
        Evidence(
            kind=EvidenceKind.SIGN,
            ref=f"{background.playbook.slug}/{sign.sign}",
            note=f"Seen in {sign.reports} of {tally.of} reports.",
        )
        for sign in tally.signs[:_SIGNS_SHOWN]
    )


def from_route(route: Route) -> Evidence:
    """Rest a sentence on a row of the table of routes."""
    until = f" to {route.valid_to:%d.%m.%Y}" if route.valid_to is not None else ""
    note = f"{route.name}, valid from {route.valid_from:%d.%m.%Y}{until}."
    return Evidence(kind=EvidenceKind.ROUTE, ref=route.id, note=note)
