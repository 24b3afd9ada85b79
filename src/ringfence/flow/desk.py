"""What people on the desk do with a warning, each step a recipe.

Every step loads the newest revision, lets `warn` decide whether this person
may take it, and appends the result. Nothing is overwritten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ringfence import warn
from ringfence.domain.counts import SurgeId
from ringfence.domain.people import MACHINE, Actor
from ringfence.domain.report import Report
from ringfence.domain.warning import PublicWarning, SectionId, Statement, WarningId
from ringfence.flow.ports import Place
from ringfence.flow.reports_behind import reports_behind
from ringfence.foundation.errors import UnknownName
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import london_date
from ringfence.link import CampaignBook
from ringfence.reading import read_text
from ringfence.redaction import find_personal_data
from ringfence.warn import CampaignBehind, Obstacle

__all__ = [
    "add_statement",
    "approve_warning",
    "correct_warning",
    "draft_for_surge",
    "edit_warning",
    "expire_warning",
    "obstacles_of",
    "publish_warning",
    "return_warning",
    "submit_warning",
    "withdraw_warning",
]


def draft_for_surge(surge_id: SurgeId, *, by: Actor, place: Place, at: datetime) -> PublicWarning:
    """Draft a warning out of the evidence for one surge.

    1. Find the surge, the reports counted in it, and the one campaign that
       most of them tell of, where there is one.
    2. Let `warn` write the draft, every sentence tied to its evidence.
    3. Keep it as revision 1, in state draft. One open draft per surge:
       where there is one already, that one is given back.
    """
    open_draft = place.warnings.open_draft_of(surge_id)
    if open_draft is not None:
        return open_draft
    surge = place.surges.find(surge_id)
    if surge is None:
        raise UnknownName(f"There is no surge {surge_id}.")
    reports = reports_behind(surge, place=place)
    draft = warn.draft_warning(
        surge,
        reports=reports,
        recognitions=place.reports.recognition_of(report.id for report in reports),
        shelf=place.shelf,
        at=at,
        new_id=new_id,
        drafted_by=by,
        campaign=_campaign_behind(reports, place=place),
    )
    return _keep(draft, place=place)


def edit_warning(
    warning_id: WarningId,
    *,
    title: str,
    description: str,
    sections: Mapping[SectionId, Sequence[str]],
    by: Actor,
    place: Place,
    at: datetime,
) -> PublicWarning:
    """Keep a person's wording as a new revision; sentences left alone keep their evidence."""
    warning = _require(warning_id, place=place)
    changed = warn.edit(warning, title=title, description=description, sections=sections, by=by, at=at)
    return _keep(changed, place=place)


def add_statement(
    warning_id: WarningId, statement: Statement, *, by: Actor, place: Place, at: datetime
) -> PublicWarning:
    """Add words that a named person typed and signed off."""
    return _keep(warn.add_statement(_require(warning_id, place=place), statement, by=by, at=at), place=place)


def submit_warning(warning_id: WarningId, *, by: Actor, place: Place, at: datetime) -> PublicWarning:
    """Hand a draft to a second person."""
    return _keep(warn.submit(_require(warning_id, place=place), by=by, at=at), place=place)


def return_warning(warning_id: WarningId, *, note: str, by: Actor, place: Place, at: datetime) -> PublicWarning:
    """Send it back to the desk with a note."""
    return _keep(warn.return_to_draft(_require(warning_id, place=place), note=note, by=by, at=at), place=place)


def approve_warning(warning_id: WarningId, *, by: Actor, place: Place, at: datetime) -> PublicWarning:
    """Approve exactly the revision in review, once nothing stands in its way."""
    warning = _require(warning_id, place=place)
    obstacles = obstacles_of(warning_id, place=place, on=london_date(at))
    return _keep(warn.approve(warning, by=by, at=at, obstacles=obstacles, site=place.site.tag_authority), place=place)


def publish_warning(
    warning_id: WarningId, *, by: Actor, place: Place, at: datetime, is_urgent: bool = False
) -> PublicWarning:
    """Publish what was approved, and enqueue its delivery in the same transaction."""
    warning = _require(warning_id, place=place)
    obstacles = obstacles_of(warning_id, place=place, on=london_date(at))
    published = warn.publish(warning, by=by, at=at, obstacles=obstacles, is_urgent=is_urgent)
    return _keep_and_deliver(published, place=place)


def correct_warning(
    warning_id: WarningId,
    *,
    note: str,
    title: str,
    description: str,
    sections: Mapping[SectionId, Sequence[str]],
    by: Actor,
    place: Place,
    at: datetime,
) -> PublicWarning:
    """Start a correction of a published warning; a second person approves it like any text."""
    warning = _require(warning_id, place=place)
    changed = warn.correct(warning, note=note, title=title, description=description, sections=sections, by=by, at=at)
    return _keep(changed, place=place)


def withdraw_warning(warning_id: WarningId, *, reason: str, by: Actor, place: Place, at: datetime) -> PublicWarning:
    """Take a published warning back: one person, at once. The page stays and says so."""
    warning = _require(warning_id, place=place)
    return _keep_and_deliver(warn.withdraw(warning, reason=reason, by=by, at=at), place=place)


def expire_warning(warning_id: WarningId, *, place: Place, at: datetime) -> PublicWarning:
    """Let a warning run out on its day."""
    warning = _require(warning_id, place=place)
    return _keep_and_deliver(warn.expire(warning, by=MACHINE, at=at), place=place)


def obstacles_of(warning_id: WarningId, *, place: Place, on: date) -> list[Obstacle]:
    """List what stops publication on this day."""
    return warn.find_obstacles(
        _require(warning_id, place=place),
        shelf=place.shelf,
        on=on,
        floor=place.count_floor,
        personal_data_finder=_personal_data_in,
    )


def _campaign_behind(reports: Sequence[Report], *, place: Place) -> CampaignBehind | None:
    """Return the campaign that at least half of the reports tell of, and as many as the floor."""
    found = Counter(place.campaigns.campaigns_of(report.id for report in reports).values())
    for id_, number in found.most_common(1):
        if number >= place.count_floor and 2 * number >= len(reports):
            returns = CampaignBook(place.campaigns.read_only(about=id_)).campaign(id_).returns
            return CampaignBehind(id=id_, reports=number, came_back_after_days=returns[-1].days if returns else None)
    return None


def _personal_data_in(text: str) -> list[str]:
    spans = find_personal_data(read_text(text))
    return [text[span.start : span.end] for span in spans if span.action == "redact"]


def _require(warning_id: WarningId, *, place: Place) -> PublicWarning:
    warning = place.warnings.find(warning_id)
    if warning is None:
        raise UnknownName(f"There is no warning {warning_id}.")
    return warning


def _keep(warning: PublicWarning, *, place: Place) -> PublicWarning:
    with place.transaction():
        place.warnings.save(warning)
    return warning


def _keep_and_deliver(warning: PublicWarning, *, place: Place) -> PublicWarning:
    with place.transaction():
        place.warnings.save(warning)
        place.jobs.publish_warning(warning.id)
    return warning
