"""Surges under stable ids."""

from __future__ import annotations

from ringfence.domain.counts import Surge, SurgeId
from ringfence.domain.report import World
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.records import from_record, to_record

__all__ = ["DjangoSurgeLedger"]


class DjangoSurgeLedger:
    """Implements `flow.ports.SurgeLedger` for one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def all(self) -> list[Surge]:
        """Return every surge, oldest first."""
        rows = models.SurgeRow.objects.filter(world=self._world).order_by("first_week", "id")
        return [from_record(record, Surge) for record in rows.values_list("record", flat=True)]

    @plain_faults
    def save(self, surge: Surge) -> None:
        """Insert or replace by id."""
        models.SurgeRow.objects.update_or_create(
            id=surge.id,
            defaults={
                "world": self._world,
                "first_week": surge.first_period.index,
                "record": to_record(surge),
            },
        )

    def find(self, surge_id: SurgeId) -> Surge | None:
        """Return one surge."""
        row = models.SurgeRow.objects.filter(world=self._world, id=surge_id).first()
        return from_record(row.record, Surge) if row is not None else None
