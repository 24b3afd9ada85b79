"""Forgets what an exercise left behind."""

from __future__ import annotations

from ringfence.domain.report import REAL_WORLD, World
from ringfence.foundation.errors import NotAllowed
from ringfence.store import models

__all__ = ["clear_exercise"]


def clear_exercise(world: World) -> None:
    """Delete every record of one exercise world.

    Raises:
        NotAllowed: for the real world, always.
    """
    if world == REAL_WORLD:
        raise NotAllowed("Records of the real world are never cleared.")
    for table in (
        models.Report, models.HistoricCountRow, models.SurgeRow, models.WarningRow, models.ReaderNoteRow,
        models.LinkedReportRow, models.LinkFeatureRow, models.CampaignRow, models.CampaignEventRow, models.LinkBookRow,
    ):  # fmt: skip
        table.objects.filter(world=world).delete()
