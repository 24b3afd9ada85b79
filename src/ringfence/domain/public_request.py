"""What somebody asks of those who run the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["PublicRequest", "RequestKind"]


class RequestKind(StrEnum):
    """What it is about."""

    NUMBER = "number"  # scammers show their number
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRequest:
    """One request that nobody has dealt with yet."""

    id: str
    kind: RequestKind
    text: str  # their words
    number: str  # theirs, as typed; empty for a complaint
    contact: str  # how to answer; empty: no answer is wanted
    sent_at: datetime  # aware UTC
