"""Tables of subscribers, of the letters to them, and of what readers write back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

__all__ = ["DepartureRow", "LetterRow", "NewsRow", "ReaderNoteRow", "SubscriberRow"]


class SubscriberRow(models.Model):
    """One subscription. Only `sealed` holds the address; who leaves is deleted, with all letters."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    address_key = models.CharField(max_length=64)  # keyed hash of the folded address
    sealed = models.BinaryField()  # the address, encrypted
    secret = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=12)
    areas = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    rhythm = models.CharField(max_length=12)
    language = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    mailed_on = models.DateField(null=True)  # London day of the latest letter with warnings
    bounces = models.IntegerField(default=0)  # permanent failures since the latest change by the subscriber

    class Meta:
        """Keys and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["world", "address_key"], name="one_subscription_an_address"),
        ]
        indexes: ClassVar = [models.Index(fields=["world", "state", "id"], name="subscriber_round")]


class DepartureRow(models.Model):
    """A subscription or a wish to be told that was ended: a random id, by which a restored backup lets it go."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    at = models.DateTimeField()


class LetterRow(models.Model):
    """One e-mail. Its Message-ID is made of its id, so that a repeat carries the same."""

    id = models.CharField(max_length=32, primary_key=True)
    subscriber = models.ForeignKey(SubscriberRow, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=12)
    is_urgent = models.BooleanField(default=False)
    rank = models.SmallIntegerField()  # 0 is sent first
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    claim = models.CharField(max_length=32, null=True)  # of the batch that is sending it
    claimed_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, null=True)  # sent, refused, empty, given_up

    class Meta:
        """Keys and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscriber"],
                condition=Q(ended_at__isnull=True, purpose="warnings", is_urgent=False),
                name="one_open_letter",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["rank", "not_before", "id"], condition=Q(ended_at__isnull=True), name="letters_to_send"
            ),
        ]


class NewsRow(models.Model):
    """One thing to tell one subscriber, once."""

    subscriber = models.ForeignKey(SubscriberRow, on_delete=models.CASCADE)
    warning_id = models.CharField(max_length=32, db_index=True)
    change = models.CharField(max_length=12)
    revision = models.IntegerField()
    is_urgent = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    letter = models.ForeignKey(LetterRow, on_delete=models.CASCADE, null=True)

    class Meta:
        """Keys and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscriber", "warning_id", "change", "revision"], name="each_news_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subscriber"], condition=Q(letter__isnull=True), name="news_waiting"),
        ]


class ReaderNoteRow(models.Model):
    """A reader says that something in a warning is wrong. Their words are encrypted."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    warning_id = models.CharField(max_length=32, db_index=True)
    sealed = models.BinaryField()
    sent_at = models.DateTimeField()
    read_by = models.CharField(max_length=150, null=True)  # who at the desk has dealt with it
    read_at = models.DateTimeField(null=True)
