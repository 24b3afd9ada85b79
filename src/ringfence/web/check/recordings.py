"""While a recording is listened to, and what was heard."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ringfence.domain.advice import Nation
from ringfence.domain.recording import Recording, RecordingFault, RecordingId, RecordingState
from ringfence.domain.report import REAL_WORLD
from ringfence.flow.hear_recording import KEPT_FOR
from ringfence.flow.ports import Place
from ringfence.foundation.translatable import translatable
from ringfence.web.check.answer import answer_to, nation_of
from ringfence.web.check.views import RECORDING_COOKIE
from ringfence.web.clock import now
from ringfence.web.languages import cookie_name, language
from ringfence.web.pages import show
from ringfence.wiring.place import build_place

__all__ = ["progress", "recording"]

_FAULTS = {
    RecordingFault.UNREADABLE: translatable("This recording cannot be played."),
    RecordingFault.NO_SPEECH: translatable("We heard nobody speak in this recording."),
    RecordingFault.NO_LISTENER: translatable("We cannot listen to recordings here."),
}


@never_cache
@require_safe
def recording(request: HttpRequest) -> HttpResponse:
    """Say how far we are; once we are done, show the answer to what was heard."""
    place = build_place(REAL_WORLD)
    found, nation = _find(request, place)
    if found is None:
        return show(request, "check/no_recording.html", {"fault": gettext("The recording is gone.")}, status=404)
    if found.state is RecordingState.FAILED:
        fault = gettext(_FAULTS[found.fault or RecordingFault.UNREADABLE])
        return show(request, "check/no_recording.html", {"fault": fault})
    if found.state is not RecordingState.HEARD:
        return show(request, "check/listening.html", {"recording": found})
    context = answer_to(found.text, shelf=place.shelf, nation=nation, at=now())
    return show(request, "check/answer.html", {**context, "is_heard": True})


@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Say how far we are, for the script of the page; without script the page asks again by itself."""
    found, _ = _find(request, build_place(REAL_WORLD))
    is_done = found is None or found.state in {RecordingState.HEARD, RecordingState.FAILED}
    return JsonResponse({"done": is_done, "percent": found.percent if found else 0})


def _find(request: HttpRequest, place: Place) -> tuple[Recording | None, Nation]:
    name, age = cookie_name(RECORDING_COOKIE, language()), int(KEPT_FOR.total_seconds())
    sent = request.get_signed_cookie(name, "", max_age=age)
    recording_id, _, nation = str(sent).partition(" ")
    place.recordings.drop_older(now() - KEPT_FOR)
    return (place.recordings.find(RecordingId(recording_id)) if recording_id else None), nation_of(nation)
