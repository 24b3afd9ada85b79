"""Was that a scam? Words in, an answer out, and nothing is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ringfence.advise import advise
from ringfence.domain.advice import Nation
from ringfence.domain.report import REAL_WORLD
from ringfence.flow.check_text import check as check_text
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import london_date
from ringfence.web.check.marking import marked
from ringfence.web.clock import now
from ringfence.web.pages import show
from ringfence.wiring.place import build_place

__all__ = ["NATIONS", "check"]

LONGEST_TEXT = 20_000
NATIONS = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
VERDICTS = {
    "scam": "This looks like a scam.",
    "unsure": "We are not sure. Treat it as a scam until you have checked.",
    "no_signs": "We found no signs we know. That does not mean you can trust it.",
}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the form, or the answer in words with its evidence marked."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    nation = _nation(request.POST.get("nation", ""))
    context: dict[str, object] = {"text": text, "nations": NATIONS, "nation": nation}
    if request.method != "POST":
        return show(request, "check/form.html", {**context, "fault": None})
    if not text.strip():
        return show(request, "check/form.html", {**context, "fault": "Type or paste what they said"}, status=422)
    if len(text) > LONGEST_TEXT:
        fault = f"Shorten the text to {LONGEST_TEXT:,} characters or fewer"
        return show(request, "check/form.html", {**context, "fault": fault}, status=422)
    shelf = build_place(REAL_WORLD).shelf
    try:
        recognition = check_text(text, shelf=shelf)
    except InvalidInput as error:
        return show(request, "check/form.html", {**context, "fault": error.message}, status=422)
    pieces, reasons = marked(text, recognition.signs)
    kind = shelf.kinds.get(recognition.kind or "")
    context |= {
        "verdict": recognition.verdict.value,
        "words": VERDICTS[recognition.verdict.value],
        "kind": kind,
        "pieces": pieces,
        "reasons": reasons,
        "advice": advise(recognition, shelf=shelf, on=london_date(now()), nation=nation),
        "urgent": recognition.triage.urgent,
    }
    return show(request, "check/answer.html", context)


def _nation(sent: str) -> Nation:
    return Nation(sent) if sent in {nation.value for nation in Nation} else Nation.ENGLAND
