"""A reporter comes back with reference and secret."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ringfence.domain.report import REAL_WORLD, ReportId
from ringfence.flow.ports import Place
from ringfence.flow.reporter_returns import LONGEST_ADDITION, add_to_report, status_of
from ringfence.foundation.errors import InvalidInput, StorageFault, WrongState
from ringfence.foundation.ids import new_id
from ringfence.web.clock import now
from ringfence.web.faults import shorten_text
from ringfence.web.languages import language
from ringfence.web.pages import show
from ringfence.web.report.answers import is_hard
from ringfence.web.report.browser import let_return, returned_to
from ringfence.web.report.pages import error_links, gone, not_kept, too_many
from ringfence.web.report.wording import ENTER_SECRET
from ringfence.web.typed import readable
from ringfence.wiring.place import build_place

__all__ = ["again", "mine"]

_KEY = re.compile(r"[0-9a-f]{32}\Z")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Ask for reference and secret. A reference alone shows nothing."""
    reference, secret = (readable(request.POST.get(name, "")).strip() for name in ("reference", "secret"))
    faults: dict[str, str] = {}
    if request.method == "POST":
        if (wait := too_many(request, "form_again")) is not None:
            return wait
        if not reference:
            faults["reference"] = gettext("Enter the reference, such as RF-7K2M-Q9XD")
        if not secret:
            faults |= {"secret": gettext(ENTER_SECRET)}
        if not faults:
            report = build_place(REAL_WORLD).reporters.find(reference, secret)
            if report is not None:
                return let_return(redirect("report_mine"), report.id)
            faults["reference"] = gettext("Check the reference and the secret")
    context: dict[str, object] = {"reference": reference, "faults": faults, "links": error_links(faults)}
    return show(request, "report/again.html", context, status=422 if faults else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Show how a report stands; take what is added, and the wish to be told."""
    report_id = returned_to(request)
    if report_id is None:
        return redirect("report_again")
    place = build_place(REAL_WORLD)
    if request.method != "POST":
        return _status(request, report_id, place, done=request.GET.get("done", ""))
    if (wait := too_many(request, "form_again")) is not None:
        return wait
    try:
        if request.POST.get("what") == "told":
            return _wish(request, report_id, place)
        return _add(request, report_id, place)
    except (StorageFault, DatabaseError):
        return not_kept(request)


def _add(request: HttpRequest, report_id: ReportId, place: Place) -> HttpResponse:
    text = readable(request.POST.get("text", ""))
    sent_key = request.POST.get("key", "")
    key = sent_key if _KEY.match(sent_key) else new_id()
    try:
        add_to_report(report_id, text, key=key, place=place, at=now())
    except (InvalidInput, WrongState) as error:
        return _status(request, report_id, place, text=text, key=key, faults={"text": _in_words(error)}, status=422)
    return _back_to("hard" if is_hard(text) else "added")


def _in_words(error: InvalidInput | WrongState) -> str:
    return shorten_text(LONGEST_ADDITION) if error.code == "text_too_long" else gettext(error.message)


def _wish(request: HttpRequest, report_id: ReportId, place: Place) -> HttpResponse:
    if request.POST.get("tell") != "yes":
        place.reporters.drop_wish(report_id, at=now())
        return _back_to("dropped")
    address = readable(request.POST.get("address", "")).strip()
    try:
        validate_email(address)
    except ValidationError:
        faults = {"address": gettext("Enter an e-mail address, such as name@example.com, or choose No")}
        return _status(request, report_id, place, address=address, faults=faults, status=422)
    place.reporters.wish(report_id, address, at=now(), language=language())
    return _back_to("wished")


def _back_to(done: str) -> HttpResponse:
    return redirect(f"{reverse('report_mine')}?done={done}")


def _status(
    request: HttpRequest,
    report_id: ReportId,
    place: Place,
    *,
    done: str = "",
    text: str = "",
    key: str = "",
    address: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    stands = status_of(report_id, place=place)
    if stands is None:
        return gone(request)
    context = {
        "stands": stands,
        "done": done,
        "text": text,
        "key": key or new_id(),
        "address": address,
        "longest": LONGEST_ADDITION,
        "faults": faults or {},
        "links": error_links(faults or {}),
        "is_hard": done == "hard",
    }
    return show(request, "report/mine.html", context, status=status)
