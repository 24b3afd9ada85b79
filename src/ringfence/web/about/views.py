"""The small pages: accessibility, privacy, cookies, complaints, and “my number is being used”."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ringfence.domain.public_request import RequestKind
from ringfence.domain.report import REAL_WORLD
from ringfence.foundation.errors import StorageFault
from ringfence.web.api.limits import is_over_limit
from ringfence.web.clock import now
from ringfence.web.deployment import deployment
from ringfence.web.faults import say_it_in, shorten_this
from ringfence.web.pages import show
from ringfence.wiring.place import build_place
from ringfence.wiring.privacy import retention_rules

__all__ = ["accessibility", "asked", "complaints", "cookies", "privacy", "your_number"]

LONGEST_TEXT = 2000
_LONGEST_LINE = 200


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how well everybody can use the site, and whom to tell where they cannot."""
    return show(request, "about/accessibility.html", {"running": deployment()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, why, on what ground and for how long, out of the table that is carried out."""
    return show(request, "about/privacy.html", {"running": deployment(), "rules": retention_rules()})


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Say which cookies there are, and when."""
    return show(request, "about/cookies.html", {})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complaints(request: HttpRequest) -> HttpResponse:
    """Take a complaint, and say where else to take it."""
    return _ask(request, RequestKind.COMPLAINT, "about/complaints.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def your_number(request: HttpRequest) -> HttpResponse:
    """Help somebody whose number scammers show, and take their wish that we pass it on to nobody."""
    return _ask(request, RequestKind.NUMBER, "about/your_number.html")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived."""
    return show(request, "about/asked.html", {"running": deployment()})


@dataclass
class _Typed:
    """What stands in the form, and what is wrong with it."""

    text: str = ""
    number: str = ""
    contact: str = ""
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def links(self) -> list[dict[str, str]]:
        """Return the error summary."""
        return [{"text": reason, "href": f"#{name}"} for name, reason in self.faults.items()]


def _ask(request: HttpRequest, kind: RequestKind, template: str) -> HttpResponse:
    context: dict[str, object] = {"running": deployment(), "not_kept": False}
    if request.method != "POST":
        return show(request, template, {**context, "typed": _Typed()})
    typed = _read(request.POST, kind)
    if typed.faults:
        return show(request, template, {**context, "typed": typed}, status=422)
    # The empty box is for machines that fill in everything; people never see it.
    if request.POST.get("website"):
        return redirect("asked")
    if is_over_limit(request, "request"):
        return show(request, template, {**context, "typed": typed, "not_kept": True}, status=429)
    try:
        place = build_place(REAL_WORLD)
        place.requests.keep(kind, text=typed.text, number=typed.number, contact=typed.contact, at=now())
    except StorageFault:
        return show(request, template, {**context, "typed": typed, "not_kept": True}, status=503)
    return redirect("asked")


def _read(sent: QueryDict, kind: RequestKind) -> _Typed:
    typed = _Typed(text=_line(sent, "text", "\n\t"), number=_line(sent, "number"), contact=_line(sent, "contact"))
    if kind is RequestKind.NUMBER:
        digits = sum(mark.isdigit() for mark in typed.number)
        if not 7 <= digits <= 15:  # ITU-T E.164: fifteen at most
            typed.faults["number"] = gettext("Enter your phone number, such as 01632 960123")
    elif not typed.text:
        typed.faults["text"] = gettext("Say what went wrong")
    if len(typed.text) > LONGEST_TEXT:
        typed.faults["text"] = say_it_in(LONGEST_TEXT)
    for name in ("number", "contact"):
        if len(getattr(typed, name)) > _LONGEST_LINE:
            typed.faults[name] = shorten_this(_LONGEST_LINE)
    return typed


def _line(sent: QueryDict, name: str, also: str = "") -> str:
    text = sent.get(name, "").replace("\r\n", "\n")
    return "".join(mark for mark in text if mark.isprintable() or mark in also).strip()
