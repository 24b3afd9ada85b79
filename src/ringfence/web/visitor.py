"""Which address a visitor comes from when proxies stand in between."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

__all__ = ["real_address"]


def real_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put the visitor's address where Django has the nearest proxy's.

    Each proxy appends the address it was asked from, so the visitor's own is
    as many places from the right as there are proxies of ours; what stands
    further left anybody can have written.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        proxies = int(getattr(settings, "RINGFENCE_PROXIES", 0))
        if proxies:
            hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
            if len(hops) >= proxies and _is_address(hops[-proxies]):
                request.META["REMOTE_ADDR"] = hops[-proxies]
        return get_response(request)

    return respond


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
