"""Check the answers, send them, and what is shown afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ringfence.domain.form import FormDraft
from ringfence.domain.report import REAL_WORLD
from ringfence.flow.when_form_is_sent import when_form_is_sent
from ringfence.foundation.errors import InvalidReport, StorageFault, UnknownName
from ringfence.intake import parse_time
from ringfence.playbooks import Shelf
from ringfence.web.clock import now
from ringfence.web.environment import day
from ringfence.web.pages import show
from ringfence.web.report.answers import IS_HARD, in_plain_words, report_of
from ringfence.web.report.browser import held_form, hold, holder_of, let_return
from ringfence.web.report.pages import gone, needs_bank, too_many
from ringfence.web.report.questions import Question, asked, previous_question
from ringfence.web.report.saved import show_saved
from ringfence.web.report.wording import CHOICES
from ringfence.wiring.place import build_place

__all__ = ["answers", "copy", "sent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question with its answer, as the reporter reads it."""

    question: Question
    lines: tuple[str, ...]  # empty: left out


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponse:  # noqa: PLR0911 - one for each thing that can happen
    """Show the answers to check, or send them."""
    place, at = build_place(REAL_WORLD), now()
    draft = held_form(request, place=place, at=at)
    if draft is None:
        return gone(request)
    if draft.sent is not None:
        return redirect("reported")
    if request.method != "POST":
        return _answers(request, draft, shelf=place.shelf)
    if (wait := too_many(request, "form")) is not None:
        return wait
    try:
        if "save" in request.POST:
            return show_saved(request, holder_of(request), place=place, at=at)
        incoming = report_of(draft.answers, shelf=place.shelf, at=at, has_files=bool(draft.files))
        became = when_form_is_sent(incoming, form_id=draft.id, place=place, at=at)
    except InvalidReport as error:
        return _answers(request, draft, shelf=place.shelf, fault=in_plain_words(error.faults[0]), status=422)
    except UnknownName:
        return gone(request)
    except (StorageFault, DatabaseError):
        return _answers(request, draft, shelf=place.shelf, is_kept=False, status=503)
    return let_return(hold(redirect("reported"), holder_of(request)), became.report_id)


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Show reference and secret, once the report is on disk."""
    draft = held_form(request, place=build_place(REAL_WORLD), at=now())
    if draft is None:
        return gone(request)
    if draft.sent is None:
        return redirect("report_answers")
    context = {"sent": draft.sent, "is_hard": draft.answers.get(IS_HARD) == "yes", "answers": draft.answers}
    return show(request, "report/sent.html", {**context, "needs_bank": needs_bank(draft.answers)})


@never_cache
@require_GET
def copy(request: HttpRequest) -> HttpResponse:
    """Show a copy to print for the bank or the police; the secret is not on it."""
    place = build_place(REAL_WORLD)
    draft = held_form(request, place=place, at=now())
    if draft is None:
        return gone(request)
    if draft.sent is None:
        return redirect("report_answers")
    rows = [row for row in _rows(draft, shelf=place.shelf) if row.lines]
    return show(request, "report/copy.html", {"sent": draft.sent, "rows": rows})


def _answers(
    request: HttpRequest, draft: FormDraft, *, shelf: Shelf, fault: str = "", is_kept: bool = True, status: int = 200
) -> HttpResponse:
    last = previous_question(1000, draft.answers)
    context = {
        "rows": _rows(draft, shelf=shelf),
        "fault": fault,
        "is_kept": is_kept,
        "back": reverse("report_question", args=[last.number]) if last else reverse("report_start"),
        "is_hard": draft.answers.get(IS_HARD) == "yes",
        "needs_bank": needs_bank(draft.answers),
        "restarted": draft.answers.get("restarted") == "yes",
    }
    return show(request, "report/answers.html", context, status=status)


def _rows(draft: FormDraft, *, shelf: Shelf) -> list[Row]:
    return [
        Row(question=question, lines=tuple(line for line in _lines(question, draft, shelf) if line))
        for question in asked(draft.answers)
    ]


def _lines(question: Question, draft: FormDraft, shelf: Shelf) -> list[str]:
    given = draft.answers
    match question.name:
        case "where":
            area = shelf.areas.get(given.get("area", ""))
            return [area.name if area is not None else ""]
        case "when":
            clock = parse_time(given["called_time"]) if given.get("called_time") else None
            return [
                _days(given, "when", "called_on"),
                gettext("At about %(time)s") % {"time": f"{clock:%H:%M}"} if clock else "",
            ]
        case "money":
            pounds = given.get("loss_gbp", "").removeprefix("£").strip()
            days = _days(given, "paid_when", "paid_on")
            return [
                f"£{pounds}" if pounds else "",
                *_chosen(given, "paid_how"),
                gettext("Paid: %(days)s") % {"days": days} if days else "",
            ]
        case "files":
            return [file.name for file in draft.files]
        case "reply":
            return _chosen(given, "reply") or [gettext(CHOICES["reply"]["no"])]
        case _:
            names = (*question.inputs, *question.ticks)
            return [
                line for name in names for line in (_chosen(given, name) if name in CHOICES else [given.get(name, "")])
            ]


def _chosen(given: Mapping[str, str], name: str) -> list[str]:
    return [gettext(CHOICES[name][part]) for part in given.get(name, "").split(";") if part in CHOICES[name]]


def _days(given: Mapping[str, str], name: str, field: str) -> str:
    parts = [date.fromisoformat(part) for part in given.get(field, "").split(" to ") if part]
    if not parts:
        return gettext(CHOICES[name]["unknown"]) if given.get(name) == "unknown" else ""
    if len(parts) == 1:
        return day(parts[0])
    return gettext("Between %(first)s and %(last)s") % {"first": day(parts[0]), "last": day(parts[1])}
