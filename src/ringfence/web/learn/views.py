"""The signs of each kind of scam, out of the playbooks."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ringfence.domain.report import REAL_WORLD
from ringfence.web.learn.wording import plain_words
from ringfence.web.pages import show
from ringfence.wiring.place import build_place

__all__ = ["learn"]


@require_GET
def learn(request: HttpRequest) -> HttpResponse:
    """List the kinds with what they say and the advice against each."""
    shelf = build_place(REAL_WORLD).shelf
    kinds = sorted(shelf.kinds.values(), key=lambda kind: kind.name["en-GB"])
    return show(request, "learn/learn.html", {"kinds": kinds, "words": partial(plain_words, shelf=shelf)})
