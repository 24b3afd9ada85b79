"""Reports that tell of the same crew's script, and what happened to them as a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from ringfence.domain.report import UNKNOWN_AREA, ReportId

__all__ = [
    "Campaign",
    "CampaignEvent",
    "CampaignEventKind",
    "CampaignId",
    "CampaignReturn",
    "CampaignTrait",
    "Link",
    "MatchReason",
    "Placement",
    "ReportTraits",
]

CampaignId = NewType("CampaignId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTraits:
    """What linking keeps of one report: how the call went, no sentence of it."""

    id: ReportId
    told_on: date | None  # day of the call, else of the report; None: unknown
    area: str = UNKNOWN_AREA
    voice: str  # who counts as one: the reporter's key, else "anonymous on <day>"
    kind: str | None = None  # kind recognised
    features: tuple[str, ...] = ()  # "w:genev", "n:249", "tool:AnyDesk": class, colon, value; each once
    # Feature → the words that told it, for the sentence that says why; not kept.
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchReason:
    """One comparison and what it is worth."""

    comparison: str  # class of feature, or "days"
    value: str  # "Geneva", "AnyDesk", "£249", "12 days apart"
    weight: float  # bits (log2 of a likelihood ratio); negative speaks against
    is_shared: bool  # both tell it; False: they contradict each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two reports held to be of one campaign, with the evidence."""

    report: ReportId
    other: ReportId
    match_weight: float  # bits, sum over all comparisons
    reasons: tuple[MatchReason, ...]  # strongest first
    why: str  # one sentence, en-GB


class CampaignEventKind(StrEnum):
    """What can happen to a campaign. Events are only ever appended."""

    STARTED = "started"  # its first report came in
    BECAME_CAMPAIGN = "became_campaign"  # a second reporter told of it
    JOINED = "joined"  # a report joined
    RETURNED = "returned"  # a report joined after a long silence
    MERGED = "merged"  # `other` was taken up and redirects here from now on
    SPLIT = "split"  # `reports` left for `other`
    KEPT_APART = "kept_apart"  # a person decided that `other` is another campaign
    LET_TOGETHER = "let_together"  # a person lifted such a decision


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEvent:
    """One entry of a campaign's history."""

    number: int  # runs upward without gaps over the whole book
    kind: CampaignEventKind
    campaign: CampaignId
    other: CampaignId | None = None
    reports: tuple[ReportId, ...] = ()
    by: str = "ringfence"  # username of the person, or the machine
    on: date | None = None  # day of the report that caused it, or of the decision
    match_weight: float | None = None  # bits, where the machine decided
    note: str = ""  # a person's reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a new report went."""

    report: ReportId
    campaign: CampaignId | None  # None: fewer than two reporters tell of it so far
    group: CampaignId  # the id that it is kept under, whether a campaign yet or not
    match_weight: float | None  # bits for the group it joined; None: it joined nothing
    links: tuple[Link, ...] = ()  # to the reports most like it, strongest first
    merged: tuple[CampaignId, ...] = ()  # campaigns that it bridged; they redirect to `group`
    returned_after_days: int | None = None  # it ended a silence of so long
    events: tuple[CampaignEvent, ...] = ()

    @property
    def why(self) -> tuple[str, ...]:
        """The sentences of the links."""
        return tuple(link.why for link in self.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignTrait:
    """Something that several reporters of a campaign tell."""

    feature: str
    value: str  # as people read it where it is known: "Geneva"; else the feature's own value
    voices: int  # distinct reporters who tell it


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignReturn:
    """A campaign came back after a silence, and how its script had changed."""

    last_before: date
    first_after: date
    gained: tuple[CampaignTrait, ...]  # told since, hardly before
    lost: tuple[CampaignTrait, ...]  # told before, hardly since

    @property
    def days(self) -> int:
        """Length of the silence in days."""
        return (self.first_after - self.last_before).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A group of reports that at least two reporters tell of."""

    id: CampaignId
    reports: tuple[ReportId, ...]  # in the order of their days
    reporters: int  # distinct; anonymous ones count one a day
    first_on: date | None
    last_on: date | None
    kind: str | None  # the kind most reporters tell of
    areas: Mapping[str, int]  # area code → distinct reporters
    months: Mapping[str, int]  # "2024-02" → distinct reporters
    traits: tuple[CampaignTrait, ...]  # what marks it, most telling first
    returns: tuple[CampaignReturn, ...] = ()
    kept_apart_from: tuple[CampaignId, ...] = ()  # by a person's decision
    former_ids: tuple[CampaignId, ...] = ()  # of campaigns it took up

    @property
    def is_returned(self) -> bool:
        """It has been silent for long and come back."""
        return bool(self.returns)
