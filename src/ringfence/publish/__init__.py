"""Warnings go in, `{path: bytes}` comes out. Sends nothing and knows nothing of where it goes."""

from ringfence.publish.copy_block import CopyBlock, copy_block
from ringfence.publish.feeds import render_feeds
from ringfence.publish.markdown import render_markdown
from ringfence.publish.metadata import head_metadata
from ringfence.publish.pages import render_article_html
from ringfence.publish.render import render_site, render_warning
from ringfence.publish.site import SiteIdentity

__all__ = [
    "CopyBlock",
    "SiteIdentity",
    "copy_block",
    "head_metadata",
    "render_article_html",
    "render_feeds",
    "render_markdown",
    "render_site",
    "render_warning",
]
