"""The board: surges, warnings at work, and the reports behind a surge."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from ringfence.domain.counts import Surge, SurgeId
from ringfence.domain.people import Actor
from ringfence.domain.report import World
from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.desk import draft_for_surge
from ringfence.flow.how_early import settings_in_words
from ringfence.flow.newest_weeks import newest_weeks
from ringfence.flow.ports import Place
from ringfence.flow.reports_behind import reports_behind
from ringfence.flow.show_campaign import campaigns_of_surge, lately_active
from ringfence.foundation.errors import RingfenceError
from ringfence.foundation.periods import london_date
from ringfence.playbooks import Shelf
from ringfence.playbooks.wide_areas import area_name
from ringfence.watch import last_full_week
from ringfence.watch.novelty import is_first_seen
from ringfence.web.clock import now
from ringfence.web.desk.campaign_wording import campaign_name
from ringfence.web.desk.chart import chart_of, late_in_words
from ringfence.web.desk.frame import desk_page, no_such
from ringfence.web.desk.people import at_the_desk, look_at, world_of
from ringfence.wiring.place import build_place
from ringfence.wiring.worlds import known_worlds

__all__ = ["board", "draft", "surge", "switch_world"]

# A year before the first alarm shows what is usual; a few weeks after it, how it went on.
_WEEKS_BEFORE, _WEEKS_AFTER = 52, 4
_NEWEST_SURGES = 100
_REPORTS_SHOWN = 50
_AT_WORK = (WarningState.DRAFT, WarningState.IN_REVIEW, WarningState.APPROVED)


@require_safe
@at_the_desk
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what is open and which surges there are, newest first."""
    place = build_place(world_of(request))
    newest = sorted(place.surges.all(), key=lambda each: each.last_period, reverse=True)
    return desk_page(
        request,
        actor,
        "desk/board.html",
        {
            "open": place.warnings.in_state(*_AT_WORK),
            "published": place.warnings.in_state(WarningState.PUBLISHED),
            "noted": _noted(place),
            "requests": place.requests.open_requests(),
            "surges": [
                {"surge": each, "name": surge_name(each, shelf=place.shelf)} for each in newest[:_NEWEST_SURGES]
            ],
            "campaigns": [(line, campaign_name(line, place.shelf)) for line in lately_active(place=place, as_of=now())],
            "is_first_seen": lambda line: is_first_seen(
                first_on=line.first_on, reporters_lately=line.reporters_lately, on=london_date(now())
            ),
            "more_surges": max(len(newest) - _NEWEST_SURGES, 0),
            "settings": settings_in_words(place=place, as_of=now()),
            "shelf": place.shelf,
        },
    )


@require_safe
@at_the_desk
def surge(request: HttpRequest, actor: Actor, surge_id: str) -> HttpResponse:
    """Show one surge: chart, numbers, and the redacted reports behind it."""
    place = build_place(world_of(request))
    found = place.surges.find(SurgeId(surge_id))
    if found is None:
        raise no_such("surge")
    return _surge_page(request, actor, found, place=place)


@require_POST
@at_the_desk
def draft(request: HttpRequest, actor: Actor, surge_id: str) -> HttpResponse:
    """Draft a warning for a surge, or go to the one that is open."""
    place = build_place(world_of(request))
    found = place.surges.find(SurgeId(surge_id))
    if found is None:
        raise no_such("surge")
    if found.is_possible_flooding and request.POST.get("have_read") != "yes":
        fault = "Read the reports behind this rise first, then tick that you have read them."
        return _surge_page(request, actor, found, place=place, fault=fault)
    try:
        drafted = draft_for_surge(found.id, by=actor, place=place, at=now())
    except RingfenceError as error:
        return _surge_page(request, actor, found, place=place, fault=error.message)
    return redirect("desk_warning", drafted.id)


@require_POST
@at_the_desk
def switch_world(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Look at another world: the real one, or an exercise."""
    wanted = World(request.POST.get("world", ""))
    if wanted in known_worlds():
        look_at(request, wanted)
    return redirect("desk")


def _noted(place: Place) -> list[tuple[PublicWarning, int]]:
    """Return the warnings in which readers say that something is wrong, with how many say so."""
    numbers = Counter(note.warning_id for note in place.notes.open_notes())
    found = [(place.warnings.find(warning_id), number) for warning_id, number in numbers.items()]
    return [(warning, number) for warning, number in found if warning is not None]


def surge_name(surge: Surge, *, shelf: Shelf) -> str:
    """Name a surge as people speak of it: kind and area."""
    kind = shelf.kinds.get(surge.series.kind)
    what = kind.name["en-GB"] if kind else surge.series.kind.replace("_", " ")
    return f"{what}, {area_name(surge.series.area, shelf=shelf)}"


def _surge_page(
    request: HttpRequest, actor: Actor, surge: Surge, *, place: Place, fault: str | None = None
) -> HttpResponse:
    name, at = surge_name(surge, shelf=place.shelf), now()
    # A week that is not over would look like a fall.
    last = max(surge.last_period, min(surge.last_period.shifted(_WEEKS_AFTER), last_full_week(at)))
    table = place.counts.count_table(
        first=surge.first_period.shifted(-_WEEKS_BEFORE),
        last=last,
        only=None if surge.areas or surge.kinds else surge.series,
    )
    newest = newest_weeks(table, surge, place=place, as_of=at)
    reports = reports_behind(surge, place=place, limit=_REPORTS_SHOWN)
    return desk_page(
        request,
        actor,
        "desk/surge.html",
        {
            "surge": surge,
            "name": name,
            "chart": chart_of(table, surge, title=f"Reports a week: {name}", newest=newest),
            "reports": reports,
            "campaigns": [
                (line, campaign_name(line, place.shelf), number)
                for line, number in campaigns_of_surge(surge, place=place)
            ],
            "recognitions": place.reports.recognition_of(report.id for report in reports),
            "open_draft": place.warnings.open_draft_of(surge.id),
            "began_as": place.surges.find(surge.grew_from) if surge.grew_from else None,
            "forces": [area_name(code, shelf=place.shelf) for code in surge.areas] if len(surge.areas) > 1 else [],
            "nowcasts": [late_in_words(week) for week in newest],
            "earlier": place.surges.find(surge.resurgence_of) if surge.resurgence_of else None,
            "shelf": place.shelf,
            "fault": fault,
        },
        status=200 if fault is None else 409,
    )
