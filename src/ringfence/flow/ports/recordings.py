"""Recordings that somebody wants looked at, and who listens to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from ringfence.domain.recording import Heard, Recording, RecordingFault, RecordingId

__all__ = ["RecordingLedger", "Transcriber"]


class RecordingLedger(Protocol):
    """Keeps a recording, encrypted, until it was listened to; its words for minutes more."""

    def keep(self, content: bytes, *, at: datetime) -> RecordingId:
        """Keep a recording."""

    def find(self, recording_id: RecordingId) -> Recording | None:
        """Return where it stands; None once it is gone."""

    def content(self, recording_id: RecordingId) -> bytes | None:
        """Return the sound; None once it was deleted."""

    def note_progress(self, recording_id: RecordingId, percent: int) -> None:
        """Say how far through it the listener is."""

    def finish(self, recording_id: RecordingId, text: str) -> None:
        """Delete the sound and keep the words."""

    def fail(self, recording_id: RecordingId, fault: RecordingFault) -> None:
        """Delete the sound and say why there are no words."""

    def count_waiting(self) -> int:
        """Return how many nobody has listened to yet."""

    def drop_older(self, before: datetime) -> int:
        """Delete what was sent before a moment, sound and words; gives how many."""


class Transcriber(Protocol):
    """Turns speech into text."""

    def hear(self, content: bytes) -> Iterator[Heard]:
        """Give the text piece by piece.

        Raises:
            InvalidInput: the sound cannot be decoded.
        """
