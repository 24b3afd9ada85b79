"""The steps in the life of a warning: no text without a person, no approval of one's own.

draft → in_review → approved → published → withdrawn | expired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.warning import Correction, PublicWarning, SectionId, Statement, WarningState
from ringfence.foundation.errors import Fault, InvalidInput, NotAllowed, PublicationStopped, WrongState
from ringfence.foundation.ids import slugify
from ringfence.foundation.periods import london_date
from ringfence.warn.obstacles import Obstacle
from ringfence.warn.permission import is_machine, require_role, require_state, stepped
from ringfence.warn.rewording import reword_sections

__all__ = [
    "add_statement",
    "approve",
    "correct",
    "edit",
    "expire",
    "publish",
    "return_to_draft",
    "submit",
    "withdraw",
]

_WRITERS = (DeskRole.ANALYST, DeskRole.APPROVER)
_RUNS_FOR = timedelta(days=90)
_REVIEWED_AFTER = timedelta(days=30)
_LONGEST_SLUG = 80


def edit(
    warning: PublicWarning,
    *,
    title: str,
    description: str,
    sections: Mapping[SectionId, Sequence[str]],
    by: Actor,
    at: datetime,
) -> PublicWarning:
    """Keep a person's wording of a draft as a new revision."""
    require_role(warning, by, *_WRITERS, to="edit")
    require_state(warning, WarningState.DRAFT, to="edit")
    return stepped(
        warning,
        "edited",
        by=by,
        at=at,
        revision=warning.revision + 1,
        title=_required(title, "Enter a title."),
        description=_required(description, "Enter the sentence that stands under the title."),
        sections=reword_sections(warning, sections, by=by),
    )


def add_statement(warning: PublicWarning, statement: Statement, *, by: Actor, at: datetime) -> PublicWarning:
    """Add the words of a named person to a draft, as a new revision."""
    require_role(warning, by, *_WRITERS, to="add a statement to")
    require_state(warning, WarningState.DRAFT, to="add a statement to")
    if statement.signed_by != by.username:
        raise NotAllowed("A statement is signed off by the person who typed it, and by nobody else.")
    _required(statement.name, "Enter the name of the person who says this.")
    if not any(paragraph.strip() for paragraph in statement.paragraphs):
        raise InvalidInput("Enter the words of the statement.")
    statements = (*warning.statements, statement)
    return stepped(warning, "statement_added", by=by, at=at, revision=warning.revision + 1, statements=statements)


def submit(warning: PublicWarning, *, by: Actor, at: datetime) -> PublicWarning:
    """Hand a draft to a second person."""
    require_role(warning, by, *_WRITERS, to="submit")
    require_state(warning, WarningState.DRAFT, to="submit")
    return stepped(warning, "submitted", by=by, at=at, state=WarningState.IN_REVIEW, submitted_by=by.username)


def return_to_draft(warning: PublicWarning, *, note: str, by: Actor, at: datetime) -> PublicWarning:
    """Send a warning back to the desk, with a note on what to mend."""
    require_role(warning, by, *_WRITERS, to="return")
    require_state(warning, WarningState.IN_REVIEW, WarningState.APPROVED, to="return")
    note = _required(note, "Say what has to be mended.")
    return stepped(warning, "returned", by=by, at=at, note=note, state=WarningState.DRAFT, **_unapproved())


def approve(
    warning: PublicWarning, *, by: Actor, at: datetime, obstacles: Sequence[Obstacle], site: str
) -> PublicWarning:
    """Approve exactly the revision in review, and fix its address.

    Args:
        warning: The warning in review.
        by: An approver who neither wrote nor submitted any of it.
        at: Now, aware UTC.
        obstacles: What `find_obstacles` found; anything stops the approval.
        site: Authority of the tag: URIs of the feed, "ringfence.example,2026".

    Raises:
        NotAllowed: somebody would approve their own text.
        PublicationStopped: there are obstacles.
        WrongState: it is not in review.
    """
    require_role(warning, by, DeskRole.APPROVER, to="approve")
    require_state(warning, WarningState.IN_REVIEW, to="approve")
    if by.username in _authors(warning):
        raise NotAllowed(f"{by.username} wrote or submitted part of this warning. A second person has to approve it.")
    _require_clear(obstacles)
    return stepped(
        warning,
        "approved",
        by=by,
        at=at,
        state=WarningState.APPROVED,
        approved_by=by.username,
        approved_revision=warning.revision,
        path=warning.path or _path_of(warning, at=at),
        feed_id=warning.feed_id or f"tag:{site}:{warning.id}",
    )


def publish(
    warning: PublicWarning, *, by: Actor, at: datetime, obstacles: Sequence[Obstacle], is_urgent: bool = False
) -> PublicWarning:
    """Publish the revision that was approved; after a correction the first date of publication stays.

    An urgent one is mailed at once, even to those who had an e-mail today.
    """
    require_role(warning, by, DeskRole.APPROVER, to="publish")
    require_state(warning, WarningState.APPROVED, to="publish")
    if warning.approved_revision != warning.revision:
        raise WrongState("This text is not the one that was approved. Submit it again.")
    _require_clear(obstacles)
    today = london_date(at)
    return stepped(
        warning,
        "published",
        by=by,
        at=at,
        state=WarningState.PUBLISHED,
        published_at=warning.published_at or at,
        is_urgent=is_urgent,
        expires_on=today + _RUNS_FOR,
        review_on=today + _REVIEWED_AFTER,
    )


def correct(
    warning: PublicWarning,
    *,
    note: str,
    title: str,
    description: str,
    sections: Mapping[SectionId, Sequence[str]],
    by: Actor,
    at: datetime,
) -> PublicWarning:
    """Start a correction of a published warning: a new revision, in state draft.

    It takes the way of every text: submitted, approved by a second person,
    published. Until then the published revision stays up. Address and date
    of publication are kept.
    """
    require_role(warning, by, DeskRole.APPROVER, to="correct")
    require_state(warning, WarningState.PUBLISHED, to="correct")
    note = _required(note, "Say what was wrong; the public will read it.")
    return stepped(
        warning,
        "corrected",
        by=by,
        at=at,
        note=note,
        state=WarningState.DRAFT,
        revision=warning.revision + 1,
        title=_required(title, "Enter a title."),
        description=_required(description, "Enter the sentence that stands under the title."),
        sections=reword_sections(warning, sections, by=by),
        corrections=(*warning.corrections, Correction(at=at, note=note)),
        **_unapproved(),
    )


def withdraw(warning: PublicWarning, *, reason: str, by: Actor, at: datetime) -> PublicWarning:
    """Take a warning back: one person, at once. A draft is dropped the same way.

    The reason is shown on the page of a warning that was published.
    """
    require_role(warning, by, *_WRITERS, to="withdraw")
    open_states = (WarningState.DRAFT, WarningState.IN_REVIEW, WarningState.APPROVED, WarningState.PUBLISHED)
    require_state(warning, *open_states, to="withdraw")
    reason = _required(reason, "Say why; on a published warning the public will read it.")
    state = WarningState.WITHDRAWN
    return stepped(warning, "withdrawn", by=by, at=at, note=reason, state=state, withdrawn_reason=reason)


def expire(warning: PublicWarning, *, by: Actor, at: datetime) -> PublicWarning:
    """Let a published warning run out; the machine may do this."""
    if not is_machine(by):
        require_role(warning, by, *_WRITERS, to="expire")
    require_state(warning, WarningState.PUBLISHED, to="expire")
    return stepped(warning, "expired", by=by, at=at, state=WarningState.EXPIRED)


def _authors(warning: PublicWarning) -> frozenset[str]:
    statements = {event.by for event in warning.history if event.step == "statement_added"}
    submitter = {warning.submitted_by} if warning.submitted_by is not None else set()
    return warning.editors | statements | submitter


def _unapproved() -> dict[str, None]:
    return {"submitted_by": None, "approved_by": None, "approved_revision": None}


def _require_clear(obstacles: Sequence[Obstacle]) -> None:
    if obstacles:
        faults = [Fault(reason=obstacle.reason, field=obstacle.where) for obstacle in obstacles]
        raise PublicationStopped("This warning cannot be published yet.", faults)


def _path_of(warning: PublicWarning, *, at: datetime) -> str:
    day = london_date(at)
    slug = slugify(warning.title)
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    prefix = f"exercise/{warning.world}/" if warning.is_exercise else ""
    return f"{prefix}warnings/{day.year}/{day.month}/{slug}-{warning.id[:8]}/"


def _required(text: str, message: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise InvalidInput(message)
    return text
