"""Is the process up, and is it ready to take a report?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ringfence.wiring.readiness import readiness

__all__ = ["healthz", "readyz"]


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether database, worker and disk are as they should be; 503 when not."""
    checks = readiness()
    is_ready = all(check.is_ok for check in checks)
    return JsonResponse(
        {
            "status": "ok" if is_ready else "not ready",
            "checks": {check.name: {"ok": check.is_ok, "note": check.note} for check in checks},
        },
        status=200 if is_ready else 503,
    )
