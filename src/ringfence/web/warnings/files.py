"""The renderings that the live site and the static export share, kept in memory until a warning changes."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from ringfence.domain.report import World
from ringfence.domain.warning import PublicWarning
from ringfence.flow.ports import Place
from ringfence.flow.when_warning_approved import public_warnings
from ringfence.publish import SiteIdentity, head_metadata, render_article_html, render_feeds, render_warning
from ringfence.publish.addresses import path_in
from ringfence.wiring.languages import WELSH

__all__ = ["feed_file", "page_parts", "warning_file"]

_feeds: dict[tuple[World, str], tuple[tuple[object, ...], dict[str, bytes]]] = {}
_parts: dict[tuple[object, ...], tuple[str, str]] = {}
_MOST_PARTS = 500
_drawing = Lock()


def page_parts(warning: PublicWarning, *, site: SiteIdentity) -> tuple[str, str]:
    """Return a warning's elements for the head of its page, and its article; written once for each step."""
    key = (warning.world, warning.id, warning.revision, warning.state, warning.updated_at, site.base_url)
    found = _parts.get(key)
    if found is None:
        found = head_metadata(warning, site=site), render_article_html(warning, site=site, is_marked=False)
        if len(_parts) >= _MOST_PARTS:
            _parts.clear()
        _parts[key] = found
    return found


def warning_file(warning: PublicWarning, name: str, *, site: SiteIdentity) -> bytes | None:
    """Return one file of a warning by its path under the site, such as its Markdown or card image."""
    return _files_of(warning, site).get(name)


def feed_file(name: str, *, place: Place, language: str) -> bytes | None:
    """Return a feed by its path in English.

    All feeds of a world and language are rendered anew when one of its warnings changed.
    """
    warnings = public_warnings(place)
    seen = tuple((warning.id, warning.revision, warning.state, warning.updated_at) for warning in warnings)
    with _drawing:
        key = (place.world, language)
        if key not in _feeds or _feeds[key][0] != seen:
            names = {slug: kind.name[language] for slug, kind in place.shelf.kinds.items() if kind.welsh_reviewed_by}
            _feeds[key] = (
                seen,
                render_feeds(
                    warnings,
                    site=place.site,
                    world=place.world,
                    kinds=sorted(place.shelf.kinds),
                    language=language,
                    kind_names=names if language == WELSH else None,
                ),
            )
        return _feeds[key][1].get(path_in(language, name))


@lru_cache(maxsize=64)
def _files_of(warning: PublicWarning, site: SiteIdentity) -> dict[str, bytes]:
    return dict(render_warning(warning, site=site))
