"""Tables of forms being filled in, the files with reports, and what reporters add and wish for later."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

__all__ = ["AdditionRow", "FileContentRow", "FileRow", "FormDraftRow", "WishRow"]


class FormDraftRow(models.Model):
    """A form being filled in, or just sent. Only `sealed` holds answers, and it is encrypted."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    holder = models.CharField(max_length=64, unique=True)  # keyed hash of the secret in the browser
    code = models.CharField(max_length=16, unique=True, null=True)  # for coming back; null: not saved
    secret_key = models.CharField(max_length=64, null=True)  # keyed hash of the secret that goes with the code
    sealed = models.BinaryField()
    expires_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)  # a browser left open opens it no longer; code and secret still do
    report = models.ForeignKey("store.Report", on_delete=models.CASCADE, null=True)  # what it became

    class Meta:
        """Indexes."""

        indexes: ClassVar = [models.Index(fields=["world", "expires_at"], name="form_expiry")]


class FileRow(models.Model):
    """A file with a form or with the report that the form became; its name is encrypted."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    draft = models.ForeignKey(FormDraftRow, on_delete=models.CASCADE, null=True)
    report = models.ForeignKey("store.Report", on_delete=models.CASCADE, null=True)
    media_type = models.CharField(max_length=40)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)  # of the content, before encryption
    kept_at = models.DateTimeField()
    sealed_name = models.BinaryField()

    class Meta:
        """What the database itself refuses."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True, report__isnull=False) | Q(draft__isnull=False, report__isnull=True),
                name="file_of_form_or_report",
            ),
        ]


class FileContentRow(models.Model):
    """What is in a file, encrypted. A row of its own: handing a file over would else write all of it again."""

    file = models.OneToOneField(FileRow, on_delete=models.CASCADE, primary_key=True)
    sealed = models.BinaryField()


class AdditionRow(models.Model):
    """Words that a reporter added later, encrypted; the reading job takes them with the original."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    report = models.ForeignKey("store.Report", on_delete=models.CASCADE)
    key = models.CharField(max_length=32)  # of the form it came on: pressed twice, it is kept once
    sealed = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        """What the database itself refuses."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "key"], name="one_addition_a_form")]


class WishRow(models.Model):
    """A reporter wants one e-mail when their report helped a warning. Only `sealed` holds the address."""

    id = models.CharField(max_length=32, primary_key=True)
    world = models.CharField(max_length=64)
    report = models.OneToOneField("store.Report", on_delete=models.CASCADE)
    address_key = models.CharField(max_length=64, db_index=True)  # keyed hash, so that its owner can be answered
    sealed = models.BinaryField()
    wished_at = models.DateTimeField()
    language = models.CharField(max_length=8, default="en-GB", db_default="en-GB")
    due_at = models.DateTimeField(null=True)  # a warning was helped
    claimed_at = models.DateTimeField(null=True)  # somebody is sending it
    tries = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)  # sent, or refused for good
