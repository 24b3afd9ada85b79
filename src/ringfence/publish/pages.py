"""Warnings as HTML: the article, which the live site shares, and the static pages around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ringfence.domain.report import REAL_WORLD, World
from ringfence.domain.warning import PublicWarning
from ringfence.publish.addresses import absolute, page_path, published_at, warnings_root
from ringfence.publish.markdown import speaker_of
from ringfence.publish.metadata import head_metadata
from ringfence.publish.notices import notices
from ringfence.publish.number_links import link_numbers
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["ASSETS", "render_article_html", "render_list", "render_page"]

# The style sheet every static page loads, under the root of the world's pages.
ASSETS = "assets/warnings.css"
_ATOM, _JSON_FEED = "application/atom+xml", "application/feed+json"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("ringfence.publish"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["phrase"] = phrase
    return environment


def render_article_html(warning: PublicWarning, *, site: SiteIdentity, is_marked: bool = True) -> str:
    """Return the warning as one `article` element with the page's only `h1`; drafts can be rendered too.

    Args:
        warning: What is rendered.
        site: How the pages call themselves.
        is_marked: False where the page around it says already that this is an exercise.
    """
    del site  # every rendering takes it; the article itself names no address
    statements = [
        {
            "lead": phrase("said", warning.language, speaker=speaker_of(statement, warning.language)),
            "paragraphs": statement.paragraphs,
        }
        for statement in warning.statements
    ]
    said = notices(warning) if is_marked else notices(replace(warning, world=REAL_WORLD))
    return (
        _templates()
        .get_template("article.html.jinja")
        .render(warning=warning, notices=said, at=published_at(warning), statements=statements)
    )


def render_page(warning: PublicWarning, *, site: SiteIdentity) -> bytes:
    """Return the static page of a warning."""
    root = warnings_root(warning.world)
    return _page(
        title=warning.title,
        language=warning.language,
        metadata=head_metadata(warning, site=site),
        content=render_article_html(warning, site=site, is_marked=False),
        folder=page_path(warning),
        root=root,
        is_exercise=warning.is_exercise,
        site=site,
    )


def render_list(warnings: Sequence[PublicWarning], *, world: World, site: SiteIdentity, language: str) -> bytes:
    """Return the static list of warnings, newest first."""
    root = warnings_root(world)
    entries = [
        {
            "warning": each,
            "href": page_path(each).removeprefix(root),
            "area": site.area_names.get(each.area, each.area),
            "at": published_at(each),
            "notices": notices(each),
        }
        for each in warnings
    ]
    title = phrase("feed_title", language)
    content = _templates().get_template("list.html.jinja").render(heading=title, entries=entries, language=language)
    is_exercise = not root.startswith("warnings/")
    metadata = Markup('<meta name="robots" content="noindex">') if is_exercise else Markup("")
    return _page(
        title=title,
        language=language,
        metadata=metadata,
        content=content,
        folder=root,
        root=root,
        is_exercise=is_exercise,
        site=site,
    )


def _page(
    *,
    title: str,
    language: str,
    metadata: str,
    content: str,
    folder: str,
    root: str,
    is_exercise: bool,
    site: SiteIdentity,
) -> bytes:
    # Links are relative, so that a folder opened from a disk works like the published site.
    up = "../" * folder.removeprefix(root).count("/")
    feeds = [
        {"type": kind, "title": phrase("feed_title", language), "href": absolute(f"{root}feed.{ending}", site)}
        for kind, ending in ((_ATOM, "atom"), (_JSON_FEED, "json"))
    ]
    text = (
        _templates()
        .get_template("page.html.jinja")
        .render(
            title=title,
            language=language,
            site=site,
            metadata=Markup(metadata),  # noqa: S704  escaped where it was made
            content=Markup(content),  # noqa: S704  escaped where it was made
            up=up,
            home=f"{up}index.html",
            feeds=feeds,
            exercise=phrase("exercise", language) if is_exercise else "",
        )
    )
    return link_numbers(text).encode()
