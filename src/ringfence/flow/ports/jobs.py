"""Work that happens later, enqueued in the transaction that asks for it."""

from __future__ import annotations

from typing import Protocol

from ringfence.domain.recording import RecordingId
from ringfence.domain.report import ReportId
from ringfence.domain.warning import WarningId

__all__ = ["Jobs"]


class Jobs(Protocol):
    """Enqueues work; every job is idempotent and survives a killed worker."""

    def read_report(self, report_id: ReportId) -> None:
        """Recognise and redact one kept report."""

    def publish_warning(self, warning_id: WarningId) -> None:
        """Render a warning and hand it to the outlets."""

    def tell_subscribers(self, warning_id: WarningId) -> None:
        """Note a warning for the subscribers it concerns, and send what is due."""

    def tell_reporters(self, warning_id: WarningId) -> None:
        """Tell the reporters who wished it that a report of theirs helped a warning."""

    def send_letters(self) -> None:
        """Send a batch of letters; asked for while one waits to be sent, nothing happens."""

    def hear_recording(self, recording_id: RecordingId) -> None:
        """Listen to one recording."""

    def play_exercise(self, name: str) -> None:
        """Play an exercise in its own world; asked for while it is being played, nothing happens."""

    def is_playing(self, name: str) -> bool:
        """Say whether the exercise waits to be played or is being played."""
