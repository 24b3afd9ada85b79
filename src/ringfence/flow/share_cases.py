"""Gather what partners may be told. Nothing that was typed by a reporter goes through here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import phonenumbers

from ringfence.domain.counts import Surge
from ringfence.domain.recognition import Owner, Recognition
from ringfence.domain.report import Report
from ringfence.domain.shared_case import SharedCase, SharedNumber, SharedTally
from ringfence.flow.ports import Place
from ringfence.flow.reports_behind import reports_behind
from ringfence.foundation.periods import london_date
from ringfence.reading import PUBLIC_NUMBERS
from ringfence.share import render_csv, render_misp, render_sheet, render_stix

__all__ = ["EXPORTS", "Export", "export", "shared_cases"]

# A number is told on for so long after the last report of it.
NUMBER_DAYS = 90
# One reporter alone, whoever it is about, puts no number into the world.
FEWEST_REPORTERS_OF_A_NUMBER = 2
MOST_REPORTS = 5000
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
    """Return what may be told of every surge, newest first.

    1. Take the reports behind a surge, and what was recognised in them.
    2. Tally stages, tools and payments by distinct reporter; what fewer
       than the floor told of is left out.
    3. Keep numbers that the text says are the scammer's, that at least two
       known reporters gave, that are no helpline and nobody's contact, and
       that are still young.

    Args:
        place: back ends of one world.
        as_of: now, aware UTC.
        is_contact: says whether a phone number is one that a reporter gave as
            their own.
    """
    surges = sorted(place.surges.all(), key=lambda surge: (surge.last_period.index, surge.id), reverse=True)
    return [_case(surge, place=place, as_of=as_of, is_contact=is_contact) for surge in surges]


def _case(surge: Surge, *, place: Place, as_of: datetime, is_contact: Callable[[str], bool]) -> SharedCase:
    reports = reports_behind(surge, place=place, limit=MOST_REPORTS)
    recognitions = place.reports.recognition_of(report.id for report in reports)
    read = [(report, recognitions[report.id]) for report in reports if report.id in recognitions]
    shelf, floor = place.shelf, place.count_floor
    kind = shelf.kinds.get(surge.series.kind)
    area = shelf.areas.get(surge.series.area)
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
        id=surge.id,
        world=place.world,
        kind=surge.series.kind,
        kind_name=kind.name.get("en-GB", surge.series.kind) if kind else surge.series.kind,
        area=surge.series.area,
        area_name=area.name if area else surge.series.area,
        brand_name=max(brands, key=lambda one: one.reporters).name if brands else None,
        first_day=surge.first_period.first_day,
        last_day=surge.last_period.last_day,
        as_of=london_date(as_of),
        reporters=reporters if reporters >= floor else None,
        floor=floor,
        stages=tuple(sorted(stages, key=lambda one: order.index(one.slug))),
        tools=tuple(tools),
        payments=tuple(payments),
        techniques=tuple(kind.techniques) if kind else (),
        numbers=tuple(_numbers(read, as_of=as_of, is_contact=is_contact)),
    )


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
    read: Sequence[tuple[Report, Recognition]], *, as_of: datetime, is_contact: Callable[[str], bool]
) -> list[SharedNumber]:
    people: dict[str, set[str]] = defaultdict(set)
    newest: dict[str, datetime] = {}
    for report, found in read:
        for number in found.facts.numbers:
            e164 = _e164(number.text) if number.owner is Owner.SCAMMER else None
            if e164 is None:
                continue
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
    try:
        parsed = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed) or f"0{parsed.national_number}" in PUBLIC_NUMBERS:
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
