"""How a deployment's public pages call themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["SiteIdentity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteIdentity:
    """Address, name and looks of the public pages."""

    base_url: str  # "https://warnings.example", without a slash at the end
    site_name: str
    tag_authority: str  # of tag: URIs (RFC 4151): "warnings.example,2026"
    languages: frozenset[str] = frozenset({"en-GB"})  # that the site speaks; nothing is said in another
    locale: str = "en_GB"
    theme_colour: str = "#0b3d5c"
    image_path: str | None = None  # None: the card of each warning
    area_names: Mapping[str, str] = field(default_factory=dict, hash=False)  # area code → "Cheshire"
