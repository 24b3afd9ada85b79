"""Takes the pictures in docs/ of the report form: `.venv/bin/pytest tests/journeys/take_pictures_of_the_form.py`.

Not collected by a plain `pytest`: a picture changes only when somebody asks for it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.test_report_form import fill_everything, press, start, to_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = Path(__file__).resolve().parents[2] / "docs/pictures"


def test_take_pictures(page, live_server):
    site = live_server.url

    def take(name: str) -> None:
        page.evaluate("document.activeElement.blur()")
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=PICTURES / f"report-{name}.png")

    page.set_viewport_size({"width": 1000, "height": 900})
    page.goto(f"{site}/report")
    take("first")
    start(page, site)
    to_question(page, site, 3)
    press(page, "Continue")
    to_question(page, site, 3)
    page.get_by_label("About what time?").fill("tea time")
    press(page, "Continue")
    take("mistake")
    page.set_viewport_size({"width": 390, "height": 1000})
    to_question(page, site, 7)
    page.get_by_label("What did they say").fill("They took it all. I cannot cope, I want to end my life.")
    press(page, "Continue")
    to_question(page, site, 8)
    take("despair")
    page.set_viewport_size({"width": 1000, "height": 1500})
    start(page, site)
    fill_everything(page)
    take("answers")
    press(page, "Save and come back later")
    page.set_viewport_size({"width": 1000, "height": 900})
    take("saved")
    page.goto(f"{site}/report/answers")
    press(page, "Send the report")
    page.set_viewport_size({"width": 1000, "height": 1500})
    take("sent")
    page.goto(f"{site}/report/copy")
    take("copy")
    page.goto(f"{site}/report/again/mine")
    take("afterwards")
