"""How a job gets its back ends.

Jobs live in `store`, the choice of back ends in `wiring`, and `wiring` imports
`store`, never the other way round. So wiring hands its builder in when Django
starts, and the jobs ask here.
"""

from __future__ import annotations

from collections.abc import Callable

from ringfence.domain.report import World
from ringfence.flow.ports import Place

__all__ = ["place_of", "use"]

_builder: Callable[[World], Place] | None = None


def use(builder: Callable[[World], Place]) -> None:
    """Take the builder of wiring."""
    global _builder  # noqa: PLW0603
    _builder = builder


def place_of(world: World) -> Place:
    """Return the place of one world."""
    if _builder is None:
        raise RuntimeError("wiring has not handed in its builder; call configure_django first")
    return _builder(world)
