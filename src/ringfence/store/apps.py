"""The Django app that holds the tables."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["StoreConfig"]


class StoreConfig(AppConfig):
    """Tables of reports, surges, warnings and jobs."""

    name = "ringfence.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
