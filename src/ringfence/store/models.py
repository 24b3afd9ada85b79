"""The tables. Every root table has a `world`; ledgers are built for one and see nothing else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ringfence.store.campaign_tables import CampaignEventRow, CampaignRow, LinkBookRow, LinkedReportRow, LinkFeatureRow
from ringfence.store.form_tables import AdditionRow, FileContentRow, FileRow, FormDraftRow, WishRow
from ringfence.store.mail_tables import DepartureRow, LetterRow, NewsRow, ReaderNoteRow, SubscriberRow

__all__ = [
    "AdditionRow",
    "CampaignEventRow",
    "CampaignRow",
    "DepartureRow",
    "FileContentRow",
    "FileRow",
    "FormDraftRow",
    "HistoricCountRow",
    "LetterRow",
    "LinkBookRow",
    "LinkFeatureRow",
    "LinkedReportRow",
    "NewsRow",
    "PrivacyDecisionRow",
    "PublicRequestRow",
    "ReaderNoteRow",
    "RecordingRow",
    "RemovedCount",
    "Report",
    "RequestContactRow",
    "Schedule",
    "SubscriberRow",
    "SurgeRow",
    "WarningRow",
    "WishRow",
    "WorkerBeat",
]


class Report(models.Model):
    """One kept report. Only `sealed` holds personal data, and it is encrypted."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    reference = models.CharField(max_length=16, unique=True)
    source = models.CharField(max_length=120)
    source_key = models.CharField(max_length=200, null=True)
    sha256 = models.CharField(max_length=64)  # of the original, before encryption
    sealed = models.BinaryField()  # the whole IncomingReport, encrypted
    area = models.CharField(max_length=64)
    week = models.IntegerField()  # running index of the ISO week it counts in
    counted_on = models.DateField()
    is_counted_by_reported = models.BooleanField()
    called = models.JSONField(null=True)
    reported_at = models.DateTimeField()
    received_at = models.DateTimeField()
    told_by = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    happened = models.JSONField(default=list)
    reporter_key = models.CharField(max_length=64, null=True)  # keyed hash; null: anonymous
    is_read = models.BooleanField(default=False)
    kind = models.CharField(max_length=40, null=True)
    brand = models.CharField(max_length=64, null=True)
    redacted_text = models.TextField(null=True)
    added_from = models.JSONField(default=list)  # where in it each later addition begins
    recognition = models.JSONField(null=True)
    is_emptied = models.BooleanField(default=False)  # past its period: the original is gone
    secret_key = models.CharField(max_length=64, null=True)  # keyed hash of what opens its status with the reference

    class Meta:
        """Keys and indexes."""

        constraints: ClassVar = [
            # NULLs differ from each other: reports without a key never clash.
            models.UniqueConstraint(fields=["world", "source", "source_key"], name="one_report_a_key"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["world", "kind", "area", "week"], name="report_counting"),
            models.Index(fields=["world", "received_at"], name="report_received"),
            models.Index(fields=["world", "reporter_key"], name="report_reporter"),
        ]


class PrivacyDecisionRow(models.Model):
    """What was decided about a report or a request; it outlives these, which is why there is no foreign key."""

    world = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    report_id = models.CharField(max_length=32, db_index=True)  # or that of a request
    by = models.CharField(max_length=150)
    reason = models.TextField()
    at = models.DateTimeField()


class RemovedCount(models.Model):
    """How many records a rule removed in one go, never which."""

    world = models.CharField(max_length=64)
    rule = models.CharField(max_length=64)
    records = models.IntegerField()
    at = models.DateTimeField()


class HistoricCountRow(models.Model):
    """A count from before Ringfence."""

    world = models.CharField(max_length=64)
    source = models.CharField(max_length=120)
    area = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    week = models.IntegerField()
    reports = models.IntegerField()

    class Meta:
        """Indexes."""

        indexes: ClassVar = [models.Index(fields=["world", "week"], name="historic_week")]


class SurgeRow(models.Model):
    """A surge as a record."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64, db_index=True)
    first_week = models.IntegerField()
    record = models.JSONField()


class WarningRow(models.Model):
    """One step in the life of a warning; rows are only ever added."""

    warning_id = models.CharField(max_length=32)
    step = models.IntegerField()  # 1-based: how many lifecycle events it had by then
    world = models.CharField(max_length=64, db_index=True)
    surge_id = models.CharField(max_length=32, null=True, db_index=True)
    state = models.CharField(max_length=12)
    revision = models.IntegerField()
    submitted_by = models.CharField(max_length=150, null=True)
    approved_by = models.CharField(max_length=150, null=True)
    is_published = models.BooleanField()  # was ever published by this step
    updated_at = models.DateTimeField()
    record = models.JSONField()

    class Meta:
        """What the database itself refuses."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["warning_id", "step"], name="one_step_at_a_time"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(approved_by=F("submitted_by")),
                name="approver_is_not_submitter",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"]) | Q(approved_by__isnull=False),
                name="published_means_approved",
            ),
        ]


class PublicRequestRow(models.Model):
    """What somebody asks of those who run the site. Their words are encrypted."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    sealed = models.BinaryField()
    number_key = models.CharField(max_length=64, null=True, db_index=True)  # keyed hash of their number
    is_withheld = models.BooleanField(default=False)  # the number is told to nobody
    sent_at = models.DateTimeField()
    closed_by = models.CharField(max_length=150, null=True)
    closed_at = models.DateTimeField(null=True)


class RequestContactRow(models.Model):
    """A keyed hash of a contact that a request gave: by it, and by nothing else, its owner is found."""

    request = models.ForeignKey(PublicRequestRow, on_delete=models.CASCADE)
    key = models.CharField(max_length=64, db_index=True)


class RecordingRow(models.Model):
    """How far a recording is; rows and files are gone after a quarter of an hour."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    sent_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=12)
    percent = models.IntegerField(default=0)
    sealed = models.BinaryField(null=True)  # what was said, encrypted
    fault = models.CharField(max_length=20, null=True)


class Schedule(models.Model):
    """Recurring work: whoever moves `due_at` on does it, so that two workers never double it."""

    name = models.CharField(max_length=40, primary_key=True)
    due_at = models.DateTimeField()


class WorkerBeat(models.Model):
    """A worker's sign of life; a job whose worker is silent goes back to the queue."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField()
