"""The language of a page: its address says it, and nothing else does. No cookie, nothing of the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from ringfence.wiring.languages import ENGLISH, WELSH, is_welsh_served

__all__ = ["address_in", "address_tells_language", "language"]

_ROOT = f"/{WELSH}/"


def address_tells_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Turn to Welsh below `/cy/`, and to English everywhere else.

    Where no Welsh is served, nothing below `/cy/` is an address at all.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        is_welsh = request.path_info.startswith(_ROOT) and is_welsh_served()
        if request.path_info == _ROOT.rstrip("/") and is_welsh_served():
            return HttpResponseRedirect(_ROOT)
        with translation.override(WELSH if is_welsh else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.setdefault("Content-Language", language())
        return response

    return respond


def language() -> str:
    """Return the language of the page being made: "en-GB" or "cy"."""
    return WELSH if translation.get_language() == WELSH else ENGLISH


def address_in(wanted: str, path: str) -> str:
    """Return where the same page stands in a language.

    Args:
        wanted: "en-GB" or "cy".
        path: of a public page, in either language.
    """
    bare = path.removeprefix(_ROOT.rstrip("/")) if path.startswith(_ROOT) else path
    return f"{_ROOT.rstrip('/')}{bare}" if wanted == WELSH else bare
