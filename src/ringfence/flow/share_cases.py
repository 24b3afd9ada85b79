"""Gather what partners may be told. Nothing that was typed by a reporter goes through here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ringfence.domain.campaign import CampaignId
from ringfence.domain.counts import Surge
from ringfence.domain.recognition import Owner, Recognition
from ringfence.domain.report import Report, ReportId
from ringfence.domain.shared_case import CaseBasis, SharedCase, SharedNumber, SharedTally
from ringfence.flow.ports import CampaignLine, Place
from ringfence.flow.reports_behind import reports_behind
from ringfence.foundation.contacts import to_e164
from ringfence.foundation.periods import london_date
from ringfence.link import CampaignBook
from ringfence.reading import PUBLIC_NUMBERS
from ringfence.share import render_csv, render_misp, render_sheet, render_stix

__all__ = ["EXPORTS", "Export", "export", "shared_cases"]

# A number is told on for so long after the last report of it.
NUMBER_DAYS = 90
# One reporter alone, whoever it is about, puts no number into the world.
FEWEST_REPORTERS_OF_A_NUMBER = 2
MOST_REPORTS = 5000
MOST_CAMPAIGNS, MOST_FIGURES = 500, 10
SEVERAL_AREAS, OTHER_KIND = "several", "other"
PAYMENT_NAMES = {
    "card": "payment card", "bank_transfer": "bank transfer", "gift_cards": "gift cards", "crypto": "cryptocurrency",
    "cash": "cash", "courier": "handed to a courier", "cheque": "cheque",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Export:
    """One format: its file name, and how a list of cases becomes bytes."""

    file: str
    render: Callable[[Sequence[SharedCase]], bytes]


EXPORTS: Mapping[str, Export] = {
    "stix": Export("ringfence.stix.json", render_stix),
    "misp": Export("ringfence.misp.json", render_misp),
    "csv": Export("ringfence.csv", render_csv),
    "pdf": Export("ringfence.pdf", render_sheet),
}


def export(format_: str, *, place: Place, as_of: datetime, is_contact: Callable[[str], bool]) -> bytes:
    """Return all cases of one world in one of `EXPORTS`."""
    return EXPORTS[format_].render(shared_cases(place=place, as_of=as_of, is_contact=is_contact))


def shared_cases(*, place: Place, as_of: datetime, is_contact: Callable[[str], bool]) -> list[SharedCase]:
    """Return what may be told of every surge, newest first, and behind them of every campaign above the floor.

    1. Take the reports behind a surge, or of a campaign, and what was
       recognised in them.
    2. Tally stages, tools and payments by distinct reporter; what fewer
       than the floor told of is left out.
    3. Keep numbers that were shown or that the text says are the scammer's,
       that at least two known reporters gave, that are no helpline and
       nobody's contact, and that are still young.
    4. Of a campaign tell where it was told of, the sums of its script, and
       that it came back; of a surge, which campaigns are in it.

    Args:
        place: back ends of one world.
        as_of: now, aware UTC.
        is_contact: says whether a phone number is one that a reporter gave as
            their own.
    """
    surges = sorted(place.surges.all(), key=lambda surge: (surge.last_period.index, surge.id), reverse=True)
    lines = [line for line in place.campaigns.newest(most=MOST_CAMPAIGNS) if line.reporters >= place.count_floor]
    shared = {line.id for line in lines}
    made = [_of_surge(surge, shared=shared, place=place, as_of=as_of, is_contact=is_contact) for surge in surges]
    return made + [_of_campaign(line, place=place, as_of=as_of, is_contact=is_contact) for line in lines]


def _of_surge(
    surge: Surge, *, shared: Collection[CampaignId], place: Place, as_of: datetime, is_contact: Callable[[str], bool]
) -> SharedCase:
    reports = reports_behind(surge, place=place, limit=MOST_REPORTS)
    case = _case(surge.id, surge.series.kind, reports, place=place, as_of=as_of, is_contact=is_contact)
    area = place.shelf.areas.get(surge.series.area)
    found = set(place.campaigns.campaigns_of(report.id for report in reports).values())
    return replace(
        case,
        area=surge.series.area,
        area_name=area.name if area else surge.series.area,
        first_day=surge.first_period.first_day,
        last_day=surge.last_period.last_day,
        campaigns=tuple(sorted(found & set(shared))),
    )


def _of_campaign(line: CampaignLine, *, place: Place, as_of: datetime, is_contact: Callable[[str], bool]) -> SharedCase:
    memory = place.campaigns.read_only(about=line.id)
    campaign = CampaignBook(memory).campaign(line.id)
    reports = place.reports.find_all(campaign.reports[-MOST_REPORTS:])
    case = _case(line.id, line.kind or OTHER_KIND, reports, place=place, as_of=as_of, is_contact=is_contact)
    figures: Counter[str] = Counter()
    voices: set[str] = set()
    for traits in memory.traits(campaign.reports):
        if traits.voice not in voices:
            figures.update({one[2:] for one in traits.features if one.startswith("n:") and one[2:].isdigit()})
        voices.add(traits.voice)
    return replace(
        case,
        basis=CaseBasis.CAMPAIGN,
        areas=tuple(_tally(((_who(one), one.area) for one in reports), _area_names(place), case.floor)),
        figures=tuple(
            SharedTally(slug=figure, name=figure, reporters=people)
            for figure, people in sorted(figures.items(), key=lambda one: (-one[1], one[0]))
            if people >= case.floor
        )[:MOST_FIGURES],
        came_back_after_days=campaign.returns[-1].days if campaign.returns else None,
    )


def _case(
    id_: str,
    kind_slug: str,
    reports: Sequence[Report],
    *,
    place: Place,
    as_of: datetime,
    is_contact: Callable[[str], bool],
) -> SharedCase:
    recognitions = place.reports.recognition_of(report.id for report in reports)
    read = [(report, recognitions[report.id]) for report in reports if report.id in recognitions]
    shelf, floor = place.shelf, place.count_floor
    kind = shelf.kinds.get(kind_slug)
    areas = {report.area for report in reports}
    area = min(areas) if len(areas) == 1 else SEVERAL_AREAS
    today = london_date(as_of)
    reporters = len({_who(report) for report in reports})
    stage_names = {stage.slug: stage.name.get("en-GB", stage.slug) for stage in kind.stages} if kind else {}
    stages = _tally(((_who(report), found.stage) for report, found in read), stage_names, floor)
    brands = _tally(
        ((_who(report), found.brand) for report, found in read),
        {slug: brand.name for slug, brand in shelf.brands.items() if brand.is_publishable},
        floor,
    )
    tools = _tally(((_who(report), found.facts.remote_tool) for report, found in read), None, floor)
    payments = _tally(((_who(report), found.facts.payment) for report, found in read), PAYMENT_NAMES, floor)
    order = list(stage_names)
    return SharedCase(
        id=id_,
        world=place.world,
        kind=kind_slug,
        kind_name=kind.name.get("en-GB", kind_slug) if kind else kind_slug,
        area=area,
        area_name=_area_names(place).get(area, "several police force areas"),
        brand_name=max(brands, key=lambda one: one.reporters).name if brands else None,
        first_day=min((report.counted_on for report in reports), default=today),
        last_day=max((report.counted_on for report in reports), default=today),
        as_of=today,
        reporters=reporters if reporters >= floor else None,
        floor=floor,
        stages=tuple(sorted(stages, key=lambda one: order.index(one.slug))),
        tools=tuple(tools),
        payments=tuple(payments),
        techniques=tuple(kind.techniques) if kind else (),
        numbers=tuple(_numbers(reports, recognitions, place=place, as_of=as_of, is_contact=is_contact)),
    )


def _area_names(place: Place) -> dict[str, str]:
    return {code: area.name for code, area in place.shelf.areas.items()}


def _who(report: Report) -> str:
    return report.reporter_key or f"anonymous on {report.counted_on.isoformat()}"


def _tally(told: Iterable[tuple[str, str | None]], names: Mapping[str, str] | None, floor: int) -> list[SharedTally]:
    """Count distinct reporters; `names` closes the list, None takes what a table of the recogniser holds."""
    by_slug: dict[str, set[str]] = defaultdict(set)
    for who, slug in told:
        if slug is not None and (names is None or slug in names):
            by_slug[slug].add(who)
    return [
        SharedTally(slug=slug, name=slug if names is None else names[slug], reporters=len(people))
        for slug, people in sorted(by_slug.items())
        if len(people) >= floor
    ]


def _numbers(
    reports: Sequence[Report],
    recognitions: Mapping[ReportId, Recognition],
    *,
    place: Place,
    as_of: datetime,
    is_contact: Callable[[str], bool],
) -> list[SharedNumber]:
    given: dict[ReportId, set[str]] = defaultdict(set)
    for report_id, found in recognitions.items():
        given[report_id] |= {number.text for number in found.facts.numbers if number.owner is Owner.SCAMMER}
    for shown in place.campaigns.shown_numbers([report.id for report in reports]):
        given[shown.report].add(shown.number)
    people: dict[str, set[str]] = defaultdict(set)
    newest: dict[str, datetime] = {}
    for report in reports:
        for e164 in filter(None, map(_e164, given[report.id])):
            newest[e164] = max(newest.get(e164, report.reported_at), report.reported_at)
            if report.reporter_key is not None:
                people[e164].add(report.reporter_key)
    made = []
    for e164, told in sorted(people.items()):
        expires = newest[e164] + timedelta(days=NUMBER_DAYS)
        if len(told) >= FEWEST_REPORTERS_OF_A_NUMBER and expires > as_of and not is_contact(e164):
            made.append(SharedNumber(e164=e164, expires_on=london_date(expires)))
    return made


def _e164(text: str) -> str | None:
    e164 = to_e164(text)
    return None if e164 is None or f"0{e164.removeprefix('+44')}" in PUBLIC_NUMBERS else e164
