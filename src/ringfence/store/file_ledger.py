"""Files that come with reports, encrypted."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from ringfence.domain.form import FileId, FormId, IncomingFile, KeptFile
from ringfence.domain.report import ReportId, World
from ringfence.foundation.errors import NotKept, UnknownName
from ringfence.foundation.ids import new_id
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.form_ledger import kept_file
from ringfence.store.vault import Vault

__all__ = ["DjangoFileLedger"]

# Files of forms that nobody has sent yet, all together: who fills forms with files and never
# sends them must not fill the disk.
MOST_WAITING_BYTES = 2_000_000_000


class DjangoFileLedger:
    """Implements `flow.ports.FileLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault

    @plain_faults
    def keep(self, file: IncomingFile, *, form_id: FormId, at: datetime) -> KeptFile:
        """Keep a file with a form."""
        waiting = models.FileRow.objects.filter(report__isnull=True).aggregate(bytes=Sum("size"))["bytes"] or 0
        if waiting + len(file.content) > MOST_WAITING_BYTES:
            raise NotKept("There is no room for more files now. The report can be sent without.")
        row = models.FileRow(
            id=new_id(),
            world=self._world,
            draft_id=form_id,
            media_type=file.media_type,
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
            kept_at=at,
            sealed_name=self._vault.seal_text(file.name),
        )
        content = models.FileContentRow(file=row, sealed=self._vault.seal_bytes(file.content))
        with transaction.atomic():
            open_form = models.FormDraftRow.objects.select_for_update().filter(id=form_id, report__isnull=True)
            if not open_form.exists():
                raise NotKept("This form was sent already. Nothing was added.")
            row.save(force_insert=True)
            content.save(force_insert=True)
        return kept_file(row, self._vault)

    @plain_faults
    def remove(self, file_id: FileId, *, form_id: FormId) -> None:
        """Delete a file of a form."""
        models.FileRow.objects.filter(world=self._world, id=file_id, draft_id=form_id).delete()

    @plain_faults
    def hand_over(self, form_id: FormId, report_id: ReportId) -> None:
        """Let the files of a form be those of its report."""
        models.FileRow.objects.filter(world=self._world, draft_id=form_id).update(draft_id=None, report_id=report_id)

    def of_report(self, report_id: ReportId) -> list[KeptFile]:
        """Return the files of a report, oldest first."""
        rows = models.FileRow.objects.filter(world=self._world, report_id=report_id)
        return [kept_file(row, self._vault) for row in rows.order_by("kept_at", "id")]

    def open(self, file_id: FileId, *, report_id: ReportId) -> IncomingFile:
        """Decrypt a file of a report."""
        rows = models.FileRow.objects.filter(world=self._world, id=file_id, report_id=report_id)
        row = rows.select_related("filecontentrow").first()
        if row is None:
            raise UnknownName("There is no such file with this report.")
        return IncomingFile(
            name=self._vault.open_text(bytes(row.sealed_name)),
            media_type=row.media_type,
            content=self._vault.open_bytes(bytes(row.filecontentrow.sealed)),
        )
