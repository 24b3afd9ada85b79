"""A recording somebody wants looked at: here for minutes, and never part of a report by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

__all__ = ["Heard", "Recording", "RecordingFault", "RecordingId", "RecordingState"]

RecordingId = NewType("RecordingId", str)


class RecordingState(StrEnum):
    """Where a recording is on its way to words."""

    WAITING = "waiting"
    LISTENING = "listening"
    HEARD = "heard"
    FAILED = "failed"


class RecordingFault(StrEnum):
    """Why there are no words."""

    UNREADABLE = "unreadable"  # it cannot be decoded
    NO_SPEECH = "no_speech"
    NO_LISTENER = "no_listener"  # the speech extra is not installed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What the person who sent it may see."""

    id: RecordingId
    sent_at: datetime  # aware UTC; it is gone fifteen minutes later
    state: RecordingState
    percent: int  # of its length, listened to so far
    text: str = ""  # once heard
    fault: RecordingFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A piece of speech as text, and how far through the recording it ends."""

    text: str
    percent: int  # 0 to 100
