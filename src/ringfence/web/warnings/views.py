"""The public list, the pages of warnings, their files and feeds; for an exercise world too."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ringfence.domain.report import REAL_WORLD, World
from ringfence.domain.warning import PublicWarning
from ringfence.flow.ports import Place
from ringfence.publish import head_metadata, render_article_html
from ringfence.web.pages import show
from ringfence.web.warnings.files import feed_file, warning_file
from ringfence.web.warnings.listing import entries, readable
from ringfence.wiring.place import build_place
from ringfence.wiring.worlds import known_worlds

__all__ = ["feed", "feed_of", "listing", "warning"]

_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "xml": "application/xml; charset=utf-8",
    "pdf": "application/pdf",
}


@require_safe
def listing(request: HttpRequest, world: str = REAL_WORLD) -> HttpResponse:
    """List warnings, newest first, of one area or kind where asked."""
    place = _place_of(world, request)
    area, kind = request.GET.get("area", ""), request.GET.get("kind", "")
    shelf = place.shelf
    return show(
        request,
        "warnings/list.html",
        {
            "entries": entries(readable(place, area=area, kind=kind), shelf=shelf),
            "shelf": shelf,
            "areas": sorted(shelf.areas.values(), key=lambda each: each.name),
            "kinds": sorted(shelf.kinds.values(), key=lambda each: each.name["en-GB"]),
            "area": area,
            "kind": kind,
        },
        world=place.world,
    )


@require_safe
def warning(request: HttpRequest, path: str, world: str = REAL_WORLD) -> HttpResponse:
    """Show a warning's page, or give one of the files beside it."""
    place = _place_of(world, request)
    wanted = f"{_root(place)}{path}"
    for each in readable(place):
        if each.path is None:
            continue
        page = each.path.strip("/")
        if wanted.rstrip("/") == page:
            return _page(request, each, place=place) if path.endswith("/") else redirect(f"{request.path}/")
        if wanted.startswith(page):
            content = warning_file(each, wanted, site=place.site)
            if content is not None:
                return _file(content, wanted)
    raise Http404


@require_safe
def feed(request: HttpRequest, form: str, world: str = REAL_WORLD) -> HttpResponse:
    """Give the feed of all warnings."""
    return _feed(f"feed.{form}", form, place=_place_of(world, request))


@require_safe
def feed_of(request: HttpRequest, subject: str, value: str, form: str, world: str = REAL_WORLD) -> HttpResponse:
    """Give the feed of one area or kind; an empty one where no warning has been yet."""
    return _feed(f"{subject}/{value}/feed.{form}", form, place=_place_of(world, request))


def _place_of(world: str, request: HttpRequest) -> Place:
    # /exercise/real/... would show real warnings without saying so in the address.
    is_exercise_address = request.path.startswith("/exercise/")
    if is_exercise_address and (world == REAL_WORLD or world not in known_worlds()):
        raise Http404
    return build_place(World(world))


def _feed(name: str, form: str, *, place: Place) -> HttpResponse:
    content = feed_file(f"{_root(place)}{name}", place=place)
    if content is None:
        raise Http404
    return _file(content, f".{form}", content_type=_TYPES[form])


def _root(place: Place) -> str:
    return "warnings/" if place.world == REAL_WORLD else f"exercise/{place.world}/warnings/"


def _page(request: HttpRequest, found: PublicWarning, *, place: Place) -> HttpResponse:
    return show(
        request,
        "warnings/warning.html",
        {
            "warning": found,
            "language": found.language,
            "metadata": head_metadata(found, site=place.site),
            "article": render_article_html(found, site=place.site, is_marked=False),
        },
        world=place.world,
    )


def _file(content: bytes, name: str, *, content_type: str | None = None) -> HttpResponse:
    ending = name.rsplit(".", 1)[-1]
    return HttpResponse(content, content_type=content_type or _TYPES.get(ending, "application/octet-stream"))
