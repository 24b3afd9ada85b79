"""Where renderings go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

__all__ = ["Outlet"]


class Outlet(Protocol):
    """Delivers rendered bytes, at least once, atomically."""

    def deliver(self, files: Mapping[str, bytes]) -> None:
        """Write every file under its relative path; remove only what this outlet wrote before."""
