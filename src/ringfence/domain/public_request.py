"""What somebody asks of those who run the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

__all__ = ["PublicRequest", "RequestId", "RequestKind"]

RequestId = NewType("RequestId", str)


class RequestKind(StrEnum):
    """What it is about."""

    NUMBER = "number"  # scammers show their number
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRequest:
    """One request; empty words and contact once these were erased or past their period."""

    id: RequestId
    kind: RequestKind
    text: str  # their words
    number: str  # theirs, as typed; empty for a complaint
    contact: str  # how to answer; empty: no answer is wanted
    sent_at: datetime  # aware UTC
    closed_at: datetime | None = None  # when the desk had dealt with it
    is_withheld: bool = False  # the number is told to nobody
    is_emptied: bool = False  # only the keyed hash of a number told to nobody is left
