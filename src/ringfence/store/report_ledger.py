"""Reports: rows in, frozen records out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from ringfence.domain.counts import SeriesKey
from ringfence.domain.recognition import Recognition
from ringfence.domain.report import CalledWhen, Channel, IncomingReport, Report, ReportId, ToldBy, World
from ringfence.flow.ports import KeptOriginal, ReadReport
from ringfence.foundation.ids import new_id, new_reference
from ringfence.foundation.periods import Period, london_date
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.records import from_record, to_record
from ringfence.store.vault import Vault

__all__ = ["DjangoReportLedger", "report_record"]


class DjangoReportLedger:
    """Implements `flow.ports.ReportLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault

    @plain_faults
    def keep(self, incoming: IncomingReport, *, received_at: datetime) -> tuple[Report, bool]:
        """Keep one report; the same source and key give the first one back."""
        row = self._row(incoming, None, received_at)
        if row.source_key is None:
            row.save(force_insert=True)
            return report_record(row), True
        # One statement decides who was first, so that two presses at the same moment make one report.
        models.Report.objects.bulk_create([row], ignore_conflicts=True)
        kept = self._rows().get(source=row.source, source_key=row.source_key)
        return report_record(kept), kept.id == row.id

    @plain_faults
    def keep_many(
        self, rows: Sequence[tuple[IncomingReport, ReadReport]], *, received_at: datetime
    ) -> list[tuple[Report, bool]]:
        """Keep a batch of reports that are read already."""
        made = [self._row(incoming, read, received_at) for incoming, read in rows]
        models.Report.objects.bulk_create(made, ignore_conflicts=True)
        kept = {row.id for row in self._by_ids(row.id for row in made).only("id", "world")}
        return [(report_record(row), row.id in kept) for row in made]

    def known_rows(self, source: str, source_keys: Sequence[str]) -> dict[str, str]:
        """Return source key → SHA-256 of the originals kept already."""
        found = self._rows().filter(source=source, source_key__in=source_keys)
        return {key: digest for key, digest in found.values_list("source_key", "sha256") if key is not None}

    def open_original(self, report_id: ReportId) -> KeptOriginal:
        """Decrypt one original for the reading job."""
        sealed = self._rows().values_list("sealed", flat=True).get(id=report_id)
        return KeptOriginal(id=report_id, incoming=self._vault.open(bytes(sealed)))

    def has_original(self, report_id: ReportId) -> bool:
        """Say whether the original is still there."""
        return self._rows().filter(id=report_id, is_emptied=False).exists()

    @plain_faults
    def record_reading(self, report_id: ReportId, read: ReadReport) -> None:
        """Store what the reading job found; a second time changes nothing."""
        self._rows().filter(id=report_id, is_read=False).update(**_reading_columns(read))

    def find(self, report_id: ReportId) -> Report | None:
        """Return one report without personal data."""
        row = self._rows().defer("sealed", "recognition").filter(id=report_id).first()
        return report_record(row) if row is not None else None

    def find_all(self, report_ids: Iterable[ReportId]) -> list[Report]:
        """Return reports without personal data, oldest first."""
        rows = self._by_ids(report_ids).defer("sealed", "recognition")
        found = [report_record(row) for row in rows if row.world == self._world]
        return sorted(found, key=lambda report: (report.counted_on, report.id))

    def behind(
        self,
        series: SeriesKey,
        first: Period,
        last: Period,
        *,
        areas: Sequence[str] = (),
        kinds: Sequence[str] = (),
        limit: int = 200,
    ) -> list[Report]:
        """Return the reports counted in a series between two weeks, newest first."""
        rows = self._rows().filter(
            kind__in=kinds or (series.kind,),
            area__in=areas or (series.area,),
            week__gte=first.index,
            week__lte=last.index,
        )
        return [report_record(row) for row in rows.defer("sealed", "recognition").order_by("-counted_on", "id")[:limit]]

    def recognition_of(self, report_ids: Iterable[ReportId]) -> dict[ReportId, Recognition]:
        """Return the recognitions of reports that have one."""
        rows = self._by_ids(report_ids).filter(recognition__isnull=False).only("id", "world", "recognition")
        return {ReportId(row.id): from_record(row.recognition, Recognition) for row in rows if row.world == self._world}

    @staticmethod
    def _by_ids(report_ids: Iterable[str]) -> QuerySet[models.Report]:
        # Asked for the world as well, SQLite walks through every report of the world instead of looking up the ids.
        return models.Report.objects.filter(id__in=list(report_ids))

    def _rows(self) -> QuerySet[models.Report]:
        return models.Report.objects.filter(world=self._world)

    def _row(self, incoming: IncomingReport, read: ReadReport | None, received_at: datetime) -> models.Report:
        called = incoming.called
        counted_on = called.earliest if called is not None else london_date(incoming.reported_at)
        return models.Report(
            id=new_id(),
            world=self._world,
            reference=new_reference(),
            source=incoming.source,
            source_key=incoming.source_key,
            sha256=hashlib.sha256(incoming.original).hexdigest(),
            sealed=self._vault.seal(incoming),
            area=incoming.area,
            week=Period.containing(counted_on).index,
            counted_on=counted_on,
            is_counted_by_reported=called is None,
            called=to_record(called) if called is not None else None,
            reported_at=incoming.reported_at,
            received_at=received_at,
            told_by=incoming.told_by.value,
            channel=incoming.channel.value,
            happened=list(incoming.happened),
            reporter_key=self._vault.reporter_key(incoming),
            **(_reading_columns(read) if read is not None else {"kind": incoming.stated_kind}),
        )


def _reading_columns(read: ReadReport) -> dict[str, object]:
    return {
        "is_read": True,
        "kind": read.kind,
        "brand": read.brand,
        "redacted_text": read.redacted_text,
        "added_from": list(read.added_from),
        "recognition": to_record(read.recognition) if read.recognition is not None else None,
    }


def report_record(row: models.Report) -> Report:
    """Return the record of a row."""
    return Report(
        id=ReportId(row.id),
        reference=row.reference,
        world=World(row.world),
        area=row.area,
        called=from_record(row.called, CalledWhen) if row.called is not None else None,
        reported_at=row.reported_at,
        received_at=row.received_at,
        told_by=ToldBy(row.told_by),
        channel=Channel(row.channel),
        source=row.source,
        counted_on=row.counted_on,
        is_counted_by_reported=row.is_counted_by_reported,
        kind=row.kind,
        brand=row.brand,
        redacted_text=row.redacted_text,
        reporter_key=row.reporter_key,
        happened=tuple(row.happened),
        is_read=row.is_read,
        added_from=tuple(row.added_from),
    )
