"""Where the renderings of a warning stand; fixed at approval, so that addresses never change."""

from __future__ import annotations

from datetime import datetime

from ringfence.domain.report import REAL_WORLD, World
from ringfence.domain.warning import PublicWarning
from ringfence.foundation.periods import LONDON
from ringfence.publish.site import SiteIdentity

__all__ = [
    "absolute",
    "card_path",
    "copy_path",
    "markdown_path",
    "page_path",
    "path_in",
    "published_at",
    "warnings_root",
]


def page_path(warning: PublicWarning) -> str:
    """Return the path of the page, with a slash at the end; a draft's is only for the desk to look at."""
    return warning.path or f"{warnings_root(warning.world)}draft-{warning.id}/"


def markdown_path(warning: PublicWarning) -> str:
    """Return the path of the Markdown form."""
    return f"{page_path(warning).rstrip('/')}.md"


def card_path(warning: PublicWarning) -> str:
    """Return the path of the card image."""
    return f"{page_path(warning)}card.png"


def copy_path(warning: PublicWarning) -> str:
    """Return the path of the copy-ready block."""
    return f"{page_path(warning)}copy.txt"


def absolute(path: str, site: SiteIdentity) -> str:
    """Return the full address of a path."""
    return f"{site.base_url.rstrip('/')}/{path}"


def path_in(language: str, path: str) -> str:
    """Return where a page or feed stands in a language: Welsh under `cy/`, English where it is."""
    return f"{language}/{path}" if language != "en-GB" else path


def warnings_root(world: World) -> str:
    """Return the folder under which a world's warnings and feeds stand."""
    return "warnings/" if world == REAL_WORLD else f"exercise/{world}/warnings/"


def published_at(warning: PublicWarning) -> datetime:
    """Return when it was published, in London's time; before that, when it was last changed."""
    return (warning.published_at or warning.updated_at).astimezone(LONDON)
