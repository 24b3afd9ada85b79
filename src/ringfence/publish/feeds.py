"""Atom (RFC 4287) and JSON Feed 1.1, of all warnings and per area and kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from lxml import etree

from ringfence.domain.report import World
from ringfence.domain.warning import PublicWarning
from ringfence.publish.addresses import absolute, card_path, page_path, path_in, published_at, warnings_root
from ringfence.publish.notices import notices
from ringfence.publish.pages import render_article_html
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["NOTHING_YET", "render_feeds"]

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A feed holds the newest; readers that come seldom find the rest on the list.
_NEWEST = 50
# `updated` of a feed before its first warning: no clock is read, so bytes stay the same.
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)


def render_feeds(
    warnings: Sequence[PublicWarning],
    *,
    site: SiteIdentity,
    world: World,
    kinds: Iterable[str] = (),
    language: str = "en-GB",
    kind_names: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Return every feed by its path.

    Args:
        warnings: What the public may read, newest first, of one world.
        site: Names and address; its area names say which areas have a feed
            even before their first warning.
        world: Whose warnings they are.
        kinds: Slugs of the kinds that have a feed even before their first warning.
        language: Of the feeds themselves; each warning names its own.
        kind_names: What kinds are called in titles; without one, the words of the slug.
    """
    root = path_in(language, warnings_root(world))
    groups: dict[str, list[PublicWarning]] = {"": list(warnings)}
    for code in site.area_names:
        groups[f"area/{code}/"] = []
    for kind in kinds:
        groups[f"kind/{kind}/"] = []
    for each in warnings:
        groups.setdefault(f"area/{each.area}/", []).append(each)
        groups.setdefault(f"kind/{each.kind}/", []).append(each)
    files: dict[str, bytes] = {}
    for group, chosen in groups.items():
        title = _title(group, world, site, language, kind_names or {})
        files[f"{root}{group}feed.atom"] = _atom(chosen[:_NEWEST], f"{root}{group}feed.atom", title, site, language)
        files[f"{root}{group}feed.json"] = _json_feed(
            chosen[:_NEWEST], f"{root}{group}feed.json", title, site, language
        )
    return files


def _title(group: str, world: World, site: SiteIdentity, language: str, kind_names: Mapping[str, str]) -> str:
    title = f"{phrase('feed_title', language)} | {site.site_name}"
    if group.startswith("area/"):
        code = group.split("/")[1]
        title = f"{site.area_names.get(code, code)}: {title}"
    elif group.startswith("kind/"):
        slug = group.split("/")[1]
        title = f"{kind_names.get(slug, slug.replace('_', ' '))}: {title}"
    return title if warnings_root(world) == "warnings/" else f"{phrase('exercise_short', language)}: {title}"


def _atom(warnings: Sequence[PublicWarning], path: str, title: str, site: SiteIdentity, language: str) -> bytes:
    address = absolute(path, site)
    feed = etree.Element(f"{{{_ATOM}}}feed", attrib={_XML_LANG: language}, nsmap={None: _ATOM})  # type: ignore[dict-item]  # lxml takes None for the default
    _add(feed, "id", f"tag:{site.tag_authority}:{path.removesuffix('feed.atom')}feed")
    _add(feed, "title", title)
    _add(feed, "updated", max((each.updated_at for each in warnings), default=NOTHING_YET).isoformat())
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    _add(feed, "link", rel="alternate", type="text/html", href=address.removesuffix("feed.atom"))
    _add(_add(feed, "author"), "name", site.site_name)
    for each in warnings:
        entry = _add(feed, "entry")
        entry.set(_XML_LANG, each.language)
        _add(entry, "id", each.feed_id or "")
        _add(entry, "title", _entry_title(each))
        _add(entry, "link", rel="alternate", type="text/html", href=absolute(path_in(language, page_path(each)), site))
        _add(entry, "published", published_at(each).isoformat())
        _add(entry, "updated", each.updated_at.isoformat())
        _add(entry, "category", term=each.kind)
        _add(entry, "summary", " ".join([*notices(each), each.description]))
        _add(entry, "content", render_article_html(each, site=site), type="html")
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attrib=attributes)
    child.text = text
    return child


def _entry_title(warning: PublicWarning) -> str:
    mark = f"{phrase('exercise_short', warning.language)}: " if warning.is_exercise else ""
    return mark + warning.title


def _json_feed(warnings: Sequence[PublicWarning], path: str, title: str, site: SiteIdentity, language: str) -> bytes:
    address = absolute(path, site)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address.removesuffix("feed.json"),
        "feed_url": address,
        "language": language,
        "authors": [{"name": site.site_name}],
        "items": [
            {
                "id": each.feed_id,
                "url": absolute(path_in(language, page_path(each)), site),
                "title": _entry_title(each),
                "summary": " ".join([*notices(each), each.description]),
                "content_html": render_article_html(each, site=site),
                "image": absolute(card_path(each), site),
                "date_published": published_at(each).isoformat(),
                "date_modified": each.updated_at.isoformat(),
                "language": each.language,
                "tags": [each.area, each.kind],
            }
            for each in warnings
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
