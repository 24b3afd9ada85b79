"""Forms being filled in: rows in, frozen records out."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from ringfence.domain.form import FileId, FormDraft, FormId, KeptFile, SentForm
from ringfence.domain.report import ReportId, World
from ringfence.foundation.ids import is_reference, new_id, new_reference, new_spoken_secret, spoken
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.vault import Vault

__all__ = ["CODE_PREFIX", "DjangoFormLedger"]

# Long enough to ring the bank in between; short enough for a browser that was left open.
OPEN_FOR = timedelta(hours=2)
SAVED_FOR = timedelta(days=7)
# The reference and the copy to print stay so long on the screen of who has just sent.
SHOWN_FOR = timedelta(minutes=30)
CODE_PREFIX = "SV"


class DjangoFormLedger:
    """Implements `flow.ports.FormLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault

    @plain_faults
    def begin(self, answers: Mapping[str, str], *, at: datetime) -> str:
        """Begin a form."""
        holder = secrets.token_urlsafe(32)
        models.FormDraftRow.objects.create(
            id=new_id(),
            world=self._world,
            holder=self._vault.secret_key(holder),
            sealed=self._seal(answers, None),
            expires_at=at + OPEN_FOR,
            held_until=at + OPEN_FOR,
        )
        return holder

    def find(self, holder: str, *, at: datetime) -> FormDraft | None:
        """Return the form that a browser holds."""
        row = self._held(holder, at).first()
        return self._record(row) if row is not None else None

    @plain_faults
    def answer(self, holder: str, answers: Mapping[str, str], *, at: datetime) -> FormDraft | None:
        """Take answers over; a form that was sent is given back as it is."""
        with transaction.atomic():
            row = self._held(holder, at).select_for_update().first()
            if row is None:
                return None
            draft = self._record(row)
            if draft.sent is not None:
                return draft
            kept = {name: value for name, value in {**draft.answers, **answers}.items() if value}
            row.sealed = self._seal(kept, None)
            row.expires_at = max(row.expires_at, at + OPEN_FOR)
            row.held_until = at + OPEN_FOR
            row.save(update_fields=["sealed", "expires_at", "held_until"])
            return self._record(row)

    @plain_faults
    def save(self, holder: str, *, at: datetime) -> tuple[str, str, datetime] | None:
        """Keep it for seven days, under the same code with a new secret."""
        with transaction.atomic():
            row = self._held(holder, at).select_for_update().first()
            if row is None or row.report_id is not None:
                return None
            secret = new_spoken_secret()
            row.code = row.code or new_reference(CODE_PREFIX)
            row.secret_key = self._vault.secret_key(secret)
            row.expires_at = at + SAVED_FOR
            row.held_until = at + OPEN_FOR
            row.save(update_fields=["code", "secret_key", "expires_at", "held_until"])
            return row.code, secret, row.expires_at

    @plain_faults
    def come_back(self, code: str, secret: str, *, at: datetime) -> str | None:
        """Give a saved form to another browser."""
        code = spoken(code, prefix=CODE_PREFIX)
        given = self._vault.secret_key(spoken(secret))
        if not is_reference(code, prefix=CODE_PREFIX):
            return None
        with transaction.atomic():
            rows = models.FormDraftRow.objects.filter(world=self._world, code=code, expires_at__gt=at)
            row = rows.filter(report__isnull=True).select_for_update().first()
            if row is None or not hmac.compare_digest(row.secret_key or "", given):
                return None
            holder = secrets.token_urlsafe(32)
            row.holder = self._vault.secret_key(holder)
            row.held_until = at + OPEN_FOR
            row.save(update_fields=["holder", "held_until"])
            return holder

    def lock(self, form_id: FormId, *, at: datetime) -> FormDraft | None:
        """Return a form and lock it until the transaction ends."""
        rows = models.FormDraftRow.objects.filter(world=self._world, id=form_id, expires_at__gt=at)
        row = rows.select_for_update().first()
        return self._record(row) if row is not None else None

    @plain_faults
    def mark_sent(self, form_id: FormId, sent: SentForm) -> None:
        """Note what it became."""
        row = models.FormDraftRow.objects.get(world=self._world, id=form_id)
        row.sealed = self._seal(self._record(row).answers, sent)
        row.report_id = sent.report_id
        row.expires_at = row.held_until = sent.sent_at + SHOWN_FOR
        row.code = row.secret_key = None
        row.save()

    @plain_faults
    def forget(self, holder: str) -> None:
        """Delete a form with its files."""
        models.FormDraftRow.objects.filter(world=self._world, holder=self._vault.secret_key(holder)).delete()

    def _held(self, holder: str, at: datetime) -> QuerySet[models.FormDraftRow]:
        key = self._vault.secret_key(holder)
        return models.FormDraftRow.objects.filter(world=self._world, holder=key, expires_at__gt=at, held_until__gt=at)

    def _seal(self, answers: Mapping[str, str], sent: SentForm | None) -> bytes:
        kept: dict[str, object] = {"answers": dict(answers)}
        if sent is not None:
            kept["sent"] = [sent.report_id, sent.reference, sent.secret, sent.sent_at.isoformat()]
        return self._vault.seal_text(json.dumps(kept, ensure_ascii=False))

    def _record(self, row: models.FormDraftRow) -> FormDraft:
        kept = json.loads(self._vault.open_text(bytes(row.sealed)))
        sent = None
        if "sent" in kept:
            report_id, reference, secret, sent_at = kept["sent"]
            sent = SentForm(
                report_id=ReportId(report_id),
                reference=reference,
                secret=secret,
                sent_at=datetime.fromisoformat(sent_at),
            )
        files = models.FileRow.objects.order_by("kept_at", "id")
        files = files.filter(report_id=row.report_id) if row.report_id else files.filter(draft_id=row.id)
        return FormDraft(
            id=FormId(row.id),
            answers=kept["answers"],
            files=tuple(kept_file(file, self._vault) for file in files),
            expires_at=row.expires_at,
            is_saved=row.code is not None,
            sent=sent,
        )


def kept_file(row: models.FileRow, vault: Vault) -> KeptFile:
    """Return the record of a file."""
    return KeptFile(
        id=FileId(row.id),
        name=vault.open_text(bytes(row.sealed_name)),
        media_type=row.media_type,
        size=row.size,
        kept_at=row.kept_at,
    )
