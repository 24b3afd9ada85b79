"""Reporters who come back: what they see, add and wish for."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from ringfence.domain.form import Addition, ReporterWish, WishId
from ringfence.domain.report import Report, ReportId, World
from ringfence.foundation.ids import is_reference, new_id, spoken
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.report_ledger import report_record
from ringfence.store.subscriber_ledger import note_departures
from ringfence.store.vault import Vault

__all__ = ["DjangoReporterLedger"]

# A letter that the server does not take is left alone after so many tries.
MOST_TRIES = 10


class DjangoReporterLedger:
    """Implements `flow.ports.ReporterLedger` for one world."""

    def __init__(self, world: World, vault: Vault, *, host: str) -> None:
        self._world = world
        self._vault = vault
        self._host = host  # of the Message-IDs

    @plain_faults
    def give_secret(self, report_id: ReportId, secret: str) -> None:
        """Keep the hash of the secret."""
        key = self._vault.secret_key(spoken(secret))
        models.Report.objects.filter(world=self._world, id=report_id).update(secret_key=key)

    def find(self, reference: str, secret: str) -> Report | None:
        """Return the report; None where either is wrong."""
        reference, given = spoken(reference, prefix="RF"), self._vault.secret_key(spoken(secret))
        if not is_reference(reference):
            return None
        rows = models.Report.objects.filter(world=self._world, reference=reference)
        row = rows.defer("sealed", "recognition").first()
        if row is None or not hmac.compare_digest(row.secret_key or "", given):
            return None
        return report_record(row)

    @plain_faults
    def add(self, report_id: ReportId, text: str, *, key: str, at: datetime) -> bool:
        """Keep words added to a report and let it be read again."""
        row = models.AdditionRow(
            id=new_id(),
            world=self._world,
            report_id=report_id,
            key=key,
            sealed=self._vault.seal_text(text),
            added_at=at,
        )
        models.AdditionRow.objects.bulk_create([row], ignore_conflicts=True)
        if not models.AdditionRow.objects.filter(id=row.id).exists():
            return False
        models.Report.objects.filter(world=self._world, id=report_id).update(is_read=False)
        return True

    def additions(self, report_id: ReportId) -> list[Addition]:
        """Return what was added, oldest first."""
        rows = models.AdditionRow.objects.filter(world=self._world, report_id=report_id).order_by("added_at", "id")
        return [Addition(text=self._vault.open_text(bytes(row.sealed)), added_at=row.added_at) for row in rows]

    def added_at(self, report_id: ReportId) -> list[datetime]:
        """Return when something was added, oldest first."""
        rows = models.AdditionRow.objects.filter(world=self._world, report_id=report_id).order_by("added_at", "id")
        return list(rows.values_list("added_at", flat=True))

    @plain_faults
    def wish(self, report_id: ReportId, address: str, *, at: datetime, language: str = "en-GB") -> None:
        """Keep the wish to be told; one that was ended stays ended."""
        with transaction.atomic():
            earlier = models.WishRow.objects.filter(world=self._world, report_id=report_id, ended_at__isnull=True)
            note_departures(earlier, at=at)
            earlier.delete()
            row = models.WishRow(
                id=new_id(),
                world=self._world,
                report_id=report_id,
                address_key=self._vault.contact_key(address),
                sealed=self._vault.seal_text(address),
                wished_at=at,
                language=language,
            )
            models.WishRow.objects.bulk_create([row], ignore_conflicts=True)

    @plain_faults
    def drop_wish(self, report_id: ReportId, *, at: datetime) -> None:
        """Forget the wish with its address."""
        dropped = models.WishRow.objects.filter(world=self._world, report_id=report_id)
        with transaction.atomic():
            note_departures(dropped, at=at)
            dropped.delete()

    def wish_of(self, report_id: ReportId) -> str | None:
        """Return the address of a wish that is open."""
        row = models.WishRow.objects.filter(world=self._world, report_id=report_id, ended_at__isnull=True).first()
        return self._vault.open_text(bytes(row.sealed)) if row is not None else None

    @plain_faults
    def note_helped(self, report_ids: list[ReportId], *, at: datetime) -> int:
        """Let the open wishes of these reports be due."""
        noted = 0
        for start in range(0, len(report_ids), 400):
            rows = models.WishRow.objects.filter(world=self._world, report_id__in=report_ids[start : start + 400])
            noted += rows.filter(due_at__isnull=True, ended_at__isnull=True).update(due_at=at)
        return noted

    @plain_faults
    def claim_due(self, *, at: datetime, lease_seconds: int) -> ReporterWish | None:
        """Take the next letter that is due."""
        silent = at - timedelta(seconds=lease_seconds)
        with transaction.atomic():
            free = models.WishRow.objects.filter(
                Q(claimed_at__isnull=True) | Q(claimed_at__lt=silent),
                world=self._world,
                due_at__lte=at,
                ended_at__isnull=True,
                tries__lt=MOST_TRIES,
            )
            row = free.select_for_update().order_by("due_at", "id").first()
            if row is None:
                return None
            models.WishRow.objects.filter(id=row.id).update(claimed_at=at, tries=F("tries") + 1)
        return ReporterWish(
            id=WishId(row.id),
            to=self._vault.open_text(bytes(row.sealed)),
            message_id=f"<{row.id}@{self._host}>",
            language=row.language,
        )

    @plain_faults
    def told(self, wish_id: str, *, at: datetime) -> None:
        """It is done: the address is forgotten, that there was a wish is kept against a repeat."""
        done = models.WishRow.objects.filter(world=self._world, id=wish_id)
        with transaction.atomic():
            note_departures(done, at=at)
            done.update(ended_at=at, sealed=b"", address_key="")
