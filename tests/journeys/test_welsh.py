"""The Welsh pages in a browser: nothing for axe to find, nothing too wide, and a form that is taken along."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.journeys.test_axe import AXE, LOOK, OPEN_ALL
from tests.journeys.walk import SCAM, a_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(settings):
    settings.RINGFENCE_WELSH = "draft"


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_welsh_pages(browser, live_server, draft, width):
    script, scene, found = AXE.read_text(encoding="utf-8"), a_scene(), {}
    page = browser.new_context(viewport={"width": width, "height": 900}, locale="cy").new_page()
    addresses = [
        "/",
        "/now",
        "/check",
        "/report",
        "/report/start",
        "/report/all",
        "/subscribe",
        "/warnings/",
        scene.warning,
    ]
    addresses += [
        "/learn",
        "/learn/kinds/bank_impersonation",
        "/learn/fridge",
        "/privacy",
        "/cookies",
        "/data",
        "/nothing",
    ]
    for address in addresses:
        page.goto(f"{live_server.url}/cy{address}")
        page.evaluate(OPEN_ALL)
        page.evaluate(script)
        if faults := page.evaluate(LOOK):
            found[address] = faults
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found[f"{address}, width"] = wide
    assert not found, "\n".join(f"{name}: {what}" for name, what in found.items())


def test_now_asks_in_welsh_and_marks_what_is_english(browser, live_server, draft):
    page = browser.new_page()
    page.goto(f"{live_server.url}/cy/now")
    page.get_by_role("button", name="Fy manc, neu gwmni cardiau").click()

    assert page.get_by_role("heading", name="Gwnewch hyn nawr").count()
    assert page.locator("#now-answer ol > li[lang='en-GB']").count()
    page.get_by_role("button", name="Symud arian, neu dalu rhywbeth").click()
    assert page.locator("#now-answer ol > li", has_text="Peidiwch â thalu").count()


def test_the_address_that_is_copied_leads_back_to_the_language(browser, live_server, draft):
    window = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, warning = window.new_page(), a_scene().warning
    for address in (f"/cy{warning}", warning):
        page.goto(live_server.url + address)
        page.locator("[data-rf-needs=copy]").click()
        page.wait_for_function("document.getElementById('rf-status').textContent")
        assert urlsplit(page.evaluate("navigator.clipboard.readText()")).path == address


def test_a_form_that_was_begun_is_taken_along_to_the_other_language(browser, live_server, draft):
    page = browser.new_page()
    page.goto(f"{live_server.url}/report/start")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_label("Me", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Cymraeg").click()

    assert page.url.endswith("/cy/report/2")
    page.goto(f"{live_server.url}/cy/report/7")
    page.locator("#text").fill(SCAM)
    page.get_by_role("button", name="Parhau").click()
    page.goto(f"{live_server.url}/cy/report/answers")
    assert page.get_by_text("Fi", exact=True).count()
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url.endswith("/report/answers")
    assert page.get_by_text(SCAM).count()
