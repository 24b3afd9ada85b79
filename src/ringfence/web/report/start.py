"""Before the first question: is somebody in danger, what this form is, and how to leave it."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ringfence.domain.report import REAL_WORLD
from ringfence.foundation.errors import StorageFault
from ringfence.web.clock import now
from ringfence.web.deployment import deployment
from ringfence.web.pages import show
from ringfence.web.report.answers import IS_HARD, LONGEST_TEXT, is_hard
from ringfence.web.report.browser import held_form, hold, holder_of, let_go
from ringfence.web.report.pages import not_kept, too_many
from ringfence.web.typed import readable
from ringfence.wiring.place import build_place

__all__ = ["done", "leave", "report", "start"]

# What may be going on this minute → what to do first, a part of the template.
_FIRST = ("phone", "computer", "money", "danger")


# Without a token: nothing is changed by what is sent here, and a page that lay open for hours still works.
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Ask what cannot wait, and say what to do about it; none of it is kept.

    The text of a check is carried through by the pages themselves until
    the form is begun.
    """
    text = readable(request.POST.get("text", ""))[:LONGEST_TEXT]
    first = request.POST.get("first", "")
    if request.method == "POST" and "carry" not in request.POST:
        if first in _FIRST:
            return show(request, "report/first.html", {"first": first, "text": text})
        return _about(request, text) if text else redirect("report_start")
    place = build_place(REAL_WORLD)
    return show(request, "report/start.html", {"text": text, "draft": held_form(request, place=place, at=now())})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what the form is; begin one when the button is pressed."""
    if request.method != "POST":
        return _about(request, "")
    if request.POST.get("website"):  # a box that people do not see: a machine fills the form
        return redirect("report")
    if (wait := too_many(request, "form")) is not None:
        return wait
    text = readable(request.POST.get("text", ""))[:LONGEST_TEXT]
    answers = {"text": text, IS_HARD: "yes"} if is_hard(text) else {"text": text}
    place, at = build_place(REAL_WORLD), now()
    try:
        earlier = held_form(request, place=place, at=at)
        if earlier is not None and not earlier.is_saved:
            place.forms.forget(holder_of(request))
        holder = place.forms.begin({name: value for name, value in answers.items() if value}, at=at)
    except (StorageFault, DatabaseError):
        return not_kept(request)
    return hold(redirect("report_question", 1), holder)


@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Leave at once for a page about something else; what was not saved or sent is deleted.

    Other sites cannot do this to somebody: a browser says where a request comes from.
    """
    response = HttpResponseRedirect(deployment().leave_to)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return response
    _forget_unsaved(request)
    return let_go(response)


@never_cache
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """Close the form: nothing of it stays in this browser."""
    _forget_unsaved(request)
    return let_go(redirect("home"))


def _forget_unsaved(request: HttpRequest) -> None:
    place = build_place(REAL_WORLD)
    try:
        draft = held_form(request, place=place, at=now())
        if draft is not None and not draft.is_saved:
            place.forms.forget(holder_of(request))
    except (StorageFault, DatabaseError):
        return  # the cookie goes all the same, and the form when its time is over


def _about(request: HttpRequest, text: str) -> HttpResponse:
    return show(request, "report/about.html", {"text": text})
