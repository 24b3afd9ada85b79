"""What linking remembers, in the database: a fixed, small number of queries a report, however many there are.

It reads what it is asked for in few queries, gives out live groups as the one in memory does, and writes once, at the
end of a transaction, what has changed. What it has read it keeps for the next transaction, which begins by comparing
the stamp of the book: another one means that somebody else has written, and all is read afresh.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connection
from django.db.models import QuerySet

from ringfence.domain.campaign import CampaignEvent, CampaignEventKind, CampaignId, ReportTraits
from ringfence.domain.report import ReportId, World
from ringfence.foundation.ids import new_id
from ringfence.link import MOST_HOLDERS, Group, month_of
from ringfence.store import models
from ringfence.store.link_rows import event_of, event_row, group_of_row, group_row, traits_of_row

__all__ = ["DjangoLinkMemory"]

# Ids that are likely asked for next are looked up together, so many at once.
_LOOKED_UP_AHEAD = 400
_A_QUERY = 900
# What is kept between transactions, at most: some 200 MB.
_MOST_FEATURES, _MOST_GROUPS, _MOST_TRAITS = 150_000, 8_000, 30_000
_UPSERT_FEATURES = """
    insert into store_linkfeaturerow (world, feature, counts, holders) values (%s, %s, %s, %s)
    on conflict (world, feature) do update set counts = excluded.counts, holders = excluded.holders
"""
T = TypeVar("T")


@dataclass(slots=True)
class _Feature:
    counts: dict[str, int] = field(default_factory=dict)
    holders: list[CampaignId] = field(default_factory=list)


class DjangoLinkMemory:
    """Implements `link.LinkMemory` for one world."""

    def __init__(
        self, world: World, *, words: Mapping[str, str] | None = None, about: CampaignId | None = None
    ) -> None:
        self._world = world
        self._words = words or {}
        self._about = about
        self._stamp = ""
        self._forget_all()
        self._begin()

    def _forget_all(self) -> None:
        """Drop what was read."""
        self._features: dict[str, _Feature] = {}
        self._groups: dict[CampaignId, Group] = {}
        self._current: dict[CampaignId, CampaignId] = {}
        self._traits: dict[ReportId, ReportTraits] = {}
        self._group_of: dict[ReportId, CampaignId | None] = {}

    def _begin(self) -> None:
        """Start a transaction with nothing changed."""
        self._book: models.LinkBookRow | None = None
        self._likely: Counter[CampaignId] = Counter()
        self._new_events: list[CampaignEvent] = []
        self._returned: dict[CampaignId, CampaignEvent] = {}
        self._changed_features: set[str] = set()
        self._changed_groups: dict[CampaignId, None] = {}
        self._moved: dict[ReportId, CampaignId] = {}
        self._retired: dict[CampaignId, CampaignId] = {}

    # -- what linking asks ---------------------------------------------------------------------------------------

    def totals(self, kind: str | None) -> tuple[int, int]:
        book = self._read_book()
        return book.total, book.totals.get(kind, 0) if kind else 0

    def counts(self, features: Sequence[str], kind: str | None) -> list[tuple[int, int]]:
        self.look_up(features)
        told = [self._features[one].counts for one in features]
        return [(counts.get("", 0), counts.get(kind, 0) if kind else 0) for counts in told]

    def months(self) -> Mapping[int, int]:
        return {int(month): voices for month, voices in self._read_book().months.items()}

    def holders(self, features: Sequence[str]) -> list[Sequence[CampaignId]]:
        self.look_up(features)
        found: list[Sequence[CampaignId]] = [self._features[one].holders for one in features]
        self._likely = Counter(id_ for holders in found for id_ in holders)
        return found

    def current(self, group: CampaignId) -> CampaignId:
        if group not in self._current:
            self._look_up_ids(group)
        last = self._current[group]  # a KeyError where no group ever had this id
        while self._current.get(last, last) != last:
            last = self._current[last]
        return last

    def groups(self, ids: Sequence[CampaignId]) -> list[Group]:
        missing = [id_ for id_ in ids if id_ not in self._groups]
        for some in _slices(missing):
            for row in self._rows().filter(id__in=some):
                self._groups[CampaignId(row.id)] = group_of_row(row)
        return [self._groups[id_] for id_ in ids]

    def traits(self, reports: Sequence[ReportId]) -> list[ReportTraits]:
        missing = [report for report in reports if report not in self._traits]
        for some in _slices(missing):
            for row in models.LinkedReportRow.objects.filter(report_id__in=some).defer("sealed_number"):
                if row.world == self._world:
                    self._traits[ReportId(row.report_id)] = traits_of_row(row)
        return [self._traits[report] for report in reports]

    def group_of(self, report: ReportId) -> CampaignId | None:
        if report not in self._group_of:
            rows = models.LinkedReportRow.objects.filter(report_id=report, world=self._world)
            kept = rows.values_list("campaign", flat=True).first()
            self._group_of[report] = CampaignId(kept) if kept is not None else None
        group = self._group_of[report]
        return self.current(group) if group is not None else None

    def count(self, traits: ReportTraits) -> None:
        self.count_by(1, traits)

    def post(self, features: Sequence[str], group: CampaignId) -> None:
        self.look_up(features)
        for one in features:
            held = self._features[one].holders
            if held[-1:] != [group]:
                if group in held:
                    held.remove(group)  # told again: among the newest again
                held.append(group)
                del held[:-MOST_HOLDERS]
                self._changed_features.add(one)

    def keep_report(self, traits: ReportTraits, group: CampaignId) -> None:
        self._traits[traits.id] = traits
        self.move([traits.id], group)

    def move(self, reports: Sequence[ReportId], group: CampaignId) -> None:
        for report in reports:
            self._group_of[report] = group
            self._moved[report] = group

    def keep_group(self, group: Group) -> None:
        self._groups[group.id] = group
        self._current[group.id] = group.id
        self._changed_groups[group.id] = None

    def retire(self, group: CampaignId, into: CampaignId) -> None:
        self._current[group] = into
        self._retired[group] = into

    def append(self, event: CampaignEvent) -> None:
        self._new_events.append(event)
        if event.kind is CampaignEventKind.RETURNED:
            self._returned[event.campaign] = event

    def events(self, since: int = 0) -> Sequence[CampaignEvent]:
        """Return what was appended from here on; from the beginning, only the history of the campaign it is about."""
        kept = self._read_book().events
        if since >= kept:
            return [event for event in self._new_events if event.number >= since]
        if self._about is None:
            return list(self._new_events)
        former = [str(id_) for id_ in self._rows().filter(into=self._about).values_list("id", flat=True)]
        rows = models.CampaignEventRow.objects.filter(campaign__in=[self._about, *former]).order_by("number")
        found = [event_of(row) for row in rows if row.world == self._world and row.number >= since]
        return [*found, *self._new_events]

    def event_count(self) -> int:
        return self._read_book().events + len(self._new_events)

    def remember_words(self, words: Mapping[str, str]) -> None:
        """Nothing is kept: words to show come out of the redacted texts when somebody looks."""

    def words_of(self, features: Sequence[str]) -> list[str | None]:
        return [self._words.get(one, _unsaid(one)) for one in features]

    # -- for the ledger ------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Let nobody else place, part or put together in this world until the transaction ends."""
        self._begin()
        rows = models.LinkBookRow.objects.select_for_update().filter(world=self._world)
        self._book = rows.first()
        if self._book is None:
            models.LinkBookRow.objects.bulk_create([models.LinkBookRow(world=self._world)], ignore_conflicts=True)
            self._book = rows.get()
        if self._book.stamp != self._stamp or self._is_large():
            self._forget_all()

    def read_afresh(self) -> None:
        """Forget what was read: the caller has changed rows past this object."""
        self._forget_all()

    def expect(self, reports: Sequence[ReportTraits]) -> None:
        """Read together what placing these reports will ask for one by one."""
        self.look_up(feature for traits in reports for feature in traits.features)
        placed = models.LinkedReportRow.objects.filter(report_id__in=[traits.id for traits in reports])
        self._group_of.update(dict.fromkeys(traits.id for traits in reports))
        for report, group in placed.filter(campaign__isnull=False).values_list("report_id", "campaign"):
            self._group_of[ReportId(report)] = CampaignId(str(group))

    def look_up(self, features: Iterable[str]) -> None:
        """Read what is kept of features, in one query for many."""
        missing = [one for one in dict.fromkeys(features) if one not in self._features]
        for some in _slices(missing):
            rows = models.LinkFeatureRow.objects.filter(world=self._world, feature__in=some)
            for feature, counts, holders in rows.values_list("feature", "counts", "holders"):
                self._features[feature] = _Feature(json.loads(counts), [CampaignId(id_) for id_ in holders.split()])
        for one in missing:
            self._features.setdefault(one, _Feature())

    def count_by(self, step: int, traits: ReportTraits) -> None:
        """Count a voice and its features, or (-1) take them back."""
        book = self._read_book()
        self.look_up(traits.features)
        book.total += step
        for one in traits.features:
            counts = self._features[one].counts
            for name in ("", traits.kind) if traits.kind else ("",):
                counts[name] = max(counts.get(name, 0) + step, 0)
        self._changed_features.update(traits.features)
        if traits.kind:
            book.totals[traits.kind] = max(book.totals.get(traits.kind, 0) + step, 0)
        if traits.told_on is not None:
            month = str(month_of(traits.told_on))
            book.months[month] = max(book.months.get(month, 0) + step, 0)

    def write(self) -> None:
        """Write what has changed; where nothing has, nothing is written."""
        if not (self._new_events or self._moved or self._changed_groups or self._changed_features):
            return
        by_group: dict[CampaignId, list[ReportId]] = {}
        for report, group in self._moved.items():
            by_group.setdefault(group, []).append(report)
        for group, reports in by_group.items():
            for some in _slices(reports):
                models.LinkedReportRow.objects.filter(report_id__in=some).update(campaign=group)
        self._write_groups()
        self._write_features()
        if self._new_events:
            models.CampaignEventRow.objects.bulk_create([event_row(one, self._world) for one in self._new_events])
        book = self._read_book()
        book.events += len(self._new_events)
        book.stamp = self._stamp = new_id()
        book.save()

    def _write_groups(self) -> None:
        changed = [
            group_row(self._groups[id_], self._world) for id_ in self._changed_groups if id_ not in self._retired
        ]
        models.CampaignRow.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[
                "reports",
                "voices",
                "first_on",
                "last_on",
                "kind",
                "apart",
                "profile",
                "born_on",
                "born_report",
            ],
        )
        for id_, event in self._returned.items():
            self._rows().filter(id=self.current(id_)).update(returned_on=event.on)
        for id_ in self._retired:
            # Made and taken up within one transaction, it was never written: the id has to exist all the same.
            row = group_row(self._groups[id_], self._world)
            row.into = self.current(id_)
            row.profile, row.apart, row.reports, row.voices = b"", [], 0, 0
            models.CampaignRow.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["into", "reports", "voices", "apart", "profile"],
            )
            self._rows().filter(into=id_).update(into=row.into)

    def _write_features(self) -> None:
        rows = [
            (self._world, one, json.dumps(kept.counts, separators=(",", ":")), " ".join(kept.holders))
            for one, kept in ((one, self._features[one]) for one in sorted(self._changed_features))
        ]
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(_UPSERT_FEATURES, rows)

    def _is_large(self) -> bool:
        return (
            len(self._features) > _MOST_FEATURES or len(self._groups) > _MOST_GROUPS or len(self._traits) > _MOST_TRAITS
        )

    def _look_up_ids(self, wanted: CampaignId) -> None:
        likely = [id_ for id_, _ in self._likely.most_common(_LOOKED_UP_AHEAD) if id_ not in self._current]
        self._likely.clear()
        rows = self._rows().filter(id__in={wanted, *likely}).values_list("id", "into")
        self._current.update((CampaignId(id_), CampaignId(into or id_)) for id_, into in rows)

    def _read_book(self) -> models.LinkBookRow:
        if self._book is None:
            kept = models.LinkBookRow.objects.filter(world=self._world).first()
            self._book = kept or models.LinkBookRow(world=self._world, totals={}, months={})
        return self._book

    def _rows(self) -> QuerySet[models.CampaignRow]:
        return models.CampaignRow.objects.filter(world=self._world)


def _unsaid(feature: str) -> str | None:
    """Return what to show for a feature whose words nobody can read any more; None: its own value does."""
    name, _, value = feature.partition(":")
    return f"a {'number' if name == 'tel' else 'word'} kept as a hash" if value.startswith("#") else None


def _slices(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + _A_QUERY] for start in range(0, len(items), _A_QUERY))
