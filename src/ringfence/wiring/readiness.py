"""Is the system ready for people: database, worker, disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta

__all__ = ["ReadinessItem", "readiness"]

LEAST_FREE_BYTES = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessItem:
    """One thing that must be so."""

    name: str  # "database", "worker", "disk"
    is_ok: bool
    note: str  # a sentence for the operator


def readiness() -> list[ReadinessItem]:
    """Check everything; never raises."""
    return [_database(), _worker(), _disk()]


def _database() -> ReadinessItem:
    from django.db import Error

    from ringfence.wiring.database import unapplied_migrations

    try:
        waiting = unapplied_migrations()
    except Error:
        return ReadinessItem(name="database", is_ok=False, note="The database does not answer.")
    note = f"{waiting} migrations wait; run `ringfence migrate`." if waiting else "It answers and is up to date."
    return ReadinessItem(name="database", is_ok=not waiting, note=note)


def _worker() -> ReadinessItem:
    from django.db import Error
    from django.utils import timezone

    from ringfence.store.models import WorkerBeat
    from ringfence.wiring.django_settings import RINGFENCE

    try:
        since = timezone.now() - timedelta(seconds=RINGFENCE.worker_lease_seconds)
        alive = WorkerBeat.objects.filter(beat_at__gte=since).count()
    except Error:
        return ReadinessItem(name="worker", is_ok=False, note="The database does not answer.")
    note = f"{alive} at work." if alive else "None is at work; start `ringfence worker`."
    return ReadinessItem(name="worker", is_ok=alive > 0, note=note)


def _disk() -> ReadinessItem:
    from ringfence.wiring.django_settings import DATA_DIR

    try:
        free = shutil.disk_usage(DATA_DIR).free
    except OSError:
        return ReadinessItem(name="disk", is_ok=False, note="The data folder is not there.")
    note = f"{free / 1e9:.1f} GB free."
    return ReadinessItem(name="disk", is_ok=free > LEAST_FREE_BYTES, note=note)
