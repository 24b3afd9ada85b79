"""On the phone right now: one page of orders with every answer in it, and a copy of it for when the line is gone."""

from __future__ import annotations

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from markupsafe import Markup

from ringfence.domain.report import REAL_WORLD
from ringfence.web.deployment import deployment
from ringfence.web.languages import language
from ringfence.web.now.choices import callers
from ringfence.web.now.wording import ASKS
from ringfence.web.pages import show, theme_address
from ringfence.web.static_files import static_address
from ringfence.wiring.place import build_place

__all__ = ["keep_for_offline", "on_the_phone_now"]

# A browser keeps both pages apart: neither worker may delete what the other keeps.
_STORES = {"en-GB": "now-", "cy": "nawr-"}
_SCRIPT = Path(__file__).with_name("keep_for_offline.js")


@never_cache
@require_safe
def on_the_phone_now(request: HttpRequest) -> HttpResponse:
    """Show what to do this second; answers open in the browser, so none is ever sent."""
    shelf = build_place(REAL_WORLD).shelf
    catalogues = tuple(map(str, settings.LOCALE_PATHS))
    return show(request, "now/now.html", {"answers": _answers(shelf.version, language(), catalogues)})


@never_cache
@require_safe
def keep_for_offline(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps /now, and nothing else, for when there is no line.

    What it begins with changes whenever the page or a file of it changes, and
    a browser that sees it changed fetches both anew.
    """
    page = reverse("now")
    files = [static_address(name) for name in ("vendor/ringfence.css", "start.js", "now.js", "favicon.svg")]
    if theme := theme_address(deployment().theme_colour):
        files.append(theme)
    content = on_the_phone_now(request).content
    version = hashlib.sha256(content + "".join(files).encode()).hexdigest()[:12]
    facts = {"page": page, "files": files, "version": version, "store": _STORES[language()]}
    head = f"const kept = {json.dumps(facts)};\n"
    response = HttpResponse(head + _script(), content_type="text/javascript; charset=utf-8")
    # It lies below /now and may speak for /now itself, but for no other page.
    response["Service-Worker-Allowed"] = page
    return response


@lru_cache(maxsize=4)
def _answers(_version: str, _language: str, _catalogues: tuple[str, ...]) -> Markup:
    """Return every answer the page holds, the same for everybody: most of the page's making."""
    facts = {"callers": callers(build_place(REAL_WORLD).shelf), "asks": ASKS}
    return Markup(render_to_string("now/answers.html", facts))  # noqa: S704 - made by our own template


@cache
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8")
