"""The whole loop in a browser: report, draft, edit, approve, publish, read, withdraw."""

from __future__ import annotations

import re

import pytest

from tests.desk_scene import ANALYST, APPROVER, PASSWORD, a_desk_person, a_rise_in_cheshire
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page, site: str, username: str) -> None:
    page.goto(f"{site}/desk")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in"))
    page.get_by_role("heading", name="Desk", exact=True).wait_for()


def test_from_a_report_to_a_withdrawn_warning(browser, live_server):
    site = live_server.url
    visitor = browser.new_context().new_page()
    visitor.goto(site)
    press(visitor.get_by_role("link", name="Report a call").first)
    visitor.get_by_label("None of these").check()
    press(visitor.get_by_role("button", name="Go on"))
    press(visitor.get_by_role("button", name="Start"))
    for _ in range(6):
        if visitor.get_by_label("Where does that person live?").is_visible():
            visitor.get_by_label("Where does that person live?").select_option(label="Cheshire")
        press(visitor.get_by_role("button", name="Continue"))
    visitor.get_by_label("What did they say").fill("A man rang and said he was from Microsoft.")
    for _ in range(4):
        press(visitor.get_by_role("button", name="Continue"))
    press(visitor.get_by_role("button", name="Send the report"))
    assert re.search(r"RF-[0-9A-Z]{4}-[0-9A-Z]{4}", visitor.inner_text("main"))

    surge = a_rise_in_cheshire()
    a_desk_person(ANALYST, "analyst")
    a_desk_person(APPROVER, "approver")

    analyst = browser.new_context().new_page()
    sign_in(analyst, site, ANALYST)
    analyst.goto(f"{site}/desk/surges/{surge.id}")
    press(analyst.get_by_role("button", name="Draft a warning"))
    press(analyst.get_by_role("button", name="Edit", exact=True))
    analyst.get_by_label("Title", exact=True).fill("Callers pretend to be from Microsoft")
    press(analyst.get_by_role("button", name="Keep as a new revision"))
    analyst.get_by_role("heading", level=1, name="Callers pretend to be from Microsoft").wait_for()
    press(analyst.get_by_role("button", name="Hand it to an approver"))
    address = analyst.url

    approver = browser.new_context().new_page()
    sign_in(approver, site, APPROVER)
    press(approver.get_by_role("link", name="Callers pretend to be from Microsoft"))
    press(approver.get_by_role("button", name="Approve these words"))
    press(approver.get_by_role("button", name="Publish"))
    approver.get_by_role("link", name="See the public page").wait_for()

    visitor.goto(f"{site}/warnings/")
    press(visitor.get_by_role("link", name="Callers pretend to be from Microsoft"))
    visitor.get_by_role("heading", level=1, name="Callers pretend to be from Microsoft").wait_for()
    assert "0300 123 2040" in visitor.inner_text("main")

    approver.goto(address)
    approver.get_by_text("Withdraw", exact=True).click()
    approver.get_by_label("Why is it withdrawn?").fill("The calls were part of a test.")
    press(approver.get_by_role("button", name="Withdraw now"))
    visitor.reload()
    assert "withdrawn" in visitor.inner_text("main").lower()
    assert "The calls were part of a test." in visitor.inner_text("main")
