"""The one place where the pages ask what time it is."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["now"]


def now() -> datetime:
    """Return the present moment, aware UTC. A view asks once and passes it on."""
    return datetime.now(UTC)
