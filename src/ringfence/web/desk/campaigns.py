"""Campaigns at the desk: the list, one of them, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from ringfence.domain.campaign import Campaign, CampaignId, Link
from ringfence.domain.people import Actor
from ringfence.domain.report import ReportId
from ringfence.flow import campaigns as recipes
from ringfence.flow.ports import Place
from ringfence.flow.show_campaign import CampaignSheet, lately_active, show_campaign
from ringfence.foundation.errors import RingfenceError, UnknownName
from ringfence.web.bars import BarChart, bar_chart
from ringfence.web.clock import now
from ringfence.web.desk.board import surge_name
from ringfence.web.desk.campaign_wording import EVENT_WORDS, TRAIT_WORDS, campaign_name, trait_value
from ringfence.web.desk.frame import desk_page, no_such
from ringfence.web.desk.people import at_the_desk, world_of
from ringfence.wiring.place import build_place

__all__ = ["campaign", "campaigns", "decide"]

_NEWEST = 200
_MOST_MONTHS = 36


@require_safe
@at_the_desk
def campaigns(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List campaigns: those at work this week, and all, the most lately told of first."""
    place = build_place(world_of(request))
    newest = place.campaigns.newest(most=_NEWEST + 1)
    return desk_page(
        request,
        actor,
        "desk/campaigns.html",
        {
            "active": [(line, campaign_name(line, place.shelf)) for line in lately_active(place=place, as_of=now())],
            "newest": [(line, campaign_name(line, place.shelf)) for line in newest[:_NEWEST]],
            "has_more": len(newest) > _NEWEST,
        },
    )


@require_safe
@at_the_desk
def campaign(request: HttpRequest, actor: Actor, campaign_id: str) -> HttpResponse:
    """Show one campaign; an id that was taken up leads to the one that took it."""
    place = build_place(world_of(request))
    sheet = _find(campaign_id, place)
    if sheet.campaign.id != campaign_id:
        return redirect("campaign", sheet.campaign.id)
    return _page(request, actor, sheet, place=place)


@require_POST
@at_the_desk
def decide(request: HttpRequest, actor: Actor, campaign_id: str, step: str) -> HttpResponse:
    """Put together, part, or keep apart, because a person says so and why."""
    take = _STEPS.get(step)
    if take is None:
        raise no_such("step")
    place = build_place(world_of(request))
    sheet = _find(campaign_id, place)
    try:
        leads_to = take(sheet.campaign.id, request.POST, actor, place)
    except RingfenceError as error:
        return _page(request, actor, sheet, place=place, fault=error.message, typed=request.POST)
    return redirect("campaign", leads_to)


def _merge(id_: CampaignId, sent: QueryDict, by: Actor, place: Place) -> CampaignId:
    other = CampaignId(sent.get("other", "").strip())
    overrule = sent.get("overrule") == "yes"
    reason = sent.get("reason", "")
    return recipes.merge_campaigns([id_, other], by=by, reason=reason, place=place, at=now(), overrule=overrule)


def _keep_apart(id_: CampaignId, sent: QueryDict, by: Actor, place: Place) -> CampaignId:
    other = CampaignId(sent.get("other", "").strip())
    recipes.keep_campaigns_apart(id_, other, by=by, reason=sent.get("reason", ""), place=place, at=now())
    return id_


def _split(id_: CampaignId, sent: QueryDict, by: Actor, place: Place) -> CampaignId:
    leaving = [ReportId(report) for report in sent.getlist("report")]
    recipes.split_campaign(id_, leaving, by=by, reason=sent.get("reason", ""), place=place, at=now())
    return id_


_STEPS: dict[str, Callable[[CampaignId, QueryDict, Actor, Place], CampaignId]] = {
    "merge": _merge,
    "apart": _keep_apart,
    "split": _split,
}


def _find(campaign_id: str, place: Place) -> CampaignSheet:
    try:
        return show_campaign(CampaignId(campaign_id), place=place)
    except UnknownName:
        raise no_such("campaign") from None


def _page(
    request: HttpRequest,
    actor: Actor,
    sheet: CampaignSheet,
    *,
    place: Place,
    fault: str | None = None,
    typed: QueryDict | None = None,
) -> HttpResponse:
    shelf = place.shelf
    days = {report.id: report.counted_on for report in sheet.reports}
    return desk_page(
        request,
        actor,
        "desk/campaign.html",
        {
            "sheet": sheet,
            "campaign": sheet.campaign,
            "name": campaign_name(sheet.campaign, shelf),
            # A name stands there as a word too, as it was told.
            "told": [row for row in sheet.told if not row.trait.feature.startswith("name:")],
            "chart": _chart(sheet.campaign),
            "why": {report: [_said(link, days) for link in links] for report, links in sheet.links.items()},
            "surges": [(surge, surge_name(surge, shelf=shelf)) for surge in sheet.surges],
            "shelf": shelf,
            "trait_words": TRAIT_WORDS,
            "trait_value": lambda trait: trait_value(trait, shelf),
            "event_words": EVENT_WORDS,
            "fault": fault,
            "typed": typed or QueryDict(),
            "ticked": typed.getlist("report") if typed else [],
        },
        status=200 if fault is None else 409,
    )


def _said(link: Link, days: dict[ReportId, date]) -> str:
    """Return why, with the other report named by its day instead of its id."""
    day = days.get(link.other)
    other = f"the report of {day:%d %B %Y}".replace(" 0", " ") if day is not None else "another report of it"
    return link.why.replace(link.other, other)


def _chart(campaign: Campaign) -> BarChart | None:
    """Lay out distinct reporters by month, quiet months between among them."""
    if not campaign.months:
        return None
    first, last = min(campaign.months), max(campaign.months)
    months: list[tuple[str, int | None]] = []
    year, month = map(int, first.split("-"))
    while (label := f"{year}-{month:02d}") <= last:
        months.append((label, campaign.months.get(label, 0)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return bar_chart(
        months[-_MOST_MONTHS:], title="Distinct reporters a month", period="Month", periods="Months", floored="",
        marked_from=f"{campaign.returns[-1].first_after:%Y-%m}" if campaign.returns else None,
    )  # fmt: skip
