"""How the public pages call themselves."""

from __future__ import annotations

from urllib.parse import urlsplit

from ringfence.domain.report import REAL_WORLD, World
from ringfence.foundation.settings import Settings
from ringfence.playbooks import Shelf
from ringfence.playbooks.wide_areas import wide_names
from ringfence.publish import SiteIdentity
from ringfence.wiring.languages import ENGLISH, WELSH, is_welsh_served

__all__ = ["site_of"]


# Addresses in an exercise lead nowhere (RFC 2606), so that a stray copy cannot pass for a real page.
_EXERCISE_ADDRESS = "https://exercise.example"


def site_of(settings: Settings, shelf: Shelf, *, world: World) -> SiteIdentity:
    """Return the identity of this deployment's pages in one world."""
    base_url = settings.base_url if world == REAL_WORLD else _EXERCISE_ADDRESS
    host = urlsplit(base_url).hostname or "ringfence.example"
    return SiteIdentity(
        base_url=base_url,
        site_name=settings.site_name,
        tag_authority=f"{host},2026",
        languages=frozenset({ENGLISH, WELSH} if is_welsh_served() else {ENGLISH}),
        theme_colour=settings.theme_colour,
        area_names={**wide_names(shelf), **{code: area.name for code, area in shelf.areas.items()}},
    )
