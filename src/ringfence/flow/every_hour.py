"""Every hour: is there more than usual anywhere?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ringfence.domain.counts import CountTable, Surge, SurgeId
from ringfence.domain.people import MACHINE
from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.campaigns import place_waiting
from ringfence.flow.desk import draft_for_surge, expire_warning
from ringfence.flow.find_rises import REJUDGED_WEEKS, Rises, find_rises, series_of
from ringfence.flow.how_it_differs import how_it_differs
from ringfence.flow.ports import Place
from ringfence.flow.reports_behind import reports_behind
from ringfence.flow.subscribe import UNCONFIRMED_KEPT
from ringfence.flow.watch_nodes import FAMILY
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import Period, london_date
from ringfence.watch import DraftBudget, find_alarms, join_surges, last_full_week, rests_on_few_voices
from ringfence.watch.join_stories import join_tellings

__all__ = ["HourOutcome", "every_hour"]

# Seven years: what a rise is held against, and how far back it may have risen before.
HISTORY_WEEKS = 364
OTHER_KIND = "other"
# A rise that ended longer ago than this is history: it is shown, not drafted.
DRAFT_WITHIN_WEEKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOutcome:
    """What one hour brought."""

    judged: Period  # newest full week
    rises: Rises  # what the hierarchy found, and the evidence that a draft takes
    surges: tuple[Surge, ...]  # new or changed
    drafts: tuple[PublicWarning, ...]  # newly drafted


def every_hour(*, place: Place, as_of: datetime) -> HourOutcome:
    """Look for unusual rises and draft warnings for the clear ones.

    1. Place the reports in campaigns that a killed job left waiting; then
       take the newest full week; the week still filling is not judged.
    2. Count distinct reporters per force, kind and week, and find what rises
       in any force, region or nation, with late reports reckoned with. With
       less than a year of history each force and kind is judged by EARS.
    3. Join what was found into surges. One rise is one surge: a national one
       is not told again for each force. One that is strong enough for a draft
       is held against its own past: after a long quiet it is a resurgence.
       One that rests on few voices is marked as possible flooding.
    4. Draft a warning for each surge that passes the false-draft budget,
       is still going on, and never had one. A marked surge waits until
       an analyst has read the reports behind it.
    5. Let warnings expire whose day has come, and forget who asked for
       e-mails and never confirmed.

    Running it twice in the same hour changes nothing.
    """
    place_waiting(place=place)
    judged = last_full_week(as_of)
    rises = find_rises(judged=judged, as_of=as_of, history_weeks=HISTORY_WEEKS, place=place)
    known = place.surges.all()
    found = _joined(rises, known=known, place=place) + _by_short_history(rises.young, judged, place=place)
    surges = [_compared(_marked(surge, place=place), among=[*found, *known], place=place) for surge in found]
    with place.transaction():
        for surge in surges:
            place.surges.save(surge)
    drafts = [
        draft_for_surge(surge.id, by=MACHINE, place=place, at=as_of)
        for surge in place.surges.all()  # all of them: an hour that was killed half-way is made good here
        if _deserves_draft(surge, judged=judged) and not place.warnings.has_any_of(surge.id)
    ]
    for warning in place.warnings.in_state(WarningState.PUBLISHED):
        if warning.expires_on is not None and warning.expires_on < london_date(as_of):
            expire_warning(warning.id, place=place, at=as_of)
    place.subscribers.forget_unconfirmed(asked_before=as_of - UNCONFIRMED_KEPT)
    return HourOutcome(judged=judged, rises=rises, surges=tuple(surges), drafts=tuple(drafts))


def _joined(rises: Rises, *, known: list[Surge], place: Place) -> list[Surge]:
    """Join what rises now into surges; a series that is new brings the earlier waves of its own past."""
    watched = {surge.series for surge in known if surge.passes_budget}
    new = series_of(rises.tellings) - watched
    earlier = [telling for telling in rises.earlier if telling.series in new and telling.passes]
    return join_tellings([*earlier, *rises.tellings], known=known, world=place.world, new_id=_new_surge_id)


def _by_short_history(table: CountTable, judged: Period, *, place: Place) -> list[Surge]:
    """Judge each force and kind alone."""
    if not table.keys:
        return []
    first = judged.shifted(1 - REJUDGED_WEEKS)
    scan = find_alarms(table, first=first, last=judged)
    # The budget is shared by all kinds that a force is watched for.
    budget = DraftBudget(false_drafts_per_year=place.false_drafts_per_year, kinds=len(place.shelf.kinds))
    return join_surges(scan.alarms, known=place.surges.all(), world=place.world, new_id=_new_surge_id, budget=budget)


def _deserves_draft(surge: Surge, *, judged: Period) -> bool:
    is_current = surge.last_period.index > judged.index - DRAFT_WITHIN_WEEKS
    # What is left over, or a whole family of kinds, is no one scam: an analyst has to read it first.
    is_one_scam = surge.series.kind != OTHER_KIND and not surge.series.kind.startswith(FAMILY)
    return surge.passes_budget and is_current and is_one_scam and not surge.is_possible_flooding


def _compared(surge: Surge, *, among: list[Surge], place: Place) -> Surge:
    """Say how a resurgence that may be drafted differs from the rise before, once there is something to say."""
    earlier = next((each for each in among if each.id == surge.resurgence_of), None)
    if earlier is None or surge.differs or not surge.passes_budget:
        return surge
    return replace(surge, differs=how_it_differs(surge, earlier, place=place))


def _new_surge_id() -> str:
    return SurgeId(new_id())


def _marked(surge: Surge, *, place: Place) -> Surge:
    if surge.is_possible_flooding or not surge.passes_budget:
        return surge
    texts = [report.redacted_text or "" for report in reports_behind(surge, place=place)]
    return replace(surge, is_possible_flooding=rests_on_few_voices(texts))
