"""The tables of campaigns. What stands in them is enough to link by, and nobody can be found by it.

Features are words of the packaged word list, kinds, tools and sums in plain; every number, name and word of no list
is a keyed hash, and so is who reported.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

__all__ = ["CampaignEventRow", "CampaignRow", "LinkBookRow", "LinkFeatureRow", "LinkedReportRow"]


class LinkBookRow(models.Model):
    """One a world: what was counted so far. Locked while a report is placed, so that one is placed after the other."""

    world = models.CharField(max_length=64, primary_key=True)
    total = models.IntegerField(default=0)  # voices
    totals = models.JSONField(default=dict)  # kind → voices
    months = models.JSONField(default=dict)  # running month → voices
    events = models.IntegerField(default=0)  # number of the next event
    stamp = models.CharField(max_length=32, default="")  # another one after each change


class LinkFeatureRow(models.Model):
    """How often a feature was told, and the groups that can be found by it."""

    world = models.CharField(max_length=64)
    feature = models.CharField(max_length=96)
    counts = models.TextField(default="{}")  # JSON: kind ("" for all) → voices
    holders = models.TextField(default="")  # ids, the newest last, a space between

    class Meta:
        """Keys."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["world", "feature"], name="one_row_a_feature")]


class CampaignRow(models.Model):
    """A group of reports: a campaign from two voices on; or an id that redirects."""

    id = models.CharField(max_length=24, primary_key=True)
    world = models.CharField(max_length=64)
    into = models.CharField(max_length=24, null=True, db_index=True)  # it was taken up by this one, for good
    born_on = models.DateField()
    born_report = models.CharField(max_length=32)
    reports = models.IntegerField()
    voices = models.IntegerField()
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    kind = models.CharField(max_length=40, null=True)
    returned_on = models.DateField(null=True)  # day of the report that last ended a long silence
    apart = models.JSONField(default=list)  # ids that a person holds to be other campaigns
    profile = models.BinaryField()  # members, voices and what they tell

    class Meta:
        """Indexes."""

        indexes: ClassVar = [
            models.Index(
                fields=["world", "last_on"], condition=Q(into__isnull=True, voices__gte=2), name="campaigns_newest"
            ),
        ]


class LinkedReportRow(models.Model):
    """What linking keeps of one report."""

    report_id = models.CharField(max_length=32, unique=True)
    world = models.CharField(max_length=64)
    campaign = models.CharField(max_length=24, null=True)  # null: it waits to be placed
    told_on = models.DateField(null=True)
    area = models.CharField(max_length=64)
    voice = models.CharField(max_length=40)  # keyed hash; "anonymous on <day>" in plain
    kind = models.CharField(max_length=40, null=True)
    features = models.TextField()  # one a line
    sealed_number = models.BinaryField(null=True)  # the number shown, encrypted
    is_unnamed = models.BooleanField(default=False)  # the report's original is gone; `voice` leads to nobody

    class Meta:
        """Indexes."""

        indexes: ClassVar = [
            models.Index(fields=["world", "id"], condition=Q(campaign__isnull=True), name="reports_to_place"),
            models.Index(fields=["campaign", "told_on"], name="reports_of_campaign"),
            models.Index(fields=["world", "told_on"], name="linked_by_day"),
        ]


class CampaignEventRow(models.Model):
    """One entry of the history; rows are only ever added."""

    world = models.CharField(max_length=64)
    number = models.IntegerField()
    kind = models.CharField(max_length=16)
    campaign = models.CharField(max_length=24)
    other = models.CharField(max_length=24, null=True)
    reports = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    on = models.DateField(null=True)
    match_weight = models.FloatField(null=True)
    note = models.TextField()

    class Meta:
        """Keys and indexes."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["world", "number"], name="one_event_a_number")]
        indexes: ClassVar = [models.Index(fields=["campaign", "number"], name="events_of_campaign")]
