"""Takes the pictures in docs/ of the running site: `.venv/bin/pytest tests/journeys/take_pictures.py`.

Not collected by a plain `pytest`: a picture changes only when somebody asks for it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import REAL_WORLD
from ringfence.flow import desk
from ringfence.wiring.place import build_place
from tests.desk_scene import ANALYST, APPROVER, a_rise_in_cheshire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = Path(__file__).resolve().parents[2] / "docs/pictures"


def test_take_pictures(page, live_server):
    place, at = build_place(REAL_WORLD), datetime.now(UTC)
    analyst = Actor(username=ANALYST, roles=frozenset({DeskRole.ANALYST}))
    approver = Actor(username=APPROVER, roles=frozenset({DeskRole.APPROVER}))
    drafted = desk.draft_for_surge(a_rise_in_cheshire(place=place, at=at).id, by=analyst, place=place, at=at)
    desk.submit_warning(drafted.id, by=analyst, place=place, at=at)
    desk.approve_warning(drafted.id, by=approver, place=place, at=at)
    published = desk.publish_warning(drafted.id, by=approver, place=place, at=at)

    PICTURES.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": 1280, "height": 1100})
    page.goto(f"{live_server.url}/{published.path}")
    page.screenshot(path=PICTURES / "site.png")
