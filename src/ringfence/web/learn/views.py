"""The signs of each kind of scam, calls to practise on, and pages to print for those who never go online."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ringfence.domain.advice import Nation, RoutePurpose
from ringfence.domain.report import REAL_WORLD
from ringfence.foundation.periods import london_date
from ringfence.playbooks import Shelf, load_practice_calls
from ringfence.web.clock import now
from ringfence.web.pages import show
from ringfence.web.playbook_words import kind_name, words_of
from ringfence.wiring.place import build_place

__all__ = ["family", "fridge", "kind", "learn", "practice", "practice_list", "speakers"]


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """Say what there is: pages to print first, then practice, then the kinds."""
    shelf = _shelf()
    kinds = sorted(shelf.kinds.values(), key=kind_name)
    return show(request, "learn/learn.html", {"kinds": kinds, "words": words_of(shelf)})


@require_safe
def kind(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one kind: how the call goes, and what to do."""
    shelf = _shelf()
    found = shelf.kinds.get(slug)
    if found is None:
        raise Http404
    calls = [call for call in load_practice_calls().values() if call.kind == slug]
    return show(request, "learn/kind.html", {"kind": found, "words": words_of(shelf), "calls": calls})


@require_safe
def fridge(request: HttpRequest) -> HttpResponse:
    """Show the one page for the fridge."""
    return show(request, "learn/fridge.html", {"report_number": _report_number()})


@require_safe
def family(request: HttpRequest) -> HttpResponse:
    """Show the pack for families."""
    return show(request, "learn/family.html", {"report_number": _report_number()})


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Show the pack for those who visit people at home or speak to groups."""
    calls = load_practice_calls()
    context = {"report_number": _report_number(), "call": calls["computer"]}
    return show(request, "learn/speakers.html", context)


@require_safe
def practice_list(request: HttpRequest) -> HttpResponse:
    """List the calls to practise on."""
    return show(request, "learn/practice_list.html", {"calls": load_practice_calls().values()})


@require_safe
def practice(request: HttpRequest, name: str) -> HttpResponse:
    """Let a call unfold line by line; after hanging up, show what the signs were.

    It works without script: each line is a page of its own.
    """
    call = load_practice_calls().get(name)
    if call is None:
        raise Http404
    line = _number(request.GET.get("line"), most=len(call.lines))
    context: dict[str, object] = {"call": call, "line": line, "heard": call.lines[:line]}
    if "hung_up" in request.GET or request.GET.get("end") == "yes":
        return show(request, "learn/practice_end.html", {**context, "is_hung_up": "hung_up" in request.GET})
    return show(request, "learn/practice.html", context)


def _shelf() -> Shelf:
    return build_place(REAL_WORLD).shelf


def _report_number() -> str:
    """Return the number to report on today, of England, where most readers are; the page says so for Scotland."""
    routes = _shelf().find_routes(on=london_date(now()), nation=Nation.ENGLAND, area=None)
    return next(route.phone for route in routes if route.purpose is RoutePurpose.REPORT and route.phone)


def _number(text: str | None, *, most: int) -> int:
    """Return the line asked for, from 1 to `most`; the first where none, or nonsense, is asked for."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 4:
        return 1
    return min(max(int(text), 1), most)
