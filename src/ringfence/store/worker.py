"""The worker: runs jobs, gives signs of life, and takes over from the dead.

django-tasks-db alone leaves a job that was running at a `kill -9` in state
RUNNING for ever. So every worker beats; a job whose worker has been silent for
a lease goes back to the queue, and a failed one gets a few more tries.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from datetime import timedelta

from django.db import Error, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ringfence.domain.report import REAL_WORLD
from ringfence.domain.retention import Removal
from ringfence.flow.hear_recording import KEPT_FOR
from ringfence.foundation.errors import StorageFault
from ringfence.store import tasks
from ringfence.store.models import Schedule, WorkerBeat
from ringfence.store.places import place_of, retain_in

__all__ = ["MOST_TRIES", "ask_for_letters", "enqueue_due_work", "put_back_stranded", "run_worker"]

_log = logging.getLogger(__name__)

# A job that failed so often needs a person; `ringfence status` names it.
MOST_TRIES = 5
EVERY = {"watch": (timedelta(hours=1), tasks.watch), "retain": (timedelta(days=1), tasks.retain_records)}


def run_worker(*, lease_seconds: int, interval: float = 0.5, until_empty: bool = False) -> None:
    """Run jobs until told to stop (or until none is left)."""
    worker_id = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_house, args=(worker_id, lease_seconds, stop), daemon=True)
    _beat(worker_id)
    keeper.start()
    worker = Worker(
        queue_names=["*"],
        interval=interval,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    try:
        worker.run()
    finally:
        stop.set()
        keeper.join(timeout=5)
        WorkerBeat.objects.filter(worker_id=worker_id).delete()


def _keep_house(worker_id: str, lease_seconds: int, stop: threading.Event) -> None:
    while not stop.wait(lease_seconds / 4):
        try:
            _beat(worker_id)
            put_back_stranded(lease_seconds=lease_seconds)
            enqueue_due_work()
            ask_for_letters(lease_seconds=lease_seconds)
            place_of(REAL_WORLD).recordings.drop_older(timezone.now() - KEPT_FOR)
            # What the form promises in hours is not left to the daily round.
            retain_in(REAL_WORLD, as_of=timezone.now(), only=Removal.DELETE_DRAFTS)
        except (Error, StorageFault) as error:  # a busy or absent database is no reason for the worker to die
            _log.warning("housekeeping will be tried again: %s", type(error).__name__)
        finally:
            connection.close()


def _beat(worker_id: str) -> None:
    WorkerBeat.objects.update_or_create(worker_id=worker_id, defaults={"beat_at": timezone.now()})


def put_back_stranded(*, lease_seconds: int) -> int:
    """Put jobs of silent workers, and failed ones with tries left, back into the queue."""
    now = timezone.now()
    with transaction.atomic():
        silent_since = now - timedelta(seconds=lease_seconds)
        alive = set(WorkerBeat.objects.filter(beat_at__gte=silent_since).values_list("worker_id", flat=True))
        back = [
            job.id
            for job in DBTaskResult.objects.running().filter(started_at__lt=silent_since)
            if not job.worker_ids or job.worker_ids[-1] not in alive
        ]
        back += [
            job.id
            for job in DBTaskResult.objects.failed().filter(finished_at__lt=silent_since)
            if len(job.worker_ids) < MOST_TRIES
        ]
        for start in range(0, len(back), 400):
            DBTaskResult.objects.filter(id__in=back[start : start + 400]).update(status="READY", finished_at=None)
        WorkerBeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
    return len(back)


def enqueue_due_work() -> bool:
    """Enqueue the hourly look and the daily retention once, whoever asks; says whether any was due."""
    now = timezone.now()
    was_due = False
    with transaction.atomic():
        for name, (every, job) in EVERY.items():
            Schedule.objects.get_or_create(name=name, defaults={"due_at": now})
            if Schedule.objects.filter(name=name, due_at__lte=now).update(due_at=now + every):
                job.enqueue()
                was_due = True
    return was_due


def ask_for_letters(*, lease_seconds: int) -> None:
    """Have letters sent whose time has come: weekly ones, tomorrow's, and what a dead worker or server left."""
    place = place_of(REAL_WORLD)
    if place.letters.is_waiting(at=timezone.now(), lease_seconds=lease_seconds):
        place.jobs.send_letters()
