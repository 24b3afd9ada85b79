"""What linking keeps follows its report: emptied where that is emptied, forgotten where that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from ringfence.domain.campaign import CampaignId
from ringfence.domain.report import ReportId, World
from ringfence.link import gather_again
from ringfence.store import models
from ringfence.store.vault import Vault

if TYPE_CHECKING:
    from ringfence.store.campaign_ledger import DjangoCampaignLedger

__all__ = ["follow_retention"]


def follow_retention(world: World, vault: Vault, *, ledger: DjangoCampaignLedger, most: int) -> int:
    """Do at most so many reports, in the caller's transaction; returns how many were touched."""
    rows = models.LinkedReportRow.objects.filter(world=world)
    reports = models.Report.objects.filter(id=OuterRef("report_id"))
    gone = [ReportId(one) for one in rows.filter(~Exists(reports)).values_list("report_id", flat=True)[:most]]
    if gone:
        ledger.forget(gone)
    past = list(
        rows.filter(
            Q(Exists(reports.filter(is_emptied=True)), is_unnamed=False)
            | (Q(Exists(reports.filter(is_emptied=True, redacted_text__isnull=True))) & ~Q(features=""))
        )[: most - len(gone)]
    )
    if not past:
        return len(gone)
    kept = {
        report.id: report
        for report in models.Report.objects.filter(id__in=[row.report_id for row in past]).only(
            "id", "reporter_key", "redacted_text"
        )
    }
    for row in past:
        report = kept[row.report_id]
        row.is_unnamed, row.sealed_number = True, None
        if report.reporter_key is not None:
            row.voice = vault.link_key(report.reporter_key)  # retention has given it another one by now
        if report.redacted_text is None:
            row.features = ""
    models.LinkedReportRow.objects.bulk_update(
        past, ["is_unnamed", "sealed_number", "voice", "features"], batch_size=100
    )
    with ledger.book() as memory:
        memory.read_afresh()
        for id_ in sorted({CampaignId(row.campaign) for row in past if row.campaign is not None}):
            (group,) = memory.groups([id_])
            gather_again(group, group.members, memory)
    return len(gone) + len(past)
