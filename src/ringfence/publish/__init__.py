"""Warnings go in, `{path: bytes}` comes out. Sends nothing and knows nothing of where it goes."""

from ringfence.publish.copy_block import CopyBlock, copy_block
from ringfence.publish.feeds import render_feeds
from ringfence.publish.letters import RenderedLetter, leave_address, render_letter, subscription_address
from ringfence.publish.markdown import render_markdown
from ringfence.publish.metadata import head_metadata
from ringfence.publish.note_to_reporter import render_note_to_reporter
from ringfence.publish.number_links import link_numbers
from ringfence.publish.pages import render_article_html
from ringfence.publish.render import render_site, render_warning
from ringfence.publish.site import SiteIdentity

__all__ = [
    "CopyBlock",
    "RenderedLetter",
    "SiteIdentity",
    "copy_block",
    "head_metadata",
    "leave_address",
    "link_numbers",
    "render_article_html",
    "render_feeds",
    "render_letter",
    "render_markdown",
    "render_note_to_reporter",
    "render_site",
    "render_warning",
    "subscription_address",
]
