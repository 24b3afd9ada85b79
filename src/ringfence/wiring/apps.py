"""Tells the jobs of the store where the real back ends are, once Django is up."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["WiringConfig"]


class WiringConfig(AppConfig):
    """Nothing but the hook."""

    name = "ringfence.wiring"
    label = "wiring"

    def ready(self) -> None:
        """Give the store its way to build a place (the store may not import wiring)."""
        from ringfence.store import places
        from ringfence.wiring.place import build_place
        from ringfence.wiring.privacy import run_retention

        places.use(build_place)
        places.use_retention(run_retention)
