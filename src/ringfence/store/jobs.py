"""Enqueues jobs in the transaction that asks for them."""

from __future__ import annotations

from ringfence.domain.report import ReportId, World
from ringfence.domain.warning import WarningId
from ringfence.store import tasks
from ringfence.store.faults import plain_faults

__all__ = ["DjangoJobs"]


class DjangoJobs:
    """Implements `flow.ports.Jobs` for one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    @plain_faults
    def read_report(self, report_id: ReportId) -> None:
        """Recognise and redact one kept report."""
        tasks.read_report.enqueue(self._world, report_id)

    @plain_faults
    def publish_warning(self, warning_id: WarningId) -> None:
        """Render a warning and hand it to the outlets."""
        tasks.publish_warning.enqueue(self._world, warning_id)

    def play_exercise(self, name: str) -> None:
        """Play an exercise in its own world."""
        tasks.play.enqueue(name)
