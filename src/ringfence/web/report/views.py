"""The report form and the page with the reference."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.foundation.errors import InvalidReport, StorageFault
from ringfence.intake import check_report
from ringfence.playbooks import Shelf
from ringfence.web.clock import now
from ringfence.web.pages import show
from ringfence.web.report.form import (
    CHANNELS,
    HAPPENED,
    TOLD_BY,
    errors_by_field,
    fields_for_intake,
    new_token,
    original_bytes,
    token_of,
)
from ringfence.wiring.place import build_place

__all__ = ["report", "reported"]

_IN_SESSION = "report_reference"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what was sent and go on to the reference.

    Whatever goes wrong, the page that comes back holds what was typed.
    """
    place = build_place(REAL_WORLD)
    if request.method != "POST":
        return _form(request, QueryDict(), shelf=place.shelf, token=new_token())
    if "carry" in request.POST:  # the text of a check, carried over; nothing is sent yet
        return _form(request, request.POST, shelf=place.shelf, token=new_token())
    at = now()
    token = token_of(request.POST)
    fields = fields_for_intake(request.POST)
    try:
        incoming = check_report(
            fields,
            shelf=place.shelf,
            as_of=at,
            source="form",
            source_key=token,
            original=original_bytes(fields),
        )
    except InvalidReport as error:
        messages, links = errors_by_field(error.faults)
        return _form(request, request.POST, shelf=place.shelf, token=token, messages=messages, links=links, status=422)
    try:
        kept, _ = when_report_arrives(incoming, place=place, received_at=at)
        # In the session and not in the address: addresses end up in histories and logs.
        request.session[_IN_SESSION] = kept.reference
        request.session.save()
    except (StorageFault, DatabaseError):
        return _form(request, request.POST, shelf=place.shelf, token=token, not_kept=True, status=503)
    return redirect("reported")


@never_cache
@require_GET
def reported(request: HttpRequest) -> HttpResponse:
    """Show the reference, once the report is safely on disk."""
    reference = request.session.get(_IN_SESSION)
    if reference is None:
        return redirect("report")
    return show(request, "report/reported.html", {"reference": reference})


def _form(
    request: HttpRequest,
    typed: QueryDict,
    *,
    shelf: Shelf,
    token: str,
    messages: dict[str, str] | None = None,
    links: list[dict[str, str]] | None = None,
    not_kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    areas = sorted(shelf.areas.values(), key=lambda area: area.name)
    return show(
        request,
        "report/form.html",
        {
            "typed": typed,
            "ticked": typed.getlist("happened"),
            "token": token,
            "messages": messages or {},
            "links": links or [],
            "not_kept": not_kept,
            "areas": [{"value": area.code, "text": area.name} for area in areas],
            "told_by": TOLD_BY,
            "channels": CHANNELS,
            "happened": HAPPENED,
        },
        status=status,
    )
