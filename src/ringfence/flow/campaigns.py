"""Which reports tell of the same crew: every report is placed, and people put together and part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ringfence.domain.campaign import CampaignId, Placement
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import ReportId
from ringfence.flow.ports import Place, ReadReport
from ringfence.foundation.errors import InvalidInput, NotAllowed
from ringfence.foundation.periods import london_date
from ringfence.link import CampaignBook

__all__ = ["keep_campaigns_apart", "merge_campaigns", "place_report", "place_waiting", "split_campaign", "wait_in_line"]

# One transaction stays short, so that a form on the same database never waits long.
PLACED_AT_ONCE = 25
# "ok" is no reason.
SHORTEST_REASON = 10


def place_report(report_id: ReportId, read: ReadReport, *, place: Place) -> Placement | None:
    """Put a report where it belongs, in the caller's transaction; a second time changes nothing.

    1. Turn its features into what is kept: numbers, names and rare words
       as keyed hashes.
    2. Lock the book of this world; nobody else places meanwhile.
    3. Let `link` weigh it against the few groups that share its rarest
       features; it joins, starts or bridges.

    Returns:
        Where it went; None where it tells nothing that could be compared.
    """
    report = place.reports.find(report_id)
    if report is None or not read.features:
        return None
    traits = place.campaigns.traits_of(report, read)
    with place.campaigns.book() as memory:
        place.campaigns.wait([(traits, read.shown_number)])
        memory.expect([traits])
        return CampaignBook(memory).place(traits)


def wait_in_line(kept: Sequence[tuple[ReportId, ReadReport]], *, place: Place) -> None:
    """Keep what linking needs of a batch, in the transaction that keeps the batch; `place_waiting` does the rest."""
    read_of = {report_id: read for report_id, read in kept if read.features}
    reports = place.reports.find_all(read_of)
    place.campaigns.wait(
        (place.campaigns.traits_of(report, read_of[report.id]), read_of[report.id].shown_number) for report in reports
    )


def place_waiting(*, place: Place) -> int:
    """Place the reports that wait, a few in each transaction; returns how many.

    Killed at any moment, it goes on where it stopped.
    """
    placed = 0
    while True:
        with place.transaction(), place.campaigns.book() as memory:
            waiting = place.campaigns.waiting(most=PLACED_AT_ONCE)
            memory.expect(waiting)
            book = CampaignBook(memory)
            for traits in waiting:
                book.place(traits)
        placed += len(waiting)
        if len(waiting) < PLACED_AT_ONCE:
            return placed


def merge_campaigns(
    ids: Sequence[CampaignId], *, by: Actor, reason: str, place: Place, at: datetime, overrule: bool = False
) -> CampaignId:
    """Make several campaigns one because a person says so. The oldest id survives, the others redirect.

    Linking never parts them again.

    Args:
        ids: two or more, by any id they ever had.
        by: a person of the desk.
        reason: why; it is kept.
        place: back ends.
        at: aware UTC.
        overrule: also where somebody decided before that they are apart.

    Raises:
        NotAllowed: not a person of the desk.
        InvalidInput: no reason, or they are one already.
        UnknownName: there is no such campaign.
        WrongState: somebody has kept them apart, and `overrule` is not set.
    """
    note = _require(by, reason, place=place)
    with place.transaction(), place.campaigns.book() as memory:
        return CampaignBook(memory).merge(ids, by=by.username, on=london_date(at), note=note, overrule=overrule)


def split_campaign(
    id_: CampaignId, reports: Sequence[ReportId], *, by: Actor, reason: str, place: Place, at: datetime
) -> CampaignId:
    """Part a campaign in two because a person says so. The larger part keeps the id.

    Linking never puts them together again.

    Returns:
        The id of the smaller part.

    Raises:
        NotAllowed: not a person of the desk.
        InvalidInput: no reason, or the reports are no part of it.
        UnknownName: there is no such campaign.
    """
    note = _require(by, reason, place=place)
    with place.transaction(), place.campaigns.book() as memory:
        return CampaignBook(memory).split(id_, reports, by=by.username, on=london_date(at), note=note)


def keep_campaigns_apart(
    one: CampaignId, other: CampaignId, *, by: Actor, reason: str, place: Place, at: datetime
) -> None:
    """Record a person's decision that two campaigns are two. Linking never puts them together.

    Raises:
        NotAllowed: not a person of the desk.
        InvalidInput: no reason, or they are one already.
        UnknownName: there is no such campaign.
    """
    note = _require(by, reason, place=place)
    with place.transaction(), place.campaigns.book() as memory:
        CampaignBook(memory).keep_apart(one, other, by=by.username, on=london_date(at), note=note)


def _require(by: Actor, reason: str, *, place: Place) -> str:
    if not by.roles & {DeskRole.ANALYST, DeskRole.APPROVER} or by.world != place.world:
        raise NotAllowed("Only a person of the desk may do this, in the world they look at.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(f"Give the reason in a few words, at least {SHORTEST_REASON} letters; it is kept.")
    return reason.strip()
