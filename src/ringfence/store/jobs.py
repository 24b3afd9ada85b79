"""Enqueues jobs in the transaction that asks for them."""

from __future__ import annotations

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ringfence.domain.recording import RecordingId
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

    @plain_faults
    def tell_subscribers(self, warning_id: WarningId) -> None:
        """Note a warning for the subscribers it concerns, and send what is due."""
        tasks.tell_subscribers.enqueue(self._world, warning_id)

    @plain_faults
    def tell_reporters(self, warning_id: WarningId) -> None:
        """Tell the reporters who wished it that a report of theirs helped a warning."""
        tasks.tell_reporters.enqueue(self._world, warning_id)

    @plain_faults
    def send_letters(self) -> None:
        """Send a batch of letters; asked for while one waits to be sent, nothing happens."""
        waiting = DBTaskResult.objects.filter(task_path=tasks.send_letters.module_path, status=TaskResultStatus.READY)
        if not any(arguments["args"] == [self._world] for arguments in waiting.values_list("args_kwargs", flat=True)):
            tasks.send_letters.enqueue(self._world)

    @plain_faults
    def hear_recording(self, recording_id: RecordingId) -> None:
        """Listen to one recording."""
        tasks.hear.enqueue(self._world, recording_id)

    @plain_faults
    def play_exercise(self, name: str) -> None:
        """Play an exercise in its own world; asked for while it is being played, nothing happens."""
        if not self.is_playing(name):
            tasks.play.enqueue(name)

    def is_playing(self, name: str) -> bool:
        """Say whether the exercise waits to be played or is being played."""
        open_jobs = DBTaskResult.objects.filter(
            task_path=tasks.play.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
        )
        return any(arguments["args"] == [name] for arguments in open_jobs.values_list("args_kwargs", flat=True))
