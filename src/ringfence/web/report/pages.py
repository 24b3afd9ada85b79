"""What every page of the form is shown with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from ringfence.domain.form import FormDraft
from ringfence.intake import ACCEPTED_IN_WORDS, LARGEST_FILE_IN_WORDS
from ringfence.playbooks import Shelf
from ringfence.web.api.limits import is_over_limit
from ringfence.web.pages import show
from ringfence.web.report.answers import IS_HARD
from ringfence.web.report.questions import Question, asked, previous_question
from ringfence.web.report.wording import CHOICES

__all__ = ["MOST_FILES", "error_links", "gone", "needs_bank", "not_kept", "show_question", "show_questions", "too_many"]

MOST_FILES = 5


def show_question(
    request: HttpRequest,
    question: Question,
    *,
    answers: Mapping[str, str],
    draft: FormDraft | None,
    shelf: Shelf,
    faults: Mapping[str, str] | None = None,
    is_change: bool = False,
    is_kept: bool = True,
    status: int = 200,
) -> HttpResponse:
    """Show one question, with what was typed and what is to be mended."""
    questions = asked(answers)
    before = previous_question(question.number, answers)
    address = reverse("report_question", args=[before.number]) if before else reverse("report_start")
    context: dict[str, object] = {
        **_fields(answers, shelf, faults or {}),
        "question": question,
        "place": next((n for n, each in enumerate(questions, 1) if each.number == question.number), 1),
        "of": len(questions),
        "back": reverse("report_answers") if is_change else address,
        "is_change": is_change,
        "is_kept": is_kept,
        "files": draft.files if draft is not None else (),
        "may_add": draft is None or len(draft.files) < MOST_FILES,
        "restarted": answers.get("restarted") == "yes",
    }
    return show(request, "report/question.html", context, status=status)


def show_questions(
    request: HttpRequest,
    questions: Sequence[Question],
    *,
    answers: Mapping[str, str],
    shelf: Shelf,
    faults: Mapping[str, str] | None = None,
    is_kept: bool = True,
    status: int = 200,
) -> HttpResponse:
    """Show all questions on one page, for who types while somebody else tells."""
    context: dict[str, object] = {
        **_fields(answers, shelf, faults or {}),
        "questions": questions,
        "back": reverse("report_start"),
        "is_kept": is_kept,
    }
    return show(request, "report/all.html", context, status=status)


def needs_bank(answers: Mapping[str, str]) -> bool:
    """Say whether money went so lately that the bank may still stop it."""
    is_paid = "paid" in answers.get("happened", "").split(";")
    return is_paid and answers.get("paid_when") in {"today", "yesterday"}


def gone(request: HttpRequest) -> HttpResponse:
    """There is no form in this browser, or it is past its time."""
    return show(request, "report/gone.html", {}, status=410)


def not_kept(request: HttpRequest) -> HttpResponse:
    """The disk or the database refused and there was nothing on the page that could be lost."""
    return show(request, "report/not_kept.html", {}, status=503)


def too_many(request: HttpRequest, what: str) -> HttpResponse | None:
    """Return the page that asks to wait, where this address has had its share of the minute."""
    if not is_over_limit(request, what):
        return None
    return show(request, "report/wait.html", {}, status=429)


def error_links(faults: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the links of the error summary."""
    return [{"text": reason, "href": f"#{name}"} for name, reason in faults.items()]


def _fields(answers: Mapping[str, str], shelf: Shelf, faults: Mapping[str, str]) -> dict[str, object]:
    areas = sorted(shelf.areas.values(), key=lambda area: area.name)
    return {
        "answers": answers,
        "choices": CHOICES,
        "areas": [{"value": area.code, "text": area.name} for area in areas],
        "faults": faults,
        "links": error_links(faults),
        "is_hard": answers.get(IS_HARD) == "yes",
        "needs_bank": needs_bank(answers),
        "accepted": gettext(ACCEPTED_IN_WORDS),
        "largest": LARGEST_FILE_IN_WORDS,
        "most_files": MOST_FILES,
    }
