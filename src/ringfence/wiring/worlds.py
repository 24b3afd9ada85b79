"""Which worlds there are: the real one, and the exercises that have records."""

from __future__ import annotations

from ringfence.domain.report import REAL_WORLD, World

__all__ = ["known_worlds"]


def known_worlds() -> list[World]:
    """Return the real world first, then every exercise with records."""
    from ringfence.store.models import SurgeRow, WarningRow

    found = set(SurgeRow.objects.values_list("world", flat=True).distinct())
    found |= set(WarningRow.objects.values_list("world", flat=True).distinct())
    return [REAL_WORLD, *(World(world) for world in sorted(found - {REAL_WORLD}))]
