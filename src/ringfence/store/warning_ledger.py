"""Warnings: every step is a row, nothing is overwritten."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from ringfence.domain.counts import SurgeId
from ringfence.domain.report import World
from ringfence.domain.warning import PublicWarning, WarningId, WarningState
from ringfence.foundation.errors import NotAllowed, WrongState
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.records import from_record, to_record

__all__ = ["DjangoWarningLedger"]

PUBLIC_STATES = (WarningState.PUBLISHED, WarningState.WITHDRAWN, WarningState.EXPIRED)
CLOSED_STATES = (WarningState.WITHDRAWN, WarningState.EXPIRED)


class DjangoWarningLedger:
    """Implements `flow.ports.WarningLedger` for one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    @plain_faults
    def save(self, warning: PublicWarning) -> None:
        """Add the step that was just taken.

        Raises:
            WrongState: somebody else took a step meanwhile.
            NotAllowed: the approver wrote part of it (checked here once more,
                whatever the caller did).
        """
        if warning.approved_by is not None and warning.approved_by in warning.editors | {warning.submitted_by}:
            raise NotAllowed("Who wrote or submitted a warning cannot approve it.")
        row = models.WarningRow(
            warning_id=warning.id,
            step=len(warning.history),
            world=self._world,
            surge_id=warning.surge_id,
            state=warning.state.value,
            revision=warning.revision,
            submitted_by=warning.submitted_by,
            approved_by=warning.approved_by,
            is_published=warning.published_at is not None,
            updated_at=warning.updated_at,
            record=to_record(warning),
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if "approver" in str(error) or "approved" in str(error):
                raise NotAllowed("A warning needs a second person to approve it.") from None
            raise WrongState("Somebody changed this warning meanwhile. Load it again and repeat the step.") from None

    def find(self, warning_id: WarningId) -> PublicWarning | None:
        """Return the newest step."""
        row = self._rows().filter(warning_id=warning_id).order_by("-step").first()
        return _record(row) if row is not None else None

    def in_state(self, *states: WarningState) -> list[PublicWarning]:
        """Return the newest steps that are in these states, newest first."""
        return [_record(row) for row in self._newest(self._rows()) if not states or row.state in states]

    def public(self) -> list[PublicWarning]:
        """Return what the public may read, newest first."""
        readable = self._rows().filter(is_published=True, state__in=PUBLIC_STATES)
        newest = readable.values("warning_id").annotate(newest=Max("id")).values("newest")
        rows = list(
            models.WarningRow.objects.filter(id__in=newest).values_list("id", "warning_id", "step", "updated_at")
        )
        found = [_steps_read(*row) for row in rows]
        return sorted(found, key=lambda warning: (warning.published_at or warning.updated_at, warning.id), reverse=True)

    def has_any_of(self, surge_id: SurgeId) -> bool:
        """Say whether a surge ever had a warning."""
        return self._rows().filter(surge_id=surge_id).exists()

    def open_draft_of(self, surge_id: SurgeId) -> PublicWarning | None:
        """Return the warning of a surge that is not closed."""
        rows = self._newest(self._rows().filter(surge_id=surge_id))
        return next((_record(row) for row in rows if row.state not in CLOSED_STATES), None)

    def _rows(self) -> QuerySet[models.WarningRow]:
        return models.WarningRow.objects.filter(world=self._world)

    @staticmethod
    def _newest(rows: QuerySet[models.WarningRow]) -> list[models.WarningRow]:
        ids = rows.values("warning_id").annotate(newest=Max("id")).values("newest")
        return list(models.WarningRow.objects.filter(id__in=ids).order_by("-updated_at", "-id"))


def _record(row: models.WarningRow) -> PublicWarning:
    return from_record(row.record, PublicWarning)


@lru_cache(maxsize=2048)
def _steps_read(row_id: int, warning_id: str, step: int, updated_at: datetime) -> PublicWarning:
    """Return the record of one step, read once in each process: a row never changes, and every page asks for all.

    The whole key stands in the arguments, so that a number that was given again, after a clearing or a
    restored backup, is never taken for the old row.
    """
    return _record(models.WarningRow.objects.get(id=row_id, warning_id=warning_id, step=step, updated_at=updated_at))
