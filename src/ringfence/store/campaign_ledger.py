"""Campaigns: what linking keeps, locked while it works, and lists of them for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet

from ringfence.domain.campaign import CampaignEvent, CampaignId, ReportTraits
from ringfence.domain.report import Report, ReportId, World
from ringfence.flow.ports import CampaignLine, ReadReport, ShownNumber
from ringfence.link import LinkMemory, anonymous_voice, forget, is_listed
from ringfence.store import models
from ringfence.store.campaign_retention import follow_retention
from ringfence.store.faults import plain_faults
from ringfence.store.link_memory import DjangoLinkMemory
from ringfence.store.link_rows import traits_of_row, traits_row
from ringfence.store.privacy_ledger import BLANK
from ringfence.store.vault import Vault

__all__ = ["DjangoCampaignLedger"]

# Beyond this no word or name is told apart from another any more.
_LONGEST_FEATURE = 96
# What this process has read of each world's book; see `link_memory`.
_memories: dict[World, DjangoLinkMemory] = {}


class DjangoCampaignLedger:
    """Implements `flow.ports.CampaignLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault

    def traits_of(self, report: Report, read: ReadReport) -> ReportTraits:
        """Return what linking keeps of a report."""
        who = report.reporter_key
        return ReportTraits(
            id=report.id,
            told_on=report.counted_on,
            area=report.area,
            voice=anonymous_voice(report.counted_on) if who is None else self._vault.link_key(who),
            kind=read.recognition.kind if read.recognition is not None else None,
            features=tuple(self.hash_features(read.features)),
        )

    def hash_features(self, features: Iterable[str]) -> list[str]:
        """Return features as they are kept: what is in no list, as a keyed hash."""
        return list(dict.fromkeys(map(self._as_kept, features)))

    @contextmanager
    def book(self) -> Iterator[DjangoLinkMemory]:
        """Lock, hand out, and write what has changed."""
        # Out of the table while it is used: whoever comes meanwhile, or after a failure, starts with an empty one.
        memory = _memories.pop(self._world, None) or DjangoLinkMemory(self._world)
        memory.lock()
        yield memory
        memory.write()
        transaction.on_commit(lambda: _memories.update({self._world: memory}))

    def read_only(self, *, words: Mapping[str, str] | None = None, about: CampaignId | None = None) -> LinkMemory:
        """Return what is kept, to be looked at."""
        return DjangoLinkMemory(self._world, words=words, about=about)

    @plain_faults
    def forget(self, reports: Sequence[ReportId], *, values: Sequence[str] = ()) -> None:
        """Take reports out of their campaigns and out of every count; blank `values` in the reasons people gave."""
        with self.book() as memory:
            for report in reports:
                forget(report, memory)
        models.LinkedReportRow.objects.filter(report_id__in=list(reports)).delete()
        typed = models.CampaignEventRow.objects.filter(world=self._world).exclude(note="") if values else ()
        for row in typed:
            note = row.note
            for value in values:
                note = note.replace(value, BLANK)
            if note != row.note:
                models.CampaignEventRow.objects.filter(pk=row.pk).update(note=note)

    @plain_faults
    def follow_retention(self, *, most: int) -> int:
        """Bring what is kept here in line with reports that are past their periods."""
        return follow_retention(self._world, self._vault, ledger=self, most=most)

    @plain_faults
    def wait(self, traits: Iterable[tuple[ReportTraits, str | None]]) -> None:
        """Keep traits; what is kept already stays as it is."""
        rows = [
            traits_row(one, self._world, sealed_number=self._vault.seal_text(number) if number else None)
            for one, number in traits
        ]
        models.LinkedReportRow.objects.bulk_create(rows, ignore_conflicts=True)

    def waiting(self, *, most: int) -> list[ReportTraits]:
        """Return the reports that wait to be placed, first come first."""
        rows = models.LinkedReportRow.objects.filter(world=self._world, campaign__isnull=True).order_by("id")
        return [traits_of_row(row) for row in rows.defer("sealed_number")[:most]]

    def newest(self, *, most: int) -> list[CampaignLine]:
        """Return campaigns, the most lately told of first."""
        return [_line(row) for row in self._campaigns().order_by("-last_on", "id")[:most]]

    def active(self, first: date, last: date, *, fewest: int) -> list[CampaignLine]:
        """Return the campaigns that at least so many distinct reporters told of in these days, most first."""
        told = models.LinkedReportRow.objects.filter(
            world=self._world, told_on__gte=first, told_on__lte=last, campaign__isnull=False
        )
        counted = told.order_by().values_list("campaign").annotate(voices=Count("voice", distinct=True))
        lately = dict(counted.filter(voices__gte=fewest))
        lines = [_line(row, lately=lately[row.id]) for row in self._campaigns().filter(id__in=list(lately))]
        return sorted(lines, key=lambda line: (-line.reporters_lately, line.id))

    def lines(self, ids: Iterable[CampaignId]) -> list[CampaignLine]:
        """Return some campaigns, the most lately told of first."""
        return [_line(row) for row in self._campaigns().filter(id__in=list(ids)).order_by("-last_on", "id")]

    def campaigns_of(self, reports: Iterable[ReportId]) -> dict[ReportId, CampaignId]:
        """Return the campaign of each report that is of one."""
        rows = models.LinkedReportRow.objects.filter(report_id__in=list(reports), campaign__isnull=False)
        group_of = {report: group for report, group, world in rows.values_list("report_id", "campaign", "world")
                    if world == self._world}  # fmt: skip
        real = set(self._campaigns().filter(id__in=set(group_of.values())).values_list("id", flat=True))
        return {ReportId(report): CampaignId(group) for report, group in group_of.items() if group in real}

    def history(self, id_: CampaignId) -> list[CampaignEvent]:
        """Return what happened to a campaign and to those it took up, oldest first."""
        return list(DjangoLinkMemory(self._world, about=id_).events())

    def shown_numbers(self, reports: Sequence[ReportId]) -> list[ShownNumber]:
        """Return the numbers shown in calls, where they were given."""
        rows = models.LinkedReportRow.objects.filter(report_id__in=list(reports), sealed_number__isnull=False)
        return [
            ShownNumber(report=ReportId(row.report_id), number=self._vault.open_text(bytes(row.sealed_number or b"")))
            for row in rows.only("report_id", "world", "sealed_number").order_by("told_on", "id")
            if row.world == self._world
        ]

    def _campaigns(self) -> QuerySet[models.CampaignRow]:
        rows = models.CampaignRow.objects.filter(world=self._world, into__isnull=True, voices__gte=2)
        return rows.defer("profile")

    def _as_kept(self, feature: str) -> str:
        if is_listed(feature):
            return feature.replace("\n", " ")[:_LONGEST_FEATURE]
        name, _, value = feature.partition(":")
        return f"{name}:#{self._vault.link_key(value)}"


def _line(row: models.CampaignRow, *, lately: int = 0) -> CampaignLine:
    return CampaignLine(
        id=CampaignId(row.id),
        kind=row.kind,
        reporters=row.voices,
        reports=row.reports,
        first_on=row.first_on,
        last_on=row.last_on,
        returned_on=row.returned_on,
        reporters_lately=lately,
    )
