"""What a Recogniser found in a text, with the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Facts", "NumberMentioned", "Owner", "Recognition", "Sign", "Triage", "TriageReason", "Verdict"]


class Verdict(StrEnum):
    """The three honest answers."""

    SCAM = "scam"
    UNSURE = "unsure"
    NO_SIGNS = "no_signs"


class Owner(StrEnum):
    """Whose a number, name or account is."""

    VICTIM = "victim"
    REPORTER = "reporter"
    SCAMMER = "scammer"
    THIRD_PARTY = "third_party"
    PUBLIC_BODY = "public_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing in the text that speaks for (or against) a scam."""

    sign: str  # id of the sign in its playbook: "remote_tool_download"
    start: int  # code points, half-open, in the text as given (in the turn's text for turns)
    end: int
    text: str  # the words themselves
    weight: float  # bits; negative speaks against
    turn: int | None = None  # 0-based turn, None for a plain text
    stage: str | None = None  # stage of the playbook it belongs to
    kind: str | None = None  # playbook it comes from; None for signs shared by all
    why: str = ""  # one plain sentence for the reader, en-GB


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMentioned:
    """A phone number in the text and whose it is."""

    text: str
    owner: Owner
    start: int
    end: int
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the text says happened."""

    remote_tool: str | None = None  # "AnyDesk"
    payment: str | None = None  # slug: card, bank_transfer, gift_cards, crypto, cash, courier, cheque
    loss_gbp: float | None = None
    call_date_text: str | None = None  # as written: "last Tuesday"
    area: str | None = None  # area code where the text names one
    numbers: tuple[NumberMentioned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageReason:
    """Why somebody should act quickly, quoted from the text."""

    # slug: still_connected, money_moved_today, courier_coming, threat, distress; alone, age, health, targeted_before;
    # reads_urgent, reads_vulnerable: no single thing, but all words together
    reason: str
    start: int
    end: int
    text: str
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """Never a lone score: reasons, each quoted."""

    urgent: bool = False
    vulnerable: bool = False
    reasons: tuple[TriageReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """Whether it is a scam, which, how far it got, and why."""

    verdict: Verdict
    score: float  # 0..1; a score, not a probability, until calibrated
    kind: str | None  # slug; None only with NO_SIGNS
    # Who the caller claimed to be: a slug of the table of brands, or, where it stands in none, a firm's name as the
    # text gives it. Nobody has vetted such a name: it is for analysis, and never for a warning or a public page.
    brand: str | None = None
    stage: str | None = None  # furthest stage reached
    signs: tuple[Sign, ...] = ()
    facts: Facts = Facts()
    triage: Triage = Triage()
    is_report: bool | None = None
    first_warned_turn: int | None = None
    advice: tuple[str, ...] = ()  # ids of advice, most pressing first
    playbook_version: str = ""  # version of the playbooks that said so
