"""The home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ringfence.domain.report import REAL_WORLD
from ringfence.web.pages import show
from ringfence.web.warnings.listing import current
from ringfence.wiring.place import build_place

__all__ = ["home"]

_LATEST = 5


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Say what to do now, and show the newest warnings in force."""
    place = build_place(REAL_WORLD)
    return show(request, "home/home.html", {"latest": current(place)[:_LATEST], "shelf": place.shelf})
