"""Who gets warnings by e-mail, and the letters written to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from ringfence.domain.warning import WarningId

__all__ = [
    "Choice",
    "Letter",
    "LetterId",
    "LetterPurpose",
    "News",
    "Rhythm",
    "Subscriber",
    "SubscriberState",
    "WarningChange",
]

LetterId = NewType("LetterId", str)


class Rhythm(StrEnum):
    """How often somebody wants to hear from us."""

    IMMEDIATE = "immediate"  # the day a warning comes out, at most one e-mail a day
    WEEKLY = "weekly"  # on Mondays


class SubscriberState(StrEnum):
    """pending → confirmed → bounced. Who leaves is forgotten: there is no state for it."""

    PENDING = "pending"  # asked; the link in the first e-mail was not used yet
    CONFIRMED = "confirmed"
    BOUNCED = "bounced"  # the address no longer takes our mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody wants to be told. Says nothing about who or where they are."""

    areas: frozenset[str] = frozenset()  # area codes; empty: everywhere
    kinds: frozenset[str] = frozenset()  # kind slugs; empty: every kind
    rhythm: Rhythm = Rhythm.IMMEDIATE
    language: str = "en-GB"

    def wants(self, *, area: str, kind: str) -> bool:
        """Say whether a warning is for this person; one for an unknown area is for all."""
        return (not self.areas or area in self.areas or area == "unknown") and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """One subscription, without the address: that leaves the vault for a letter only."""

    secret: str  # stands in the links of their e-mails; whoever has it may change or end the subscription
    state: SubscriberState
    choice: Choice


class WarningChange(StrEnum):
    """What happened to a warning that is worth a letter."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing to tell a subscriber."""

    warning_id: WarningId
    change: WarningChange
    revision: int  # of the warning; a second correction is news of its own


class LetterPurpose(StrEnum):
    """Why a letter is written."""

    CONFIRM = "confirm"  # "did you ask for this?"
    ALREADY = "already"  # asked again although subscribed: the links once more
    WARNINGS = "warnings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One e-mail to one subscriber, not sent yet. Holds an address: never log it."""

    id: LetterId
    message_id: str  # "<…@host>", fixed when the letter is made: a repeat carries the same
    purpose: LetterPurpose
    to: str
    secret: str  # the subscriber's
    choice: Choice
    news: tuple[News, ...] = ()
    made_at: datetime
