"""Which form a browser holds: a random secret in a cookie that ends with the browser, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ringfence.domain.form import FormDraft
from ringfence.domain.report import ReportId
from ringfence.flow.ports import Place
from ringfence.web.languages import address_in, language
from ringfence.wiring.languages import ENGLISH, WELSH, is_welsh_served

__all__ = ["held_form", "hold", "holder_of", "let_go", "let_return", "returned_to"]

_FORM, _RETURN = "form", "form-again"
# Somebody who came back with reference and secret need not type them again for so long.
_RETURN_FOR = timedelta(minutes=30)


def holder_of(request: HttpRequest) -> str:
    """Return the secret that the browser sends; empty where it holds no form."""
    return request.COOKIES.get(_of(_FORM, language()), "")


def held_form(request: HttpRequest, *, place: Place, at: datetime) -> FormDraft | None:
    """Return the form that the browser holds."""
    holder = holder_of(request)
    return place.forms.find(holder, at=at) if holder else None


def hold(response: HttpResponse, holder: str) -> HttpResponse:
    """Let the browser hold a form."""
    for spoken, path in _paths():
        response.set_cookie(
            _of(_FORM, spoken),
            holder,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def let_go(response: HttpResponse) -> HttpResponse:
    """Let the browser forget everything."""
    for spoken, path in _paths():
        for name in (_FORM, _RETURN):
            response.delete_cookie(_of(name, spoken), path=path, samesite="Lax")
    return response


def let_return(response: HttpResponse, report_id: ReportId) -> HttpResponse:
    """Let the browser see how a report stands, for half an hour."""
    for spoken, path in _paths():
        response.set_signed_cookie(
            _of(_RETURN, spoken),
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
    found = request.get_signed_cookie(_of(_RETURN, language()), default=None, salt=_RETURN, max_age=_RETURN_FOR)
    return ReportId(found) if found else None


def _paths() -> list[tuple[str, str]]:
    """Return where the form stands in each language that is served: whoever changes the language keeps the form."""
    languages = (ENGLISH, WELSH) if is_welsh_served() else (ENGLISH,)
    return [(spoken, address_in(spoken, reverse("report"))) for spoken in languages]


def _of(name: str, spoken: str) -> str:
    # A name of its own for each language: a response holds one cookie of a name.
    return f"{name}-{WELSH}" if spoken == WELSH else name
