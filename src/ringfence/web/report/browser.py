"""Which form a browser holds: a random secret in a cookie that ends with the browser, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ringfence.domain.form import FormDraft
from ringfence.domain.report import ReportId
from ringfence.flow.ports import Place
from ringfence.web.languages import cookie_homes, cookie_name, language

__all__ = ["held_form", "hold", "holder_of", "let_go", "let_return", "returned_to"]

_FORM, _RETURN = "form", "form-again"
# Somebody who came back with reference and secret need not type them again for so long.
_RETURN_FOR = timedelta(minutes=30)


def holder_of(request: HttpRequest) -> str:
    """Return the secret that the browser sends; empty where it holds no form."""
    return request.COOKIES.get(cookie_name(_FORM, language()), "")


def held_form(request: HttpRequest, *, place: Place, at: datetime) -> FormDraft | None:
    """Return the form that the browser holds."""
    holder = holder_of(request)
    return place.forms.find(holder, at=at) if holder else None


def hold(response: HttpResponse, holder: str) -> HttpResponse:
    """Let the browser hold a form."""
    for name, path in _homes(_FORM):
        response.set_cookie(
            name,
            holder,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def let_go(response: HttpResponse) -> HttpResponse:
    """Let the browser forget everything."""
    for name, path in (*_homes(_FORM), *_homes(_RETURN)):
        response.delete_cookie(name, path=path, samesite="Lax")
    return response


def let_return(response: HttpResponse, report_id: ReportId) -> HttpResponse:
    """Let the browser see how a report stands, for half an hour."""
    for name, path in _homes(_RETURN):
        response.set_signed_cookie(
            name,
            report_id,
            salt=_RETURN,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def returned_to(request: HttpRequest) -> ReportId | None:
    """Return the report whose reference and secret this browser gave within the last half hour."""
    found = request.get_signed_cookie(cookie_name(_RETURN, language()), default=None, salt=_RETURN, max_age=_RETURN_FOR)
    return ReportId(found) if found else None


def _homes(name: str) -> list[tuple[str, str]]:
    return cookie_homes(name, reverse("report"))
