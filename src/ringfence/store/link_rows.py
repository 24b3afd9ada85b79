"""Groups, traits and events to rows and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from ringfence.domain.campaign import CampaignEvent, CampaignEventKind, CampaignId, ReportTraits
from ringfence.domain.report import ReportId, World
from ringfence.link import Group
from ringfence.store import models

__all__ = ["event_of", "event_row", "group_of_row", "group_row", "traits_of_row", "traits_row"]

# Speed counts here, and the fast level already halves it.
_LEVEL = 1


def group_row(group: Group, world: World) -> models.CampaignRow:
    """Return a group as a row; whether it redirects is not part of it."""
    profile = [group.members, sorted(group.voices), group.counts, group.known]
    return models.CampaignRow(
        id=group.id,
        world=world,
        born_on=group.born[0],
        born_report=group.born[1],
        reports=len(group.members),
        voices=group.size,
        first_on=group.first_on,
        last_on=group.last_on,
        kind=group.main_kind(),
        apart=sorted(group.apart),
        profile=zlib.compress(json.dumps(profile, separators=(",", ":")).encode(), _LEVEL),
    )


def group_of_row(row: models.CampaignRow) -> Group:
    """Return the group of a row that does not redirect."""
    members, voices, counts, known = json.loads(zlib.decompress(bytes(row.profile)))
    return Group(
        id=CampaignId(row.id),
        born=(row.born_on, ReportId(row.born_report)),
        members=members,
        voices=set(voices),
        counts=counts,
        known=known,
        first_on=row.first_on,
        last_on=row.last_on,
        apart=set(row.apart),
    )


def traits_row(traits: ReportTraits, world: World, *, sealed_number: bytes | None) -> models.LinkedReportRow:
    """Return the traits of a report that waits to be placed."""
    return models.LinkedReportRow(
        report_id=traits.id,
        world=world,
        told_on=traits.told_on,
        area=traits.area,
        voice=traits.voice,
        kind=traits.kind,
        features="\n".join(traits.features),
        sealed_number=sealed_number,
    )


def traits_of_row(row: models.LinkedReportRow) -> ReportTraits:
    """Return what was kept of a report."""
    return ReportTraits(
        id=ReportId(row.report_id),
        told_on=row.told_on,
        area=row.area,
        voice=row.voice,
        kind=row.kind,
        features=tuple(row.features.split("\n")) if row.features else (),
    )


def event_row(event: CampaignEvent, world: World) -> models.CampaignEventRow:
    """Return an event as a row."""
    return models.CampaignEventRow(
        world=world,
        number=event.number,
        kind=event.kind.value,
        campaign=event.campaign,
        other=event.other,
        reports=_names(event.reports),
        by=event.by,
        on=event.on,
        match_weight=event.match_weight,
        note=event.note,
    )


def event_of(row: models.CampaignEventRow) -> CampaignEvent:
    """Return the event of a row."""
    return CampaignEvent(
        number=row.number,
        kind=CampaignEventKind(row.kind),
        campaign=CampaignId(row.campaign),
        other=CampaignId(row.other) if row.other is not None else None,
        reports=tuple(map(ReportId, row.reports)),
        by=row.by,
        on=row.on,
        match_weight=row.match_weight,
        note=row.note,
    )


def _names(reports: Sequence[ReportId]) -> list[str]:
    return list(reports)
