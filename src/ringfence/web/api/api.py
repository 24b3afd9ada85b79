"""The API, version 1: its routers and what its errors look like."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from ringfence import __version__
from ringfence.web.api import checks, reports, warnings

__all__ = ["api"]

api = NinjaAPI(
    title="Ringfence",
    version=__version__,
    description="Reports of scam calls in, warnings out. A number of reports is not a number of crimes.",
    docs_url=None,  # its page would fetch script from another host
    urls_namespace="api",
)
api.add_router("", reports.router)
api.add_router("", warnings.router)
api.add_router("", checks.router)


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """The body is longer than we read."""
    message = "The request is too long. Send one report at a time, and a text of at most 100,000 characters."
    return api.create_response(request, {"code": "too_big", "message": message, "faults": []}, status=413)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The body is no JSON at all."""
    message = "The request cannot be read. Send one JSON object, in UTF-8."
    out = {"code": "unreadable", "message": message, "faults": []}
    return api.create_response(request, out, status=error.status_code)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name every fault, and repeat nothing of what was sent."""
    faults = [
        {"field": ".".join(str(part) for part in fault["loc"][2:]) or None, "reason": str(fault["msg"])}
        for fault in error.errors
    ]
    message = "The request cannot be used; every fault is listed."
    return api.create_response(request, {"code": "invalid_input", "message": message, "faults": faults}, status=422)
