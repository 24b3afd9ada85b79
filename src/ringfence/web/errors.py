"""What people see when a page is not there or we have failed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ringfence.web.pages import show
from ringfence.web.uploads import TOO_LARGE
from ringfence.wiring.languages import ENGLISH

__all__ = ["bad_request", "csrf_failure", "forbidden", "not_found", "server_error"]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is no form of ours, or far too long."""
    return show(request, "errors/bad_request.html", {}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    return show(request, "errors/not_found.html", {}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This person may not see the page."""
    return show(request, "errors/forbidden.html", {}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; this page leans on nothing that may be broken too."""
    content = render_to_string("errors/server_error.html", {})
    return HttpResponse(content, status=500, headers={"Content-Language": ENGLISH})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: cookies are off, or the page lay open too long.

    Or the files with it were too many to be read at all, token included.
    """
    if request.META.get(TOO_LARGE):
        return show(request, "errors/too_large.html", {}, status=413)
    return show(request, "errors/csrf.html", {}, status=403)
