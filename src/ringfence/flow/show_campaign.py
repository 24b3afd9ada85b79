"""A campaign as the desk reads it: when, where, what is told, how that changed, and why reports belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ringfence.domain.campaign import Campaign, CampaignEvent, CampaignId, CampaignTrait, Link, ReportTraits
from ringfence.domain.counts import Surge
from ringfence.domain.recognition import Owner, Recognition
from ringfence.domain.report import Report, ReportId
from ringfence.flow.ports import CampaignLine, Place
from ringfence.flow.read_features import words_behind
from ringfence.flow.reports_behind import reports_behind
from ringfence.foundation.periods import Period, london_date
from ringfence.link import CampaignBook

__all__ = ["CampaignSheet", "NumberShown", "ToldTrait", "campaigns_of_surge", "lately_active", "show_campaign"]

# Reports that are read on one page: the first, which say how it began, and the latest.
FIRST_SHOWN, LATEST_SHOWN = 10, 30
# Three people who tell of one script in a week are no chance.
FEWEST_IN_A_WEEK = 3
# A number with fewer digits is nobody's telephone.
_LEAST_DIGITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTrait:
    """Something that several reporters tell, and from when to when."""

    trait: CampaignTrait
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberShown:
    """A number on displays or given in calls: possibly forged."""

    number: str
    reports: int
    is_told: bool  # given in the call, to ring back; False: shown


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignSheet:
    """Everything one page says of a campaign."""

    campaign: Campaign
    is_campaign: bool  # two reporters tell of it
    reports: tuple[Report, ...]  # those shown, newest first
    recognitions: Mapping[ReportId, Recognition]
    links: Mapping[ReportId, Sequence[Link]]  # to the reports most like it
    told: tuple[ToldTrait, ...]  # most telling first
    numbers: tuple[NumberShown, ...]
    surges: tuple[Surge, ...]  # rises in which its reports are counted, newest first
    history: tuple[CampaignEvent, ...]  # oldest first


def show_campaign(id_: CampaignId, *, place: Place) -> CampaignSheet:
    """Put together what is known of a campaign.

    1. Find it by any id it ever had.
    2. Read the redacted texts of its first and latest reports again: the
       words to show are in them, and nowhere else.
    3. Describe it, and say for each of these reports why it belongs here.
    4. Add the numbers shown, the rises its reports are counted in, and all
       that ever happened to it.

    Raises:
        UnknownName: no campaign had this id.
    """
    current = CampaignBook(place.campaigns.read_only()).current(id_)
    (group,) = place.campaigns.read_only().groups([current])
    shown = [*group.members[:FIRST_SHOWN], *group.members[FIRST_SHOWN:][-LATEST_SHOWN:]]
    reports = place.reports.find_all(shown)
    recognitions = place.reports.recognition_of(report.id for report in reports)
    memory = place.campaigns.read_only(words=_words(reports, recognitions, place=place), about=current)
    book = CampaignBook(memory)
    campaign = book.campaign(current)
    traits = memory.traits(group.members)
    return CampaignSheet(
        campaign=campaign,
        is_campaign=group.is_campaign,
        reports=tuple(reversed(reports)),
        recognitions=recognitions,
        links={report.id: book.links(report.id) for report in reports} if len(group.members) > 1 else {},
        told=tuple(_told(trait, traits) for trait in campaign.traits),
        numbers=tuple(_numbers(group.members, recognitions, place=place)),
        surges=tuple(_surges(campaign, traits, place=place)),
        history=tuple(place.campaigns.history(current)),
    )


def lately_active(*, place: Place, as_of: datetime) -> list[CampaignLine]:
    """Return the campaigns that three reporters or more told of in the last seven days, most first."""
    today = london_date(as_of)
    return place.campaigns.active(today - timedelta(days=7), today, fewest=FEWEST_IN_A_WEEK)


def campaigns_of_surge(surge: Surge, *, place: Place) -> list[tuple[CampaignLine, int]]:
    """Return the campaigns among the reports behind a surge, with how many of its reports are of each; most first."""
    reports = reports_behind(surge, place=place)
    found = Counter(place.campaigns.campaigns_of(report.id for report in reports).values())
    lines = [(line, found[line.id]) for line in place.campaigns.lines(found)]
    return sorted(lines, key=lambda one: -one[1])


def _words(reports: Sequence[Report], recognitions: Mapping[ReportId, Recognition], *, place: Place) -> dict[str, str]:
    """Return feature as kept → words of the redacted texts that tell it."""
    words: dict[str, str] = {}
    for shown in place.campaigns.shown_numbers([report.id for report in reports]):
        words[_kept(f"tel:{_digits(shown.number)}", place=place)] = shown.number
    for report in reports:
        found = words_behind(report.redacted_text, recognitions.get(report.id), area=report.area)
        for feature, told in found.items():
            words.setdefault(_kept(feature, place=place), told)
    return words


def _kept(feature: str, *, place: Place) -> str:
    return place.campaigns.hash_features([feature])[0]


def _told(trait: CampaignTrait, traits: Sequence[ReportTraits]) -> ToldTrait:
    days = [one.told_on for one in traits if one.told_on is not None and trait.feature in one.features]
    return ToldTrait(trait=trait, first_on=min(days, default=None), last_on=max(days, default=None))


def _numbers(
    members: Sequence[ReportId], recognitions: Mapping[ReportId, Recognition], *, place: Place
) -> list[NumberShown]:
    shown: Counter[str] = Counter(_digits(one.number) for one in place.campaigns.shown_numbers(members))
    told: Counter[str] = Counter(
        digits
        for found in recognitions.values()
        for digits in {_digits(one.text) for one in found.facts.numbers if one.owner is Owner.SCAMMER}
    )
    numbers = [
        NumberShown(number=digits, reports=reports, is_told=is_told)
        for counted, is_told in ((shown, False), (told, True))
        for digits, reports in counted.items()
        if len(digits) >= _LEAST_DIGITS
    ]
    return sorted(numbers, key=lambda one: (-one.reports, one.number))


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isascii() and char.isdigit())


def _surges(campaign: Campaign, traits: Sequence[ReportTraits], *, place: Place) -> list[Surge]:
    """Return the rises in whose weeks, forces and kinds reports of the campaign lie, newest first."""
    weeks = {(one.area, one.kind, Period.containing(one.told_on)) for one in traits if one.told_on is not None}
    found = []
    for surge in place.surges.all():
        areas, kinds = surge.scope
        if any(
            area in areas and kind in kinds and surge.first_period <= week <= surge.last_period
            for area, kind, week in weeks
        ):
            found.append(surge)
    return sorted(found, key=lambda surge: surge.last_period.index, reverse=True)
