"""Addresses of style sheet, scripts and icon: they change with the content, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

__all__ = ["static_address"]


def static_address(name: str) -> str:
    """Return `/static/start.js?v=1f2e3d4c`; without the mark where there is no such file."""
    return _marked(name) if settings.DEBUG else _marked_once(name)


def _marked(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        return static(name)
    with open(path, "rb") as file:  # noqa: PTH123 - a finder gives text
        mark = hashlib.sha256(file.read()).hexdigest()[:8]
    return f"{static(name)}?v={mark}"


_marked_once = cache(_marked)
