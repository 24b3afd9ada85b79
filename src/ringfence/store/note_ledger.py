"""What readers say is wrong in a warning."""

from __future__ import annotations

from datetime import datetime

from ringfence.domain.report import World
from ringfence.domain.warning import WarningId
from ringfence.flow.ports import ReaderNote
from ringfence.foundation.ids import new_id
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.vault import Vault

__all__ = ["DjangoReaderNoteLedger"]


class DjangoReaderNoteLedger:
    """Implements `flow.ports.ReaderNoteLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault

    @plain_faults
    def keep(self, warning_id: WarningId, text: str, *, at: datetime) -> None:
        """Keep a note, encrypted."""
        models.ReaderNoteRow.objects.create(
            id=new_id(), world=self._world, warning_id=warning_id, sealed=self._vault.seal_text(text), sent_at=at
        )

    def open_notes(self, warning_id: WarningId | None = None) -> list[ReaderNote]:
        """Return the notes nobody has dealt with, oldest first."""
        rows = models.ReaderNoteRow.objects.filter(world=self._world, read_at__isnull=True).order_by("sent_at", "id")
        if warning_id is not None:
            rows = rows.filter(warning_id=warning_id)
        return [
            ReaderNote(
                id=row.id,
                warning_id=WarningId(row.warning_id),
                text=self._vault.open_text(bytes(row.sealed)),
                sent_at=row.sent_at,
            )
            for row in rows
        ]

    @plain_faults
    def close(self, note_id: str, *, by: str, at: datetime) -> None:
        """Somebody has dealt with it."""
        models.ReaderNoteRow.objects.filter(world=self._world, id=note_id, read_at__isnull=True).update(
            read_by=by, read_at=at
        )
