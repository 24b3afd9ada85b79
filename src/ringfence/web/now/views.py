"""On the phone right now: one page of orders, with nothing to send."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ringfence.domain.report import REAL_WORLD
from ringfence.web.learn.wording import plain_words
from ringfence.web.pages import show
from ringfence.wiring.place import build_place

__all__ = ["on_the_phone_now"]


@never_cache
@require_GET
def on_the_phone_now(request: HttpRequest) -> HttpResponse:
    """Show what to do this second; sections open in the browser, so no answer is ever sent."""
    shelf = build_place(REAL_WORLD).shelf
    kinds = sorted((kind for kind in shelf.kinds.values() if kind.during_call), key=lambda kind: kind.name["en-GB"])
    return show(request, "now/now.html", {"kinds": kinds, "words": partial(plain_words, shelf=shelf)})
