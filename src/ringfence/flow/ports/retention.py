"""What retention, access and erasure need of the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from ringfence.domain.report import ReportId
from ringfence.domain.retention import PrivacyDecision, RecordId, Removal, Removed

__all__ = ["PrivacyLedger"]


class PrivacyLedger(Protocol):
    """Removes what is past its period, and keeps what was decided."""

    def remove(self, removal: Removal, *, before: datetime, most: int, as_of: datetime) -> int:
        """Remove at most so many records older than `before`, records on hold never; gives how many."""

    def note_removed(self, removed: Removed, *, at: datetime) -> None:
        """Add to the report of what the job removed."""

    def removed_so_far(self) -> list[Removed]:
        """Return what was removed since the beginning, by rule."""

    def decide(self, decision: PrivacyDecision) -> None:
        """Keep a decision."""

    def decisions(self, record_id: RecordId) -> list[PrivacyDecision]:
        """Return what was decided about a record, oldest first."""

    def is_held(self, record_id: RecordId) -> bool:
        """Say whether a legal hold is on a record."""

    def lock(self, record_id: RecordId) -> bool:
        """Lock a report or a request until the transaction ends; False where there is none."""

    def reports_of(self, contact: str) -> list[ReportId]:
        """Return the reports of somebody, by e-mail address or phone number as they gave it."""

    def by_reference(self, reference: str) -> ReportId | None:
        """Return the report with a reference."""

    def erase(self, report_id: ReportId, *, values: Sequence[str]) -> int:
        """Delete a report and blank `values` in every step of every warning; gives the warnings touched."""
