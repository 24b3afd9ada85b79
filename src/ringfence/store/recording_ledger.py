"""Recordings: a row that says how far it is, and beside it, encrypted, the sound in a file of its own."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from ringfence.domain.recording import Recording, RecordingFault, RecordingId, RecordingState
from ringfence.domain.report import World
from ringfence.foundation.ids import new_id
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.vault import Vault

__all__ = ["DjangoRecordingLedger"]

_WITHOUT_WORDS = (RecordingState.WAITING, RecordingState.LISTENING)


class DjangoRecordingLedger:
    """Implements `flow.ports.RecordingLedger` for one world."""

    def __init__(self, world: World, vault: Vault, folder: Path) -> None:
        """Take the folder of the files; a database keeps traces of what was deleted, a folder does not."""
        self._world = world
        self._vault = vault
        self._folder = folder

    @plain_faults
    def keep(self, content: bytes, *, at: datetime) -> RecordingId:
        """Keep a recording."""
        recording_id = RecordingId(new_id())
        self._folder.mkdir(mode=0o700, exist_ok=True)
        sealed = self._vault.seal_bytes(content)
        with os.fdopen(os.open(self._file(recording_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealed)
        try:
            models.RecordingRow.objects.create(
                id=recording_id, world=self._world, sent_at=at, state=RecordingState.WAITING
            )
        except BaseException:
            self._file(recording_id).unlink(missing_ok=True)
            raise
        return recording_id

    def find(self, recording_id: RecordingId) -> Recording | None:
        """Return where it stands; None once it is gone."""
        row = models.RecordingRow.objects.filter(world=self._world, id=recording_id).first()
        if row is None:
            return None
        return Recording(
            id=RecordingId(row.id),
            sent_at=row.sent_at,
            state=RecordingState(row.state),
            percent=row.percent,
            text=self._vault.open_text(bytes(row.sealed)) if row.sealed else "",
            fault=RecordingFault(row.fault) if row.fault else None,
        )

    def content(self, recording_id: RecordingId) -> bytes | None:
        """Return the sound; None once it was deleted."""
        if not models.RecordingRow.objects.filter(world=self._world, id=recording_id).exists():
            return None
        try:
            return self._vault.open_bytes(self._file(recording_id).read_bytes())
        except FileNotFoundError:
            return None

    @plain_faults
    def note_progress(self, recording_id: RecordingId, percent: int) -> None:
        """Say how far through it the listener is."""
        self._change(recording_id, state=RecordingState.LISTENING, percent=percent)

    @plain_faults
    def finish(self, recording_id: RecordingId, text: str) -> None:
        """Delete the sound and keep the words."""
        self._change(recording_id, state=RecordingState.HEARD, percent=100, sealed=self._vault.seal_text(text))
        self._file(recording_id).unlink(missing_ok=True)

    @plain_faults
    def fail(self, recording_id: RecordingId, fault: RecordingFault) -> None:
        """Delete the sound and say why there are no words."""
        self._change(recording_id, state=RecordingState.FAILED, fault=fault)
        self._file(recording_id).unlink(missing_ok=True)

    def count_waiting(self) -> int:
        """Return how many nobody has listened to yet."""
        return models.RecordingRow.objects.filter(world=self._world, state__in=_WITHOUT_WORDS).count()

    @plain_faults
    def drop_older(self, before: datetime) -> int:
        """Delete what was sent before a moment, sound and words, and files that no row knows any more."""
        old = list(
            models.RecordingRow.objects.filter(world=self._world, sent_at__lt=before).values_list("id", flat=True)
        )
        for recording_id in old:
            self._file(RecordingId(recording_id)).unlink(missing_ok=True)
        models.RecordingRow.objects.filter(world=self._world, id__in=old).delete()
        for file in self._folder.glob("*.sealed") if self._folder.is_dir() else ():
            if file.stat().st_mtime < before.timestamp():
                file.unlink(missing_ok=True)
        return len(old)

    def _change(self, recording_id: RecordingId, **values: object) -> None:
        models.RecordingRow.objects.filter(world=self._world, id=recording_id).update(**values)

    def _file(self, recording_id: RecordingId) -> Path:
        return self._folder / f"{recording_id}.sealed"
