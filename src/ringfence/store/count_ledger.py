"""Distinct reporters per area, kind and week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncHour, TruncMonth
from numpy.typing import NDArray

from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.domain.report import World
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.store import models
from ringfence.store.faults import plain_faults

__all__ = ["DjangoCountLedger"]

# Weeks that tell how late reports are, and the longest delay that is reckoned with.
RECENT_WEEKS = 26
MOST_DELAY_WEEKS = 8


class DjangoCountLedger:
    """Implements `flow.ports.CountLedger` for one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    @plain_faults
    def import_counts(self, rows: Iterable[tuple[SeriesKey, Period, int]], *, source: str) -> int:
        """Keep historic counts; the same source replaces itself."""
        made = [
            models.HistoricCountRow(
                world=self._world, source=source, area=key.area, kind=key.kind, week=period.index, reports=reports
            )
            for key, period, reports in rows
        ]
        with transaction.atomic():
            models.HistoricCountRow.objects.filter(world=self._world, source=source).delete()
        for start in range(0, len(made), 500):
            models.HistoricCountRow.objects.bulk_create(made[start : start + 500])
        return len(made)

    def count_table(
        self, *, first: Period, last: Period, as_known_at: datetime | None = None, only: SeriesKey | None = None
    ) -> CountTable:
        """Count distinct reporters; an anonymous report counts as one, shown apart."""
        reports = models.Report.objects.filter(
            world=self._world, kind__isnull=False, week__gte=first.index, week__lte=last.index
        )
        kept = models.HistoricCountRow.objects.filter(world=self._world, week__gte=first.index, week__lte=last.index)
        if only is not None:
            reports = reports.filter(area=only.area, kind=only.kind)
            kept = kept.filter(area=only.area, kind=only.kind)
        if as_known_at is not None:
            reports = reports.filter(received_at__lte=as_known_at)
        counted = reports.order_by().values_list("area", "kind", "week").annotate(
            known=Count("reporter_key", distinct=True), anonymous=Count("id", filter=Q(reporter_key__isnull=True))
        )  # fmt: skip
        historic = kept.order_by().values_list("area", "kind", "week").annotate(reports=Sum("reports"))
        cells = [(SeriesKey(area=a, kind=k), week, known + anon, anon) for a, k, week, known, anon in counted]
        cells += [(SeriesKey(area=a, kind=k), week, number, 0) for a, k, week, number in historic]
        keys = tuple(sorted({cell[0] for cell in cells}))
        place = {key: index for index, key in enumerate(keys)}
        counts = np.zeros((len(keys), last.index - first.index + 1), dtype=np.int64)
        anonymous = np.zeros_like(counts)
        for key, week, number, without in cells:
            counts[place[key], week - first.index] += number
            anonymous[place[key], week - first.index] += without
        return CountTable(keys=keys, first=first, counts=counts, anonymous=anonymous)

    def known_by_delay(self, *, judged: Period, as_of: datetime) -> NDArray[np.float64]:
        """Count the reports of recent weeks by how late they were made."""
        weeks = RECENT_WEEKS + MOST_DELAY_WEEKS
        oldest = judged.index - weeks + 1
        made = models.Report.objects.filter(
            world=self._world, kind__isnull=False, week__gte=oldest, week__lte=judged.index, reported_at__lte=as_of
        )
        known = np.zeros((weeks, MOST_DELAY_WEEKS + 1))
        by_hour = made.order_by().values_list("week", TruncHour("reported_at")).annotate(number=Count("id"))
        for week, hour, number in by_hour:
            # How many weeks before `as_of` it was made, against how old its week is.
            weeks_ago = (as_of - hour) // timedelta(weeks=1)
            delay = max(judged.index - week - weeks_ago, 0)
            known[week - oldest, min(delay, MOST_DELAY_WEEKS) :] += number
        not_yet = np.arange(MOST_DELAY_WEEKS + 1)[None, :] > np.arange(weeks)[::-1][:, None]
        known[not_yet] = np.nan
        return known

    def month_counts(self, *, first: Period, last: Period) -> CountTable:
        """Count distinct reporters per area, kind and calendar month; counts by week from before are left out."""
        reports = models.Report.objects.filter(
            world=self._world, kind__isnull=False, counted_on__gte=first.first_day, counted_on__lte=last.last_day
        )
        by_month = reports.order_by().annotate(month=TruncMonth("counted_on"))
        counted = by_month.values_list("area", "kind", "month").annotate(
            known=Count("reporter_key", distinct=True), anonymous=Count("id", filter=Q(reporter_key__isnull=True))
        )  # fmt: skip
        cells = [
            (SeriesKey(area=area, kind=kind), Period.containing(month, PeriodUnit.MONTH), known, anonymous)
            for area, kind, month, known, anonymous in counted
        ]
        keys = tuple(sorted({cell[0] for cell in cells}))
        place = {key: index for index, key in enumerate(keys)}
        counts = np.zeros((len(keys), last.index - first.index + 1), dtype=np.int64)
        nameless = np.zeros_like(counts)
        for key, month, known, anonymous in cells:
            counts[place[key], month.index - first.index] = known + anonymous
            nameless[place[key], month.index - first.index] = anonymous
        return CountTable(keys=keys, first=first, counts=counts, anonymous=nameless)
