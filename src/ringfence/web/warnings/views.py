"""The public list, the pages of warnings, their files and feeds; for an exercise world too."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ringfence.domain.report import REAL_WORLD, World
from ringfence.domain.warning import PublicWarning
from ringfence.flow.ports import Place
from ringfence.foundation.errors import StorageFault
from ringfence.web.api.limits import is_over_limit
from ringfence.web.clock import now
from ringfence.web.faults import say_it_in
from ringfence.web.languages import address_in, language
from ringfence.web.pages import show
from ringfence.web.playbook_words import kind_name
from ringfence.web.warnings.files import feed_file, page_parts, warning_file
from ringfence.web.warnings.listing import address_of, entries, readable
from ringfence.web.warnings.page import chart_of, facts_of, history_of, links_of
from ringfence.wiring.languages import ENGLISH
from ringfence.wiring.place import build_place
from ringfence.wiring.worlds import known_worlds

__all__ = ["LONGEST_NOTE", "SINCE", "feed", "feed_of", "listing", "note", "warning"]

LONGEST_NOTE = 2000
SINCE = {"30": timedelta(days=30), "90": timedelta(days=90), "365": timedelta(days=365)}
_ON_A_PAGE = 20

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
    place, at = _place_of(world, request), now()
    area, kind, since = (request.GET.get(name, "") for name in ("area", "kind", "since"))
    shelf = place.shelf
    chosen = [
        each
        for each in readable(place, area=area, kind=kind)
        if since not in SINCE or (each.published_at is not None and each.published_at >= at - SINCE[since])
    ]
    pages = Paginator(chosen, _ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    kept = {name: value for name, value in (("area", area), ("kind", kind), ("since", since)) if value}
    return show(
        request,
        "warnings/list.html",
        {
            "entries": entries(page.object_list, shelf=shelf),
            "page": page,
            "query": urlencode(kept),
            "shelf": shelf,
            "areas": sorted(shelf.areas.values(), key=lambda each: each.name),
            "kinds": sorted(shelf.kinds.values(), key=kind_name),
            "area": area,
            "kind": kind,
            "since": since,
            "found": len(chosen),
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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, warning_id: str) -> HttpResponse:
    """Something is wrong in a warning: a reader tells the desk."""
    place = build_place(REAL_WORLD)
    found = next((each for each in readable(place) if each.id == warning_id), None)
    if found is None:
        raise Http404
    context: dict[str, object] = {"warning": found, "href": address_of(found), "longest": LONGEST_NOTE}
    if request.method != "POST":
        return show(request, "warnings/note.html", context)
    text = "".join(mark for mark in request.POST.get("text", "") if mark.isprintable() or mark in "\n\t").strip()
    if request.POST.get("website"):  # only machines fill this in
        return show(request, "warnings/noted.html", context)
    fault = gettext("Say what is wrong") if not text else ""
    if len(text) > LONGEST_NOTE:
        fault = say_it_in(LONGEST_NOTE)
    if fault:
        return show(request, "warnings/note.html", {**context, "text": text, "fault": fault}, status=422)
    if is_over_limit(request, "note"):
        fault = gettext("Many people write to us at the moment. Wait a minute, then press the button again")
        return show(request, "warnings/note.html", {**context, "text": text, "fault": fault}, status=429)
    try:
        place.notes.keep(found.id, text, at=now())
    except (StorageFault, DatabaseError):
        fault = gettext("Something is wrong on our side. Wait a minute, then press the button again")
        return show(request, "warnings/note.html", {**context, "text": text, "fault": fault}, status=503)
    return show(request, "warnings/noted.html", context)


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
    is_exercise_address = address_in(ENGLISH, request.path).startswith("/exercise/")
    if is_exercise_address and (world == REAL_WORLD or world not in known_worlds()):
        raise Http404
    return build_place(World(world))


def _feed(name: str, form: str, *, place: Place) -> HttpResponse:
    content = feed_file(f"{_root(place)}{name}", place=place, language=language())
    if content is None:
        raise Http404
    return _file(content, f".{form}", content_type=_TYPES[form])


def _root(place: Place) -> str:
    return "warnings/" if place.world == REAL_WORLD else f"exercise/{place.world}/warnings/"


def _page(request: HttpRequest, found: PublicWarning, *, place: Place) -> HttpResponse:
    metadata, article = page_parts(found, site=place.site)
    return show(
        request,
        "warnings/warning.html",
        {
            "warning": found,
            "needs_note": found.language != language(),
            "metadata": metadata,
            "article": article,
            "facts": facts_of(found, place=place),
            "chart": chart_of(found, place=place, as_of=now()),
            "history": history_of(found),
            "links": links_of(found, place=place),
            "area": place.shelf.areas.get(found.area),
        },
        world=place.world,
    )


def _file(content: bytes, name: str, *, content_type: str | None = None) -> HttpResponse:
    ending = name.rsplit(".", 1)[-1]
    return HttpResponse(content, content_type=content_type or _TYPES.get(ending, "application/octet-stream"))
