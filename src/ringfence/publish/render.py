"""Every file of a warning and of a site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources

from ringfence.domain.report import REAL_WORLD, World
from ringfence.domain.warning import PublicWarning
from ringfence.foundation.errors import NotAllowed
from ringfence.publish.addresses import card_path, copy_path, markdown_path, page_path, warnings_root
from ringfence.publish.card import render_card
from ringfence.publish.copy_block import copy_block
from ringfence.publish.feeds import render_feeds
from ringfence.publish.markdown import render_markdown
from ringfence.publish.pages import ASSETS, render_list, render_page
from ringfence.publish.site import SiteIdentity

__all__ = ["render_site", "render_warning"]


def render_warning(warning: PublicWarning, *, site: SiteIdentity) -> dict[str, bytes]:
    """Return every form of one approved warning by its path: page, Markdown, card, copy-ready block.

    Raises:
        NotAllowed: the warning has no address because nobody approved it.
    """
    if warning.path is None:
        raise NotAllowed("This warning has no address yet: it gets one when a second person approves it.")
    return {
        f"{page_path(warning)}index.html": render_page(warning, site=site),
        markdown_path(warning): render_markdown(warning, site=site).encode(),
        card_path(warning): render_card(warning, site=site),
        copy_path(warning): copy_block(warning, site=site).as_text().encode(),
    }


def render_site(
    warnings: Sequence[PublicWarning], *, site: SiteIdentity, world: World = REAL_WORLD, kinds: Iterable[str] = ()
) -> dict[str, bytes]:
    """Return the whole static site of one world by path; the same warnings give the same bytes.

    Args:
        warnings: What the public may read, newest first.
        site: How the pages call themselves.
        world: The real one, or an exercise, whose pages stand apart.
        kinds: Slugs of the kinds that have a feed even before their first warning.
    """
    root = warnings_root(world)
    files = {
        f"{root}index.html": render_list(warnings, world=world, site=site, language="en-GB"),
        f"{root}{ASSETS}": resources.files("ringfence.publish").joinpath(ASSETS).read_bytes(),
        **render_feeds(warnings, site=site, world=world, kinds=kinds),
    }
    for warning in warnings:
        files.update(render_warning(warning, site=site))
    return files
