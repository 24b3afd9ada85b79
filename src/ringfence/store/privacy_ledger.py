"""Retention, access and erasure: rows removed, decisions kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django_tasks_db.models import DBTaskResult

from ringfence.domain.report import ReportId, World
from ringfence.domain.retention import DecisionKind, PrivacyDecision, RecordId, Removal, Removed
from ringfence.foundation.contacts import to_e164, typed_forms
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.request_ledger import empty
from ringfence.store.vault import Vault

__all__ = ["BLANK", "DjangoPrivacyLedger"]

BLANK = "[removed]"
# Where a warning holds words that somebody typed.
_TEXTS = frozenset({"title", "description", "text", "note", "heading", "paragraphs", "withdrawn_reason"})


class DjangoPrivacyLedger:
    """Implements `flow.ports.retention.PrivacyLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault
        # Thrown away with this object: what is re-keyed with it can be told apart, and nobody found by it.
        self._salt = secrets.token_bytes(32)

    @plain_faults
    def remove(self, removal: Removal, *, before: datetime, most: int, as_of: datetime) -> int:
        """Remove at most so many records; reports on hold never."""
        if removal is Removal.DELETE_DRAFTS:
            return self._delete_drafts(as_of, most)
        if removal is Removal.DELETE_SIGN_INS:
            return self._delete_sign_ins(before, as_of, most)
        how = {
            Removal.EMPTY_ORIGINALS: self._empty_originals,
            Removal.EMPTY_TEXTS: self._empty_texts,
            Removal.DELETE_FILES: self._delete_files,
            Removal.DELETE_REPORTS: self._delete_reports,
            Removal.DELETE_REQUESTS: self._delete_requests,
            Removal.DELETE_DECISIONS: self._delete_decisions,
            Removal.DELETE_DEPARTURES: self._delete_departures,
            Removal.DELETE_JOBS: self._delete_jobs,
        }.get(removal)
        return how(before, most) if how is not None else 0

    @plain_faults
    def note_removed(self, removed: Removed, *, at: datetime) -> None:
        """Add one line to the report of what was removed."""
        models.RemovedCount.objects.create(world=self._world, rule=removed.rule, records=removed.records, at=at)

    def removed_so_far(self) -> list[Removed]:
        """Return what was removed since the beginning, by rule."""
        rows = models.RemovedCount.objects.filter(world=self._world).values_list("rule")
        return [Removed(rule=rule, records=n) for rule, n in rows.annotate(n=Sum("records")).order_by("rule")]

    @plain_faults
    def decide(self, decision: PrivacyDecision) -> None:
        """Keep a decision."""
        models.PrivacyDecisionRow.objects.create(
            world=self._world,
            kind=decision.kind.value,
            report_id=decision.record_id,
            by=decision.by,
            reason=decision.reason,
            at=decision.at,
        )

    def decisions(self, record_id: RecordId) -> list[PrivacyDecision]:
        """Return what was decided about a record, oldest first."""
        rows = models.PrivacyDecisionRow.objects.filter(world=self._world, report_id=record_id).order_by("id")
        return [
            PrivacyDecision(kind=DecisionKind(row.kind), record_id=record_id, by=row.by, reason=row.reason, at=row.at)
            for row in rows
        ]

    def is_held(self, record_id: RecordId) -> bool:
        """Say whether the last word about holding a record is that it is held."""
        last = _holding().filter(world=self._world, report_id=record_id).order_by("-id").first()
        return last is not None and last.kind == DecisionKind.HOLD

    def lock(self, record_id: RecordId) -> bool:
        """Lock a report or a request until the transaction ends."""
        tables = (self._rows(), models.PublicRequestRow.objects.filter(world=self._world))
        return any(list(rows.select_for_update().filter(id=record_id).values_list("id", flat=True)) for rows in tables)

    def reports_of(self, contact: str) -> list[ReportId]:
        """Return the reports of somebody by the contact they gave."""
        e164 = to_e164(contact)
        keys = [self._vault.contact_key(form) for form in (contact, *(typed_forms(e164) if e164 else ()))]
        is_theirs = Q(reporter_key__in=keys) | Q(wishrow__address_key__in=keys)
        found = self._rows().filter(is_theirs).order_by("received_at", "id").values_list("id", flat=True)
        return [ReportId(report_id) for report_id in found]

    def is_contact(self, e164: str) -> bool:
        """Say whether a phone number is one that a reporter gave as their own, in whatever form."""
        return bool(self.reports_of(e164))

    def by_reference(self, reference: str) -> ReportId | None:
        """Return the report with a reference."""
        found = self._rows().filter(reference=reference).values_list("id", flat=True).first()
        return ReportId(found) if found is not None else None

    @plain_faults
    def erase(self, report_id: ReportId, *, values: Sequence[str]) -> int:
        """Delete a report and blank values in every step of every warning."""
        self._rows().filter(id=report_id).delete()
        touched: set[str] = set()
        for row in models.WarningRow.objects.filter(world=self._world).iterator(chunk_size=200) if values else ():
            blanked = _without(row.record, values)
            if blanked != row.record:
                models.WarningRow.objects.filter(pk=row.pk).update(record=blanked)
                touched.add(row.warning_id)
        return len(touched)

    def _rows(self) -> QuerySet[models.Report]:
        return models.Report.objects.filter(world=self._world)

    def _unheld(self, before: datetime) -> QuerySet[models.Report]:
        return self._rows().filter(received_at__lt=before).filter(~_is_held("id")).order_by("received_at", "id")

    def _empty_texts(self, before: datetime, most: int) -> int:
        old = self._unheld(before).filter(Q(redacted_text__isnull=False) | Q(recognition__isnull=False))
        ids = list(old.values_list("id", flat=True)[:most])
        return models.Report.objects.filter(id__in=ids).update(redacted_text=None, recognition=None)

    def _delete_reports(self, before: datetime, most: int) -> int:
        ids = list(self._unheld(before).values_list("id", flat=True)[:most])
        models.Report.objects.filter(id__in=ids).delete()
        return len(ids)

    def _delete_files(self, before: datetime, most: int) -> int:
        old = self._unheld(before).filter(filerow__isnull=False).distinct()
        files = models.FileRow.objects.filter(report_id__in=list(old.values_list("id", flat=True)[:most]))
        ids = list(files.values_list("id", flat=True)[:most])
        models.FileRow.objects.filter(id__in=ids).delete()
        return len(ids)

    def _delete_requests(self, before: datetime, most: int) -> int:
        old = models.PublicRequestRow.objects.filter(world=self._world, closed_at__lt=before).exclude(sealed=b"")
        ids = list(old.filter(~_is_held("id")).values_list("id", flat=True)[:most])
        empty(models.PublicRequestRow.objects.filter(id__in=ids))
        return len(ids)

    def _delete_drafts(self, as_of: datetime, most: int) -> int:
        # Each has the end of its time written on it; the period of the table is the longest there is.
        over = models.FormDraftRow.objects.filter(world=self._world, expires_at__lte=as_of)
        ids = list(over.order_by("expires_at").values_list("id", flat=True)[:most])
        models.FormDraftRow.objects.filter(id__in=ids).delete()
        return len(ids)

    @staticmethod
    def _delete_jobs(before: datetime, most: int) -> int:
        old = DBTaskResult.objects.filter(finished_at__lt=before)
        ids = [job.pk for job in old.only("id")[:most]]
        DBTaskResult.objects.filter(pk__in=ids).delete()
        return len(ids)

    def _empty_originals(self, before: datetime, most: int) -> int:
        found = list(
            self._unheld(before).filter(is_emptied=False).only("id", "world", "reporter_key").select_for_update()[:most]
        )
        for row in found:
            row.sealed = b""
            row.is_emptied = True
            row.secret_key = None
            if row.reporter_key is not None:
                row.reporter_key = hashlib.sha256(self._salt + row.reporter_key.encode()).hexdigest()
        columns = ["sealed", "is_emptied", "reporter_key", "secret_key"]
        models.Report.objects.bulk_update(found, columns, batch_size=100)
        for table in (models.AdditionRow, models.WishRow):
            table.objects.filter(report_id__in=[row.id for row in found]).delete()
        return len(found)

    def _delete_decisions(self, before: datetime, most: int) -> int:
        # Those about a record that is still there stay with it.
        report, request = (
            Exists(table.objects.filter(id=OuterRef("report_id"))) for table in (models.Report, models.PublicRequestRow)
        )
        old = models.PrivacyDecisionRow.objects.filter(world=self._world, at__lt=before).exclude(report | request)
        ids = list(old.values_list("id", flat=True)[:most])
        models.PrivacyDecisionRow.objects.filter(id__in=ids).delete()
        return len(ids)

    def _delete_departures(self, before: datetime, most: int) -> int:
        old = models.DepartureRow.objects.filter(world=self._world, at__lt=before)
        ids = list(old.values_list("id", flat=True)[:most])
        models.DepartureRow.objects.filter(id__in=ids).delete()
        return len(ids)

    @staticmethod
    def _delete_sign_ins(before: datetime, as_of: datetime, most: int) -> int:
        removed = 0
        for table in (AccessAttempt, AccessFailureLog, AccessLog):
            ids = list(table.objects.filter(attempt_time__lt=before).values_list("pk", flat=True)[: most - removed])
            table.objects.filter(pk__in=ids).delete()
            removed += len(ids)
        ended = list(
            Session.objects.filter(expire_date__lt=as_of).values_list("session_key", flat=True)[: most - removed]
        )
        Session.objects.filter(session_key__in=ended).delete()
        return removed + len(ended)


def _without(record: Any, values: Sequence[str], *, is_text: bool = False) -> Any:
    """Return a record with the values blanked where people's words stand."""
    if isinstance(record, dict):
        return {key: _without(value, values, is_text=key in _TEXTS) for key, value in record.items()}
    if isinstance(record, list):
        return [_without(value, values, is_text=is_text) for value in record]
    if is_text and isinstance(record, str):
        for value in values:
            record = record.replace(value, BLANK)
    return record


def _is_held(record_id: str) -> Exists:
    """Say of a column of ids whether the last word about holding a record is that it is held."""
    holds = _holding().filter(report_id=OuterRef(record_id), kind=DecisionKind.HOLD)
    newer = _holding().filter(report_id=OuterRef("report_id"), id__gt=OuterRef("id"))
    return Exists(holds.filter(~Exists(newer)))


def _holding() -> QuerySet[models.PrivacyDecisionRow]:
    return models.PrivacyDecisionRow.objects.filter(kind__in=[DecisionKind.HOLD, DecisionKind.RELEASE])
