"""Which figures there are, said honestly."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ringfence.domain.report import REAL_WORLD
from ringfence.web.pages import show
from ringfence.wiring.place import build_place

__all__ = ["data"]


@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Say what is open, and what the numbers do not mean."""
    return show(request, "data/data.html", {"floor": build_place(REAL_WORLD).count_floor})
