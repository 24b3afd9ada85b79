"""The questions, one thing on each page, or all on one."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ringfence.domain.form import FileId, FormDraft
from ringfence.domain.report import REAL_WORLD
from ringfence.flow.ports import Place
from ringfence.foundation.errors import InvalidInput, StorageFault
from ringfence.intake import LARGEST_FILE, check_file
from ringfence.web.clock import now
from ringfence.web.report.answers import answers_to
from ringfence.web.report.browser import held_form, hold, holder_of
from ringfence.web.report.pages import MOST_FILES, gone, show_question, show_questions, too_many
from ringfence.web.report.questions import QUESTIONS, Question, find_question, next_question
from ringfence.web.report.saved import show_saved
from ringfence.web.typed import readable
from ringfence.wiring.place import build_place

__all__ = ["all_questions", "question"]

# Questions that follow from another answer; a changed answer leads to them.
_FOLLOWS = {"money", "reply"}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:  # noqa: PLR0911 - one for each thing that can happen
    """Show a question, or keep its answer and go on.

    Whatever goes wrong, the page that comes back holds what was typed. An
    answer that comes when its form is past its time begins a new one.
    """
    asked_now = find_question(number)
    if asked_now is None:
        raise Http404
    place, at = build_place(REAL_WORLD), now()
    draft = held_form(request, place=place, at=at)
    if draft is not None and draft.sent is not None:
        return redirect("reported")
    is_change = "check" in request.GET
    if request.method != "POST":
        if draft is None:
            return gone(request)
        if not asked_now.applies(draft.answers):
            return _go_on(number, draft.answers, is_change=is_change)
        return show_question(
            request, asked_now, answers=draft.answers, draft=draft, shelf=place.shelf, is_change=is_change
        )
    if asked_now.name == "files":
        return _files(request, asked_now, draft, place, is_change=is_change)
    before = draft.answers if draft is not None else {}
    answers, faults = answers_to([asked_now], request.POST, before=before, shelf=place.shelf, at=at)
    shown: Mapping[str, str] = {**before, **answers}
    if faults:
        return show_question(
            request,
            asked_now,
            answers=shown,
            draft=draft,
            shelf=place.shelf,
            faults=faults,
            is_change=is_change,
            status=422,
        )
    try:
        holder = holder_of(request)
        kept = place.forms.answer(holder, answers, at=at) if draft is not None else None
        if kept is None:
            if (wait := too_many(request, "form")) is not None:
                return wait
            shown = {**answers, "restarted": "yes"}
            holder = place.forms.begin(shown, at=at)
        response = show_saved(request, holder, place=place, at=at) if "save" in request.POST else None
    except (StorageFault, DatabaseError):
        return show_question(
            request,
            asked_now,
            answers=shown,
            draft=draft,
            shelf=place.shelf,
            is_change=is_change,
            is_kept=False,
            status=503,
        )
    if response is None:
        after = kept.answers if kept is not None else shown
        response = _go_on(number, after, before=before, is_change=is_change)
    return hold(response, holder)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def all_questions(request: HttpRequest) -> HttpResponse:
    """Show all questions on one page, or keep the answers and go on to check them."""
    place, at = build_place(REAL_WORLD), now()
    draft = held_form(request, place=place, at=at)
    if draft is not None and draft.sent is not None:
        draft = None  # the next caller
    questions = [each for each in QUESTIONS if each.name != "files"]
    before = draft.answers if draft is not None else {}
    if request.method != "POST":
        return show_questions(request, questions, answers={"told_by": "call_handler", **before}, shelf=place.shelf)
    answers, faults = answers_to(questions, request.POST, before=before, shelf=place.shelf, at=at)
    faults |= _one_page_faults(answers)
    if faults:
        return show_questions(
            request, questions, answers={**before, **answers}, shelf=place.shelf, faults=faults, status=422
        )
    if (wait := too_many(request, "form")) is not None:
        return wait
    try:
        holder = holder_of(request)
        if draft is None or place.forms.answer(holder, answers, at=at) is None:
            holder = place.forms.begin({name: value for name, value in answers.items() if value}, at=at)
    except (StorageFault, DatabaseError):
        return show_questions(
            request, questions, answers={**before, **answers}, shelf=place.shelf, is_kept=False, status=503
        )
    return hold(redirect("report_answers"), holder)


def _one_page_faults(answers: dict[str, str]) -> dict[str, str]:
    """Mend or name what cannot contradict itself where a question is asked only after another."""
    happened = [part for part in answers["happened"].split(";") if part]
    if any(answers.get(name) for name in ("loss_gbp", "paid_how", "paid_when")) and "paid" not in happened:
        if "nothing" in happened:
            return {"happened": gettext("Untick “None of these”, or leave the questions about money empty")}
        answers["happened"] = ";".join([*happened, "paid"])
    if answers["reply"] not in {"", "no"} and not answers["contact"]:
        return {"contact": gettext("Enter an e-mail address or phone number, or choose No reply below")}
    return {}


def _files(
    request: HttpRequest, asked_now: Question, draft: FormDraft | None, place: Place, *, is_change: bool
) -> HttpResponse:
    """Keep the files that can be taken, and name those that cannot."""
    at = now()
    if draft is None:
        return gone(request)
    faults: list[str] = []
    is_kept = True
    try:
        if request.POST.get("remove"):
            place.files.remove(FileId(request.POST["remove"][:32]), form_id=draft.id)
            return redirect(request.get_full_path())
        left = MOST_FILES - len(draft.files)
        for sent in request.FILES.getlist("files"):
            left -= 1
            faults += _keep_file(sent, draft, place, has_room=left >= 0)
        place.forms.answer(holder_of(request), {"restarted": ""}, at=at)  # moves the end of its time on
        if "save" in request.POST and not faults:
            return show_saved(request, holder_of(request), place=place, at=at)
    except (StorageFault, DatabaseError):
        is_kept = False
    if faults or not is_kept:
        draft = held_form(request, place=place, at=at)
        return show_question(
            request,
            asked_now,
            answers=draft.answers if draft is not None else {},
            draft=draft,
            shelf=place.shelf,
            faults={"files": " ".join(faults)} if faults else {},
            is_change=is_change,
            is_kept=is_kept,
            status=422 if faults else 503,
        )
    if "add" in request.POST:
        return redirect(request.get_full_path())
    return _go_on(asked_now.number, draft.answers, is_change=is_change)


def _keep_file(sent: UploadedFile[bytes], draft: FormDraft, place: Place, *, has_room: bool) -> list[str]:
    name = readable(sent.name or "file")
    if not has_room:
        return [gettext("“%(name)s”: you can send %(most)s files at most.") % {"name": name, "most": MOST_FILES}]
    try:
        content = sent.read(LARGEST_FILE + 1)
        place.files.keep(check_file(name, content), form_id=draft.id, at=now())
    except InvalidInput as error:
        return [f"“{name}”: {gettext(error.faults[0].reason)}."]
    return []


def _go_on(
    number: int, answers: Mapping[str, str], *, before: Mapping[str, str] | None = None, is_change: bool
) -> HttpResponse:
    following = next_question(number, answers)
    if is_change:
        is_new = following is not None and following.name in _FOLLOWS and not following.applies(before or {})
        if following is not None and is_new:
            return redirect(f"{reverse('report_question', args=[following.number])}?check")
        return redirect("report_answers")
    return redirect("report_question", following.number) if following is not None else redirect("report_answers")
