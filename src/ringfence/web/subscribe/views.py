"""How to get warnings: the feeds, as long as there is nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ringfence.domain.report import REAL_WORLD
from ringfence.web.pages import show
from ringfence.wiring.place import build_place

__all__ = ["subscribe"]


@require_GET
def subscribe(request: HttpRequest) -> HttpResponse:
    """List the feeds, all of them and per area and kind."""
    shelf = build_place(REAL_WORLD).shelf
    return show(
        request,
        "subscribe/subscribe.html",
        {
            "areas": sorted(shelf.areas.values(), key=lambda area: area.name),
            "kinds": sorted(shelf.kinds.values(), key=lambda kind: kind.name["en-GB"]),
        },
    )
