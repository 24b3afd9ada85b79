"""A second person approved a warning and it was published: tell people."""

from __future__ import annotations

from ringfence.domain.report import REAL_WORLD
from ringfence.domain.warning import PublicWarning, WarningId
from ringfence.flow.ports import Place
from ringfence.publish import render_site

__all__ = ["public_warnings", "publish_approved", "render_public"]


def publish_approved(warning_id: WarningId, *, place: Place) -> None:
    """Render and deliver; running it again delivers the same bytes.

    1. Gather every warning that the public may read: published ones, and
       withdrawn and expired ones, which stay readable and say so.
    2. Render pages, feeds and files from them: `{path: bytes}`.
    3. Hand these to every outlet; an outlet writes atomically and removes
       only what it wrote itself.
    4. Only then have the subscribers told: their link leads somewhere. And
       the reporters who wished to hear that they helped.

    The warning named is the reason for the delivery; feeds and lists hold
    all, so everything is rendered.
    """
    files = render_public(place)
    for outlet in place.outlets:
        outlet.deliver(files)
    if place.world == REAL_WORLD:
        place.jobs.tell_subscribers(warning_id)
        place.jobs.tell_reporters(warning_id)


def public_warnings(place: Place) -> list[PublicWarning]:
    """Return the newest published revision of every warning that the public may read, newest first."""
    return place.warnings.public()


def render_public(place: Place) -> dict[str, bytes]:
    """Return every public page, feed and file of one world by its path."""
    return render_site(public_warnings(place), site=place.site, world=place.world, kinds=sorted(place.shelf.kinds))
