"""A public warning: a text that a person approved, each sentence with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from ringfence.domain.counts import SurgeId
from ringfence.domain.report import REAL_WORLD, World

__all__ = [
    "Correction",
    "Evidence",
    "EvidenceKind",
    "LifecycleEvent",
    "PublicWarning",
    "Section",
    "SectionId",
    "SectionStyle",
    "Sentence",
    "Statement",
    "WarningId",
    "WarningState",
]

WarningId = NewType("WarningId", str)


class WarningState(StrEnum):
    """draft → in_review → approved → published → withdrawn | expired."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class EvidenceKind(StrEnum):
    """What a sentence can rest on."""

    COUNT = "count"  # counts of reports; ref is the surge id
    SIGN = "sign"  # a sign seen in n reports; ref is "<kind>/<sign>"
    PLAYBOOK = "playbook"  # ref is "<kind>/<key>"
    ROUTE = "route"  # ref is the route id
    AREA = "area"  # ref is the area code
    CAMPAIGN = "campaign"  # most reports tell of one script; ref is the campaign id
    OFFICER = "officer"  # typed by a named person; ref is the user name


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one sentence rests on."""

    kind: EvidenceKind
    ref: str
    note: str  # one plain sentence shown beside it on the desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the warning."""

    text: str
    evidence: tuple[Evidence, ...]  # never empty


class SectionId(StrEnum):
    """The parts of a warning, in the order in which they are read."""

    WHAT_IS_HAPPENING = "what_is_happening"
    HOW_IT_WORKS = "how_it_works"
    KEY_ADVICE = "key_advice"
    IF_YOU_LET_THEM_IN = "if_you_let_them_in"
    SUPPORT = "support"
    WHERE_TO_REPORT = "where_to_report"


class SectionStyle(StrEnum):
    """How a section is set."""

    PARAGRAPHS = "paragraphs"
    STEPS = "steps"
    BULLETS = "bullets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A run of sentences under one heading."""

    id: SectionId
    heading: str
    style: SectionStyle
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words of a named person, typed and signed off by them; never generated."""

    paragraphs: tuple[str, ...]
    name: str
    rank: str  # "Detective Sergeant"
    unit: str  # "Economic Crime Unit"
    body: str  # "Cheshire Constabulary"
    signed_by: str  # user name of the person who typed it
    signed_at: datetime  # aware UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was changed after publication, shown to the public."""

    at: datetime
    note: str  # "The number of the bank's helpline was wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleEvent:
    """One step in the life of a warning; append-only."""

    at: datetime  # aware UTC
    by: str  # user name
    step: str  # "drafted", "edited", "submitted", "returned", "approved", "published", ...
    revision: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWarning:
    """One warning in one language at one revision."""

    id: WarningId
    world: World = REAL_WORLD
    surge_id: SurgeId | None
    kind: str
    brand: str | None  # brand slug, only from the curated list
    area: str  # area code
    language: str  # "en-GB" or "cy"
    revision: int  # counts up with every edit
    state: WarningState
    title: str
    description: str  # one sentence: og:description and the bold first line
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    history: tuple[LifecycleEvent, ...] = ()
    observed: int | None  # distinct reporters behind it; the floor applies when shown
    as_of: date  # London day on which the evidence was gathered; routes must be valid on it
    first_week_label: str = ""  # first alarm week, "2020-W34"
    created_at: datetime
    updated_at: datetime
    submitted_by: str | None = None
    approved_by: str | None = None
    approved_revision: int | None = None
    published_at: datetime | None = None
    expires_on: date | None = None
    review_on: date | None = None
    path: str | None = None  # "warnings/2020/8/<slug>-<id>/", fixed at approval
    feed_id: str | None = None  # tag: URI, fixed at approval
    withdrawn_reason: str | None = None
    is_urgent: bool = False  # subscribers are told at once, even those who had an e-mail today

    @property
    def editors(self) -> frozenset[str]:
        """Everyone who drafted or edited any revision."""
        return frozenset(event.by for event in self.history if event.step in {"drafted", "edited", "corrected"})

    @property
    def is_exercise(self) -> bool:
        """Made by an exercise: every rendering has to say so."""
        return self.world != REAL_WORLD

    @property
    def is_withdrawn(self) -> bool:
        """Taken back by an officer; the page stays and says so."""
        return self.state is WarningState.WITHDRAWN
