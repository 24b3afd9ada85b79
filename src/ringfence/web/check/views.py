"""Was that a scam? Words or a recording in, an answer out, and nothing is kept."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.hear_recording import KEPT_FOR, when_recording_arrives
from ringfence.flow.ports import Place
from ringfence.foundation.errors import InvalidInput, StorageFault
from ringfence.intake import LARGEST_RECORDING
from ringfence.web.api.limits import is_over_limit
from ringfence.web.check.answer import NATIONS, answer_to, nation_of
from ringfence.web.clock import now
from ringfence.web.faults import shorten_text
from ringfence.web.languages import cookie_homes
from ringfence.web.pages import show
from ringfence.web.uploads import TOO_LARGE
from ringfence.wiring.place import build_place

__all__ = ["RECORDING_COOKIE", "check"]

LONGEST_TEXT = 20_000
RECORDING_COOKIE = "rf_recording"
# More than these waiting, and a new one would be deleted before anybody has listened to it.
MOST_WAITING = 20
_RECORDINGS_A_MINUTE = 20


# Without a token, and so without a cookie: nothing is changed by what is sent here, and a page that lay open for
# hours in a frightened person's hands still works.
@csrf_exempt
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the form, or the answer in words with its evidence marked."""
    place = build_place(REAL_WORLD)
    if request.method != "POST":
        return _form(request, place)
    text = _readable(request.POST.get("text", ""))
    if is_over_limit(request, "check"):
        fault = gettext("Many people are asking at the moment. Wait a minute, then press the button again")
        return _form(request, place, text=text, fault=fault, status=429)
    if request.META.get(TOO_LARGE):
        return _form(request, place, text=text, file_fault=gettext("Choose a recording of 25 MB or less"), status=413)
    sent = request.FILES.get("recording")
    if isinstance(sent, UploadedFile) and not text.strip():
        return _take_recording(request, place, sent.read())
    return _answer(request, place, text)


def _answer(request: HttpRequest, place: Place, text: str) -> HttpResponse:
    fault = "" if text.strip() else gettext("Type or paste what they said")
    if len(text) > LONGEST_TEXT:
        fault = shorten_text(LONGEST_TEXT)
    if fault:
        return _form(request, place, text=text, fault=fault, status=422)
    try:
        context = answer_to(text, shelf=place.shelf, nation=nation_of(request.POST.get("nation", "")), at=now())
    except InvalidInput as error:
        return _form(request, place, text=text, fault=gettext(error.message), status=422)
    return show(request, "check/answer.html", {**context, "is_heard": False})


def _take_recording(request: HttpRequest, place: Place, content: bytes) -> HttpResponse:
    if place.transcriber is None:
        return _form(
            request, place, file_fault=gettext("We cannot listen to recordings here. Type what was said"), status=422
        )
    if is_over_limit(request, "recording", allowed=_RECORDINGS_A_MINUTE):
        return _form(request, place, file_fault=gettext("Wait a minute, then choose the recording again"), status=429)
    if place.recordings.count_waiting() >= MOST_WAITING:
        fault = gettext("Many recordings are waiting at the moment. Type what was said: that is answered at once")
        return _form(request, place, file_fault=fault, status=503)
    try:
        recording_id = when_recording_arrives(content, place=place, at=now())
    except InvalidInput as error:
        return _form(request, place, file_fault=gettext(error.message), status=422)
    except StorageFault:
        fault = gettext("We could not take the recording. Wait a minute and choose it again, or type what was said")
        return _form(request, place, file_fault=fault, status=503)
    response = redirect("check_recording")
    # In a cookie and not in the address: whoever opens the history of this browser finds nothing to open.
    for name, path in cookie_homes(RECORDING_COOKIE, reverse("check")):
        response.set_signed_cookie(
            name,
            f"{recording_id} {nation_of(request.POST.get('nation', '')).value}",
            max_age=int(KEPT_FOR.total_seconds()),
            path=path,
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _form(
    request: HttpRequest,
    place: Place,
    *,
    text: str = "",
    fault: str = "",
    file_fault: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "text": text,
        "nations": NATIONS,
        "nation": nation_of(request.POST.get("nation", "")),
        "fault": fault,
        "file_fault": file_fault,
        "can_listen": place.transcriber is not None,
        "largest": LARGEST_RECORDING,
    }
    return show(request, "check/form.html", context, status=status)


def _readable(text: str) -> str:
    """Return a text without marks that no page may hold."""
    return "".join(mark if mark.isprintable() or mark in "\n\t" else " " for mark in text.replace("\r\n", "\n"))
