"""A light brake on the API: so many requests a minute from one network address."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

__all__ = ["is_over_limit"]

_MINUTE = 60


def is_over_limit(request: HttpRequest, what: str, *, allowed: int | None = None) -> bool:
    """Count this request and say whether the address has had its share of this minute.

    A whole police control room may share one address, so the default is
    generous; the count lives in memory and is forgotten after a minute.
    """
    if allowed is None:
        allowed = int(getattr(settings, "RINGFENCE_API_PER_MINUTE", 600))
    key = f"api:{what}:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, _MINUTE):
        return allowed < 1
    try:
        return bool(cache.incr(key) > allowed)
    except ValueError:  # it ran out between the two calls
        return False
