"""The language of a page: its address says it, and nothing else does. No cookie, nothing of the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from ringfence.wiring.languages import ENGLISH, WELSH, is_welsh_served

__all__ = ["address_in", "address_tells_language", "cookie_homes", "cookie_name", "language"]

_ROOT = f"/{WELSH}/"


def address_tells_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Turn to Welsh below `/cy/`, and to English everywhere else.

    Where no Welsh is served, an address below `/cy/` leads to the English page: letters, prints and
    bookmarks outlive a Welsh site that was taken down.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        is_welsh = request.path_info.startswith(_ROOT)
        if request.path_info == _ROOT.rstrip("/") and is_welsh_served():
            return HttpResponseRedirect(_ROOT)
        if is_welsh and not is_welsh_served() and request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(_english_twin(request))
        with translation.override(WELSH if is_welsh and is_welsh_served() else settings.LANGUAGE_CODE):
            response = get_response(request)
            if response.get("Content-Type", "").startswith("text/html"):  # files and feeds speak for themselves
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


def cookie_homes(name: str, path: str) -> list[tuple[str, str]]:
    """Return name and path of a cookie in each language that is served: whoever changes the language keeps it.

    Args:
        name: of the cookie on English pages; its own in each language, as a response holds one cookie of a name.
        path: of a public page, in either language.
    """
    languages = (ENGLISH, WELSH) if is_welsh_served() else (ENGLISH,)
    return [(cookie_name(name, spoken), address_in(spoken, path)) for spoken in languages]


def cookie_name(name: str, spoken: str) -> str:
    """Return the name of a cookie on pages in a language."""
    return f"{name}-{WELSH}" if spoken == WELSH else name


def _english_twin(request: HttpRequest) -> str:
    # One slash at the start: with two, a browser takes the next word for another site.
    return f"/{request.get_full_path().removeprefix(_ROOT).lstrip('/')}"
