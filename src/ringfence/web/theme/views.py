"""A style sheet of one line: the content policy lets no page carry a colour itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ringfence.web.deployment import deployment

__all__ = ["theme"]


@cache_control(public=True, max_age=3600)
@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """Give the colour of this deployment to the style sheet."""
    return HttpResponse(f":root {{ --rf-band: {deployment().theme_colour}; }}\n", content_type="text/css")
