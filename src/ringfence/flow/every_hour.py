"""Every hour: is there more than usual anywhere?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ringfence.domain.counts import Alarm, Surge, SurgeId
from ringfence.domain.people import MACHINE
from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.desk import draft_for_surge, expire_warning
from ringfence.flow.ports import Place
from ringfence.flow.subscribe import UNCONFIRMED_KEPT
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import Period, london_date
from ringfence.watch import AlarmScan, DraftBudget, find_alarms, join_surges, last_full_week, rests_on_few_voices

__all__ = ["HourOutcome", "every_hour", "scan"]

# Five years of baseline plus half a year that is left out of it (Noufaily et
# al. 2013), plus the weeks judged again below.
HISTORY_WEEKS = 5 * 52 + 26 + 13
# How far back a series is asked whether it rose before.
LOOK_BACK_WEEKS = 10 * 52
# Late reports change recent weeks, so these are judged again every time.
REJUDGED_WEEKS = 8
OTHER_KIND = "other"
# A rise that ended longer ago than this is history: it is shown, not drafted.
DRAFT_WITHIN_WEEKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOutcome:
    """What one hour brought."""

    judged: Period  # newest full week
    scan: AlarmScan
    surges: tuple[Surge, ...]  # new or changed
    drafts: tuple[PublicWarning, ...]  # newly drafted


def every_hour(*, place: Place, as_of: datetime) -> HourOutcome:
    """Look for unusual rises and draft warnings for the clear ones.

    1. Take the newest full week; the week still filling is not judged.
    2. Count distinct reporters per area, kind and week.
    3. Find alarms in the weeks that late reports may have changed.
    4. Join alarms into surges. A new one that is strong enough for a draft
       is held against ten years of its own series: after a long quiet it
       is a resurgence. One that rests on few voices is marked as possible
       flooding.
    5. Draft a warning for each surge that passes the false-draft budget,
       is still going on, and never had one. A marked surge waits until
       an analyst has read the reports behind it.
    6. Let warnings expire whose day has come, and forget who asked for
       e-mails and never confirmed.

    Running it twice in the same hour changes nothing.
    """
    judged, found = scan(place=place, as_of=as_of)
    known = place.surges.all()
    # The budget is shared by all kinds that a force is watched for.
    budget = DraftBudget(false_drafts_per_year=place.false_drafts_per_year, kinds=len(place.shelf.kinds))
    surges = join_surges(found.alarms, known=known, world=place.world, new_id=_new_surge_id, budget=budget)
    past = _past_alarms(surges, known=known, judged=judged, place=place)
    if past:
        alarms = [*past, *found.alarms]
        surges = join_surges(alarms, known=known, world=place.world, new_id=_new_surge_id, budget=budget)
    surges = [_marked(surge, place=place) for surge in surges]
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
    return HourOutcome(judged=judged, scan=found, surges=tuple(surges), drafts=tuple(drafts))


def scan(*, place: Place, as_of: datetime) -> tuple[Period, AlarmScan]:
    """Count and judge the newest weeks; nothing is kept."""
    judged = last_full_week(as_of)
    table = place.counts.count_table(first=judged.shifted(-HISTORY_WEEKS), last=judged)
    return judged, find_alarms(table, first=judged.shifted(1 - REJUDGED_WEEKS), last=judged)


def _past_alarms(surges: list[Surge], *, known: Sequence[Surge], judged: Period, place: Place) -> list[Alarm]:
    """Return the older alarms of every series that rises clearly for the first time since we watch."""
    watched = {surge.series for surge in known if surge.passes_budget}
    past: list[Alarm] = []
    for series in sorted({surge.series for surge in surges if surge.passes_budget} - watched):
        begin = judged.shifted(-LOOK_BACK_WEEKS)
        table = place.counts.count_table(first=begin.shifted(-HISTORY_WEEKS), last=judged, only=series)
        older = find_alarms(table, first=begin, last=judged.shifted(-REJUDGED_WEEKS))
        past += older.alarms
    return past


def _deserves_draft(surge: Surge, *, judged: Period) -> bool:
    is_current = surge.last_period.index > judged.index - DRAFT_WITHIN_WEEKS
    # What is left over is no one scam: a rise of it is for an analyst to read, not for a warning.
    is_one_scam = surge.series.kind != OTHER_KIND
    return surge.passes_budget and is_current and is_one_scam and not surge.is_possible_flooding


def _new_surge_id() -> str:
    return SurgeId(new_id())


def _marked(surge: Surge, *, place: Place) -> Surge:
    if surge.is_possible_flooding or not surge.passes_budget:
        return surge
    behind = place.reports.behind(surge.series, surge.first_period, surge.last_period)
    texts = [report.redacted_text or "" for report in behind]
    return replace(surge, is_possible_flooding=rests_on_few_voices(texts))
