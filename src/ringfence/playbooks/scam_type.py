"""One scam kind as its playbook describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["KINDS", "ExampleText", "LocalText", "Mouth", "ScamType", "SignDefinition", "Stage", "Wording"]

# Every kind slug there is; a playbook is named after one of them.
KINDS = (
    "tech_support_impersonation",
    "bank_impersonation",
    "police_courier",
    "government_impersonation",
    "retailer_impersonation",
    "delivery",
    "utility_rebate",
    "relative_in_trouble",
    "investment_recovery",
    "pension_insurance",
    "telecom_otp",
    "prize",
    "charity",
    "job",
    "loan_fee",
    "warranty",
    "wangiri",
    "romance",
    "other",
)

# "en-GB" → text, "cy" → text. Both are always there.
LocalText = Mapping[str, str]


class Mouth(StrEnum):
    """Whose mouth a sign comes from."""

    SCAMMER = "scammer"  # words the scammer says in the call
    ACCOUNT = "account"  # how a victim, relative or call handler tells of it
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the call, in order."""

    slug: str
    name: LocalText
    say_next: LocalText  # what they will say next, once this stage is reached
    claim: LocalText | None = None  # sentence for "how the scam works", in the scammers' own claims


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDefinition:
    """Words that speak for this scam (or, with a negative weight, against it)."""

    id: str
    stage: str  # slug of a stage of the same playbook
    mouth: Mouth
    weight: float  # bits of evidence, log2 likelihood ratio as judged by the author
    names_kind: float  # bits by which it names this kind among scams; words of a trade name it without being a scam
    phrases: tuple[str, ...]  # plain words over normalised text; "*" stands for up to four words
    patterns: tuple[str, ...]  # RE2 syntax over normalised text
    why: LocalText  # one plain sentence for the reader
    decisive: bool = False  # alone enough that "no signs" may never be said (access, code, transfer, ...)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleText:
    """A text that must, or must not, be recognised as this kind. Written by us, invented people."""

    text: str
    must_match: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words for a warning. Placeholders: {brand} {callers} {area} {force} {kind}."""

    title: LocalText  # "Warning about scam calls from people claiming to be {brand}"
    title_resurgence: LocalText  # "Warning issued following resurgence of scam phone calls ..."
    description: LocalText  # one sentence, og:description
    what_is_happening: tuple[LocalText, ...]  # paragraphs
    trade: LocalText  # used when no publishable brand stands out: "a computer firm"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScamType:
    """A validated playbook."""

    slug: str
    version: str  # "2026-11-23"
    name: LocalText  # "Technical support impersonation"
    summary: LocalText  # two or three short sentences, shown in lists
    family: str  # "impersonation", "advance_fee", "investment", "relationship", "other"
    brands: tuple[str, ...]  # slugs of the table of brands
    stages: tuple[Stage, ...]
    signs: tuple[SignDefinition, ...]
    settling_facts: Mapping[str, LocalText]  # id → "Microsoft does not make unsolicited calls"
    key_advice: Mapping[str, LocalText]  # id → bullet, at least three
    if_you_let_them_in: Mapping[str, LocalText]  # id → step
    if_you_paid: Mapping[str, LocalText]
    during_call: Mapping[str, LocalText]  # id → what to do this second
    wording: Wording
    techniques: tuple[str, ...]  # MITRE Fight Fraud Framework ids; may be empty
    crime_code: str | None  # NFIB code, confirmed by a person
    welsh_reviewed_by: str | None  # None: Welsh is never published
    examples: tuple[ExampleText, ...]

    def stage_order(self, slug: str) -> int:
        """Return the place of a stage in the call, 0 first."""
        return next(place for place, stage in enumerate(self.stages) if stage.slug == slug)
