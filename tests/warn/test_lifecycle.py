"""The steps of a warning's life: who may take them, and from where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ringfence import warn
from ringfence.domain.people import MACHINE, Actor, DeskRole
from ringfence.domain.report import World
from ringfence.domain.warning import EvidenceKind, SectionId, Statement, WarningState
from ringfence.foundation.errors import InvalidInput, NotAllowed, PublicationStopped, WrongState
from ringfence.warn import Obstacle
from tests.builders import a_surge, a_warning
from tests.warn.desk import ANALYST, APPROVER, AT, OTHER_APPROVER, SITE, taken_to, texts_of

BOTH = Actor(username="dot", roles=frozenset(DeskRole))


def test_a_draft_goes_the_whole_way() -> None:
    published = taken_to(WarningState.PUBLISHED)
    assert published.state is WarningState.PUBLISHED
    assert [event.step for event in published.history] == ["drafted", "submitted", "approved", "published"]
    assert (published.expires_on, published.review_on) == (date(2020, 11, 25), date(2020, 9, 26))


def test_nobody_approves_what_they_submitted() -> None:
    submitted = warn.submit(a_warning(), by=BOTH, at=AT)
    with pytest.raises(NotAllowed, match="second person"):
        warn.approve(submitted, by=BOTH, at=AT, obstacles=[], site=SITE)


def test_nobody_approves_what_they_edited_in_an_earlier_revision() -> None:
    draft = a_warning()
    for editor in (BOTH, ANALYST):
        draft = warn.edit(draft, title="New", description="New.", sections={}, by=editor, at=AT)
    submitted = warn.submit(draft, by=ANALYST, at=AT)
    with pytest.raises(NotAllowed, match="second person"):
        warn.approve(submitted, by=BOTH, at=AT, obstacles=[], site=SITE)


def test_nobody_approves_a_warning_with_their_own_statement() -> None:
    statement = Statement(
        paragraphs=("Hang up.",), name="Jo Hill", rank="", unit="", body="", signed_by=BOTH.username, signed_at=AT
    )
    submitted = warn.submit(warn.add_statement(a_warning(), statement, by=BOTH, at=AT), by=ANALYST, at=AT)
    with pytest.raises(NotAllowed, match="second person"):
        warn.approve(submitted, by=BOTH, at=AT, obstacles=[], site=SITE)
    with pytest.raises(NotAllowed, match="typed it"):
        warn.add_statement(a_warning(), statement, by=ANALYST, at=AT)


def test_an_analyst_may_not_approve_or_publish() -> None:
    with pytest.raises(NotAllowed, match="Only an approver"):
        warn.approve(taken_to(WarningState.IN_REVIEW), by=ANALYST, at=AT, obstacles=[], site=SITE)
    with pytest.raises(NotAllowed, match="Only an approver"):
        warn.publish(taken_to(WarningState.APPROVED), by=ANALYST, at=AT, obstacles=[])


def test_the_machine_may_neither_submit_nor_approve_whatever_its_roles() -> None:
    machine = replace(MACHINE, roles=frozenset(DeskRole))
    with pytest.raises(NotAllowed, match="Only a person"):
        warn.submit(a_warning(), by=machine, at=AT)
    with pytest.raises(NotAllowed, match="Only a person"):
        warn.approve(taken_to(WarningState.IN_REVIEW), by=machine, at=AT, obstacles=[], site=SITE)


def test_an_invented_officer_cannot_touch_a_real_warning() -> None:
    invented = replace(APPROVER, world=World("ex1"))
    with pytest.raises(NotAllowed, match="another exercise"):
        warn.approve(taken_to(WarningState.IN_REVIEW), by=invented, at=AT, obstacles=[], site=SITE)
    with pytest.raises(NotAllowed, match="another exercise"):
        warn.withdraw(taken_to(WarningState.PUBLISHED), reason="Wrong.", by=invented, at=AT)


def test_obstacles_stop_approval_and_publication() -> None:
    obstacle = Obstacle("route", "Not valid today.", "Where to report it, sentence 2")
    with pytest.raises(PublicationStopped, match="sentence 2: Not valid today"):
        warn.approve(taken_to(WarningState.IN_REVIEW), by=APPROVER, at=AT, obstacles=[obstacle], site=SITE)
    with pytest.raises(PublicationStopped):
        warn.publish(taken_to(WarningState.APPROVED), by=APPROVER, at=AT, obstacles=[obstacle])


def test_only_the_approved_revision_is_published() -> None:
    changed = replace(taken_to(WarningState.APPROVED), revision=2)
    with pytest.raises(WrongState, match="not the one that was approved"):
        warn.publish(changed, by=APPROVER, at=AT, obstacles=[])


def test_a_text_in_review_cannot_be_edited() -> None:
    with pytest.raises(WrongState, match="is in review"):
        warn.edit(taken_to(WarningState.IN_REVIEW), title="A", description="B", sections={}, by=ANALYST, at=AT)


def test_an_approved_text_returned_to_draft_loses_its_approval() -> None:
    returned = warn.return_to_draft(taken_to(WarningState.APPROVED), note="Shorter.", by=APPROVER, at=AT)
    assert (returned.state, returned.approved_by, returned.approved_revision) == (WarningState.DRAFT, None, None)


def test_the_address_is_fixed_at_approval() -> None:
    warning = a_warning(new_id=lambda: "0123456789abcdef")
    approved = taken_to(WarningState.APPROVED, warning=replace(warning, title="Scam calls — " + "very " * 30))
    assert approved.path is not None
    slug = approved.path.removeprefix("warnings/2020/8/").removesuffix("-01234567/")
    assert slug.startswith("scam-calls-very")
    assert slug.endswith("very")
    assert len(slug) <= 80
    assert approved.feed_id == "tag:ringfence.example,2026:0123456789abcdef"


def test_an_exercise_has_its_own_address() -> None:
    world = World("ex1")
    warning = warn.submit(a_warning(surge=a_surge(world=world)), by=replace(ANALYST, world=world), at=AT)
    approved = warn.approve(warning, by=replace(APPROVER, world=world), at=AT, obstacles=[], site=SITE)
    assert approved.path is not None
    assert approved.path.startswith("exercise/ex1/warnings/2020/8/")


def test_a_correction_needs_a_second_person_and_keeps_address_and_date() -> None:
    published = taken_to(WarningState.PUBLISHED)
    later = AT + timedelta(days=40)
    corrected = warn.correct(
        published, note="A number was wrong.", title="T", description="D", sections={}, by=APPROVER, at=later
    )
    assert (corrected.state, corrected.revision, corrected.approved_by) == (WarningState.DRAFT, 2, None)
    submitted = warn.submit(corrected, by=ANALYST, at=later)
    with pytest.raises(NotAllowed, match="second person"):
        warn.approve(submitted, by=APPROVER, at=later, obstacles=[], site=SITE)
    approved = warn.approve(submitted, by=OTHER_APPROVER, at=later, obstacles=[], site="elsewhere.example,2030")
    again = warn.publish(approved, by=OTHER_APPROVER, at=later, obstacles=[])
    assert (again.path, again.feed_id, again.published_at) == (published.path, published.feed_id, AT)
    assert again.corrections[0].note == "A number was wrong."


def test_one_person_withdraws_at_once_and_says_why() -> None:
    withdrawn = warn.withdraw(taken_to(WarningState.PUBLISHED), reason="The calls were genuine.", by=ANALYST, at=AT)
    assert (withdrawn.state, withdrawn.withdrawn_reason) == (WarningState.WITHDRAWN, "The calls were genuine.")
    with pytest.raises(WrongState, match="is withdrawn"):
        warn.withdraw(withdrawn, reason="Again.", by=ANALYST, at=AT)
    with pytest.raises(InvalidInput, match="Say why"):
        warn.withdraw(taken_to(WarningState.PUBLISHED), reason=" ", by=ANALYST, at=AT)


def test_only_a_published_warning_expires_and_the_machine_may_let_it() -> None:
    assert warn.expire(taken_to(WarningState.PUBLISHED), by=MACHINE, at=AT).state is WarningState.EXPIRED
    with pytest.raises(WrongState, match="is approved"):
        warn.expire(taken_to(WarningState.APPROVED), by=MACHINE, at=AT)


def test_an_edit_keeps_the_evidence_of_sentences_left_alone() -> None:
    draft = a_warning()
    first, second, *rest = texts_of(draft)[SectionId.KEY_ADVICE]
    sections = {SectionId.KEY_ADVICE: [second, "Ring a friend.", first, "", *rest]}
    edited = warn.edit(draft, title=draft.title, description="D.", sections=sections, by=ANALYST, at=AT)
    advice = next(section for section in edited.sections if section.id is SectionId.KEY_ADVICE)
    kinds = [sentence.evidence[0].kind for sentence in advice.sentences]
    assert kinds[:3] == [EvidenceKind.PLAYBOOK, EvidenceKind.OFFICER, EvidenceKind.PLAYBOOK]
    assert len(advice.sentences) == 5
    assert edited.sections[0] == draft.sections[0]
    assert edited.revision == 2
