"""Takes the pictures in docs/ of readers' pages: `.venv/bin/pytest tests/journeys/take_pictures_for_readers.py`.

Not collected by a plain `pytest`: a picture changes only when somebody asks for it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache

from ringfence.domain.subscriber import Choice, Letter, LetterId, LetterPurpose, News, WarningChange
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.publish import render_letter
from ringfence.wiring.place import build_place
from tests.desk_scene import a_published_warning

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = Path(__file__).resolve().parents[2] / "docs/pictures"


def test_take_pictures(page, live_server):
    cache.clear()
    place, at = build_place(), datetime.now(UTC)
    settled = Period.containing(at.date(), PeriodUnit.MONTH).shifted(-2).first_day
    a_published_warning(place=place, at=datetime(settled.year, settled.month, 22, 9, tzinfo=UTC))
    warning = a_published_warning(place=place, at=at)
    addresses = {
        "warnings": "/warnings/",
        "warning": f"/{warning.path}",
        "subscribe": "/subscribe",
        "data": "/data",
        "learn": "/learn",
        "fridge": "/learn/fridge",
        "practice": "/learn/practice/bank?line=5&hung_up=yes",
    }
    page.set_viewport_size({"width": 1100, "height": 1000})
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        page.screenshot(path=PICTURES / f"{name}.png")

    news = News(warning_id=warning.id, change=WarningChange.PUBLISHED, revision=warning.revision)
    letter = Letter(
        id=LetterId("1"), message_id="<1@warnings.example>", purpose=LetterPurpose.WARNINGS, to="reader@mail.example",
        secret="example", choice=Choice(), news=(news,), made_at=at,
    )  # fmt: skip
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto("about:blank")  # a letter is read without the policy of our pages
    page.set_content(render_letter(letter, warnings={warning.id: warning}, site=place.site).html)
    page.screenshot(path=PICTURES / "letter.png")
