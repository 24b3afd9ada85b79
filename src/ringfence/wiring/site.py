"""How the public pages call themselves."""

from __future__ import annotations

from urllib.parse import urlsplit

from ringfence.foundation.settings import Settings
from ringfence.playbooks import Shelf
from ringfence.publish import SiteIdentity

__all__ = ["site_of"]


def site_of(settings: Settings, shelf: Shelf) -> SiteIdentity:
    """Return the identity of this deployment's pages."""
    host = urlsplit(settings.base_url).hostname or "ringfence.example"
    return SiteIdentity(
        base_url=settings.base_url,
        site_name=settings.site_name,
        tag_authority=f"{host},2026",
        theme_colour=settings.theme_colour,
        area_names={code: area.name for code, area in shelf.areas.items()},
    )
