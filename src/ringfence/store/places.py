"""How a job gets its back ends.

Jobs live in `store`, the choice of back ends in `wiring`, and `wiring` imports
`store`, never the other way round. So wiring hands its builder in when Django
starts, and the jobs ask here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ringfence.domain.report import World
from ringfence.domain.retention import Removal
from ringfence.flow.ports import Place

__all__ = ["place_of", "retain_in", "use", "use_retention"]

_builder: Callable[[World], Place] | None = None
_retention: Callable[[World, datetime, Removal | None], object] | None = None


def use(builder: Callable[[World], Place]) -> None:
    """Take the builder of wiring."""
    global _builder  # noqa: PLW0603
    _builder = builder


def place_of(world: World) -> Place:
    """Return the place of one world."""
    if _builder is None:
        raise RuntimeError("wiring has not handed in its builder; call configure_django first")
    return _builder(world)


def use_retention(retention: Callable[[World, datetime, Removal | None], object]) -> None:
    """Take wiring's way to carry the retention table out."""
    global _retention  # noqa: PLW0603
    _retention = retention


def retain_in(world: World, *, as_of: datetime, only: Removal | None = None) -> None:
    """Carry the retention table out in one world; or its rules of one removal only."""
    if _retention is None:
        raise RuntimeError("wiring has not handed in its retention; call configure_django first")
    _retention(world, as_of, only)
