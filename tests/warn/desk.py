"""Three people of a desk, a moment, and a warning taken to a state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from ringfence import warn
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.warning import PublicWarning, SectionId, WarningState
from ringfence.playbooks import load_playbooks
from ringfence.warn import Obstacle
from tests.builders import a_warning

ANALYST = Actor(username="ada", roles=frozenset({DeskRole.ANALYST}))
APPROVER = Actor(username="ben", roles=frozenset({DeskRole.APPROVER}))
OTHER_APPROVER = Actor(username="cat", roles=frozenset({DeskRole.APPROVER}))
AT = datetime(2020, 8, 27, 10, 39, tzinfo=UTC)
ON = date(2020, 8, 27)
SITE = "ringfence.example,2026"


def texts_of(warning: PublicWarning) -> dict[SectionId, list[str]]:
    """What a form on the desk sends back when nothing was changed."""
    return {section.id: [sentence.text for sentence in section.sentences] for section in warning.sections}


def taken_to(state: WarningState, *, warning: PublicWarning | None = None) -> PublicWarning:
    """A warning, submitted by Ada and approved by Ben, as far as `state`."""
    warning = warning or a_warning()
    if state is not WarningState.DRAFT:
        warning = warn.submit(warning, by=ANALYST, at=AT)
    if state in (WarningState.APPROVED, WarningState.PUBLISHED):
        warning = warn.approve(warning, by=APPROVER, at=AT, obstacles=[], site=SITE)
    if state is WarningState.PUBLISHED:
        warning = warn.publish(warning, by=APPROVER, at=AT, obstacles=[])
    return warning


def with_text(text: str, *, section: SectionId = SectionId.WHAT_IS_HAPPENING) -> PublicWarning:
    """A draft with one more sentence, typed by Ada."""
    warning = a_warning()
    sections = {section: [*texts_of(warning)[section], text]}
    return warn.edit(
        warning, title=warning.title, description=warning.description, sections=sections, by=ANALYST, at=AT
    )


def obstacles_in(warning: PublicWarning, *, on: date = ON, personal: str | None = None) -> list[Obstacle]:
    """Obstacles, where `personal` is the only piece of text the finder takes for somebody's own."""
    return warn.find_obstacles(
        warning,
        shelf=load_playbooks(),
        on=on,
        personal_data_finder=lambda text: [personal] if personal and personal in text else [],
    )


def in_welsh(warning: PublicWarning) -> PublicWarning:
    """The same record, said to be in Welsh."""
    return replace(warning, language="cy")
