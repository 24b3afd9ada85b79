"""One warning at the desk: read, edit, hand on, approve, publish, take back."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ringfence.domain.people import Actor
from ringfence.domain.warning import PublicWarning, SectionId, Statement, WarningId, WarningState
from ringfence.flow import desk
from ringfence.flow.after_warning import what_came_after
from ringfence.flow.ports import Place
from ringfence.foundation.errors import PublicationStopped, RingfenceError
from ringfence.foundation.periods import london_date
from ringfence.publish import render_article_html
from ringfence.web.clock import now
from ringfence.web.desk.frame import desk_page, no_such
from ringfence.web.desk.people import at_the_desk, world_of
from ringfence.web.warnings.listing import address_of
from ringfence.wiring.place import build_place

__all__ = ["edit", "step", "warning"]

_READABLE = {WarningState.PUBLISHED, WarningState.WITHDRAWN, WarningState.EXPIRED}


@require_safe
@at_the_desk
def warning(request: HttpRequest, actor: Actor, warning_id: str) -> HttpResponse:
    """Show a warning with its evidence, what stands in its way, and its history."""
    place, found = _find(request, warning_id)
    return _page(request, actor, found, place=place)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def edit(request: HttpRequest, actor: Actor, warning_id: str) -> HttpResponse:
    """Change the words of a draft, or start the correction of what is published."""
    place, found = _find(request, warning_id)
    if request.method != "POST":
        return _editor(request, actor, found)
    sent = request.POST
    title, description = sent.get("title", "").strip(), sent.get("description", "").strip()
    sections = {section.id: _sentences(sent, section.id) for section in found.sections}
    at = now()
    try:
        if found.state is WarningState.PUBLISHED:
            desk.correct_warning(
                found.id,
                note=sent.get("note", "").strip(),
                title=title,
                description=description,
                sections=sections,
                by=actor,
                place=place,
                at=at,
            )
        else:
            desk.edit_warning(
                found.id, title=title, description=description, sections=sections, by=actor, place=place, at=at
            )
    except RingfenceError as error:
        return _editor(request, actor, found, typed=sent, faults=_said(error))
    return redirect("desk_warning", found.id)


@require_POST
@at_the_desk
def step(request: HttpRequest, actor: Actor, warning_id: str, name: str) -> HttpResponse:
    """Take one step in the life of a warning; a refusal is shown as a sentence."""
    place, found = _find(request, warning_id)
    take = _STEPS.get(name)
    if take is None:
        raise no_such("step")
    try:
        take(found.id, request.POST, actor, place)
    except RingfenceError as error:
        return _page(request, actor, found, place=place, faults=_said(error))
    return redirect("desk_warning", found.id)


def _submit(warning_id: WarningId, sent: QueryDict, by: Actor, place: Place) -> None:
    desk.submit_warning(warning_id, by=by, place=place, at=now())


def _return(warning_id: WarningId, sent: QueryDict, by: Actor, place: Place) -> None:
    desk.return_warning(warning_id, note=sent.get("note", "").strip(), by=by, place=place, at=now())


def _approve(warning_id: WarningId, sent: QueryDict, by: Actor, place: Place) -> None:
    desk.approve_warning(warning_id, by=by, place=place, at=now())


def _publish(warning_id: WarningId, sent: QueryDict, by: Actor, place: Place) -> None:
    is_urgent = sent.get("urgent") == "yes"
    desk.publish_warning(warning_id, by=by, place=place, at=now(), is_urgent=is_urgent)


def _withdraw(warning_id: WarningId, sent: QueryDict, by: Actor, place: Place) -> None:
    desk.withdraw_warning(warning_id, reason=sent.get("reason", "").strip(), by=by, place=place, at=now())


def _state(warning_id: WarningId, sent: QueryDict, by: Actor, place: Place) -> None:
    at = now()
    words = sent.get("words", "").replace("\r\n", "\n")
    statement = Statement(
        paragraphs=tuple(part.strip() for part in words.split("\n\n") if part.strip()),
        name=sent.get("name", "").strip(),
        rank=sent.get("rank", "").strip(),
        unit=sent.get("unit", "").strip(),
        body=sent.get("body", "").strip(),
        signed_by=by.username,
        signed_at=at,
    )
    desk.add_statement(warning_id, statement, by=by, place=place, at=at)


def _close_note(warning_id: WarningId, sent: QueryDict, by: Actor, place: Place) -> None:
    place.notes.close(sent.get("note_id", ""), by=by.username, at=now())


_STEPS: dict[str, Callable[[WarningId, QueryDict, Actor, Place], None]] = {
    "submit": _submit,
    "return": _return,
    "approve": _approve,
    "publish": _publish,
    "withdraw": _withdraw,
    "statement": _state,
    "close_note": _close_note,
}


def _find(request: HttpRequest, warning_id: str) -> tuple[Place, PublicWarning]:
    place = build_place(world_of(request))
    found = place.warnings.find(WarningId(warning_id))
    if found is None:
        raise no_such("warning")
    return place, found


def _sentences(sent: QueryDict, section: SectionId) -> list[str]:
    """Return the sentences of one section; an emptied box leaves its sentence out."""
    return [" ".join(text.split()) for text in sent.getlist(f"section-{section}") if text.strip()]


def _said(error: RingfenceError) -> list[str]:
    if isinstance(error, PublicationStopped) and error.faults:
        return [fault.reason for fault in error.faults]
    return [error.message]


def _page(
    request: HttpRequest, actor: Actor, found: PublicWarning, *, place: Place, faults: list[str] | None = None
) -> HttpResponse:
    return desk_page(
        request,
        actor,
        "desk/warning.html",
        {
            "warning": found,
            "obstacles": desk.obstacles_of(found.id, place=place, on=london_date(now())),
            "public_address": address_of(found) if found.path and found.state in _READABLE else None,
            "preview": _lowered(render_article_html(found, site=place.site)),
            "notes": place.notes.open_notes(found.id),
            "shelf": place.shelf,
            "came_after": what_came_after(found, place=place, as_of=now()),
            "faults": faults or [],
        },
        status=409 if faults else 200,
    )


def _lowered(article: str) -> str:
    """Return an article with its headings one level lower, to stand inside another page."""
    return re.sub(r"<(/?)h([1-5])\b", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", article)


def _editor(
    request: HttpRequest,
    actor: Actor,
    found: PublicWarning,
    *,
    typed: QueryDict | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    return desk_page(
        request,
        actor,
        "desk/edit.html",
        {
            "warning": found,
            "title_typed": found.title if typed is None else typed.get("title", ""),
            "description_typed": found.description if typed is None else typed.get("description", ""),
            "note_typed": "" if typed is None else typed.get("note", ""),
            "texts": {
                section.id.value: [sentence.text for sentence in section.sentences]
                if typed is None
                else typed.getlist(f"section-{section.id}")
                for section in found.sections
            },
            "is_correction": found.state is WarningState.PUBLISHED,
            "faults": faults or [],
        },
        status=409 if faults else 200,
    )
