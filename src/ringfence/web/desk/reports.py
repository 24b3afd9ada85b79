"""One report at the desk: redacted, with its additions and files; the original with a recorded reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ringfence.domain.people import Actor
from ringfence.domain.report import ReportId
from ringfence.flow.show_report import OpenedReport, open_report, show_report
from ringfence.foundation.errors import RingfenceError, UnknownName
from ringfence.web.clock import now
from ringfence.web.desk.board import surge_name
from ringfence.web.desk.frame import desk_page, no_such
from ringfence.web.desk.people import at_the_desk, world_of
from ringfence.wiring.place import build_place
from ringfence.wiring.privacy import build_privacy

__all__ = ["report"]

_FILE_WORDS = {"image": "Picture", "audio": "Sound recording", "video": "Video", "text": "Plain text"}
_DECIDED = {
    "hold": "put on legal hold",
    "release": "hold lifted",
    "refusal": "erasure refused",
    "access": "given to the person it is about",
    "opening": "opened",
}


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def report(request: HttpRequest, actor: Actor, report_id: str) -> HttpResponse:
    """Show a report; with a reason, which is kept, its original on the same page, once."""
    world = world_of(request)
    place, privacy = build_place(world), build_privacy(world)
    reason = request.POST.get("reason", "")
    opened: OpenedReport | None = None
    fault: str | None = None
    try:
        if request.method == "POST":
            opened = open_report(ReportId(report_id), by=actor, reason=reason, privacy=privacy, place=place, at=now())
    except UnknownName:
        raise no_such("report") from None
    except RingfenceError as error:
        fault = error.message
    try:
        sheet = show_report(ReportId(report_id), privacy=privacy, place=place)
    except UnknownName:
        raise no_such("report") from None
    return desk_page(
        request,
        actor,
        "desk/report.html",
        {
            "sheet": sheet,
            "report": sheet.report,
            "opened": opened,
            "surges": [(surge, surge_name(surge, shelf=place.shelf)) for surge in sheet.surges],
            "shelf": place.shelf,
            "file_words": file_words,
            "decided": _DECIDED,
            "reason": reason,
            "fault": fault,
        },
        status=200 if fault is None else 409,
    )


def file_words(media_type: str) -> str:
    """Return what a file is, as its content says: "Picture (image/png)"."""
    if media_type == "application/pdf":
        return f"PDF ({media_type})"
    return f"{_FILE_WORDS.get(media_type.split('/', 1)[0], 'File')} ({media_type})"
