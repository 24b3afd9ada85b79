"""Readers in a browser: warnings, e-mails, data and learning; narrow and wide, without script, with the keyboard only."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache

from ringfence.domain.subscriber import Choice
from ringfence.flow.subscribe import ask_for_warnings
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.store.models import SubscriberRow
from ringfence.wiring.place import build_place
from tests.desk_scene import a_published_warning
from tests.journeys.pressing import press_key

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
# Set it to a folder to look at every page these tests visit.
PICTURES = os.environ.get("PICTURES_OF_READERS_PAGES", "")


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def addresses() -> dict[str, str]:
    """Every page of this kind, with something on it: name → path."""
    place = build_place()
    settled = Period.containing(datetime.now(UTC).date(), PeriodUnit.MONTH).shifted(-2).first_day
    a_published_warning(place=place, at=datetime(settled.year, settled.month, 22, 9, tzinfo=UTC))
    warning = a_published_warning(place=place)
    ask_for_warnings("reader@mail.example", Choice(), place=place, at=datetime.now(UTC) - timedelta(minutes=1))
    ask_for_warnings("other@mail.example", Choice(), place=place, at=datetime.now(UTC))
    pending, confirmed = SubscriberRow.objects.order_by("-asked_at").values_list("secret", flat=True)
    place.subscribers.confirm(confirmed, at=datetime.now(UTC))
    return {
        "warnings": "/warnings/?area=cheshire&since=90",
        "warning": f"/{warning.path}",
        "note": f"/warnings/wrong/{warning.id}",
        "subscribe": "/subscribe",
        "asked": "/subscribe/asked",
        "feeds": "/subscribe/feeds",
        "confirm": f"/subscribe/mine/{pending}",
        "mine": f"/subscribe/mine/{confirmed}",
        "leave": f"/subscribe/leave/{confirmed}",
        "gone": "/subscribe/mine/nothing",
        "data": "/data",
        "data-area": "/data?area=cheshire",
        "learn": "/learn",
        "kind": "/learn/kinds/tech_support_impersonation",
        "fridge": "/learn/fridge",
        "family": "/learn/family",
        "speakers": "/learn/speakers",
        "practice-list": "/learn/practice",
        "practice": "/learn/practice/bank?line=5",
        "practice-end": "/learn/practice/bank?line=5&hung_up=yes",
    }


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(page, live_server, addresses, width):
    script = AXE.read_text(encoding="utf-8")
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.set_viewport_size({"width": width, "height": 900})
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.evaluate(script)
        found = page.evaluate("axe.run().then(result => result.violations.map(each => each.id + ': ' + each.help))")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        assert found == [], f"{address} at {width}: {found}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than {width}"
    assert hosts == {live_server.url.split("/")[2]}


def test_the_page_for_the_fridge_is_one_sheet(page, live_server):
    page.goto(f"{live_server.url}/learn/fridge")
    sheet = page.pdf(format="A4", margin={"top": "12mm", "bottom": "12mm", "left": "12mm", "right": "12mm"})
    if PICTURES:
        (Path(PICTURES) / "fridge.pdf").write_bytes(sheet)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_a_subscription_without_script_and_with_the_keyboard_only(browser, live_server, mailoutbox):
    from ringfence.flow.mail_warnings import send_due_letters
    from ringfence.web.clock import now

    window = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = window.new_page()
    page.goto(f"{live_server.url}/subscribe")
    tab_to(page, "email")
    page.keyboard.type("reader@mail.example")
    page.keyboard.press("Tab")  # the first place; the box for machines is passed over
    assert focused(page) == "area-1"
    for _ in range(60):  # letters typed slowly, as on a busy machine, would choose another place
        if page.locator("#area-1").input_value() == "cheshire":
            break
        page.keyboard.press("ArrowDown")
    press_key(page.get_by_role("button", name="Get warnings"))
    page.get_by_role("heading", name="Now look into your e-mail").wait_for()

    send_due_letters(place=build_place(), clock=now)
    path = re.search(r"/subscribe/mine/\S+", mailoutbox[0].body)[0]
    page.goto(live_server.url + path)
    press_key(page.get_by_role("button", name="Yes, send me warnings"))
    page.get_by_role("heading", name="Your warnings").wait_for()
    assert page.get_by_label("Police area", exact=True).input_value() == "cheshire"
    press_key(page.get_by_role("link", name="Stop the e-mails"))
    press_key(page.get_by_role("button", name="Stop them"))
    page.get_by_role("heading", name="The e-mails have stopped").wait_for()
    assert SubscriberRow.objects.count() == 0
    window.close()


def test_a_practice_call_without_script_and_with_the_keyboard_only(browser, live_server):
    window = browser.new_context(java_script_enabled=False)
    page = window.new_page()
    page.goto(f"{live_server.url}/learn/practice/bank")
    for _ in range(3):
        press_key(page.get_by_role("button", name="Listen on"))
    assert page.locator(".rf-call__line").count() == 4
    press_key(page.get_by_role("button", name="Hang up"))
    page.get_by_text("Here you hung up.").wait_for()
    window.close()


def test_something_wrong_is_told_without_script(browser, live_server, addresses):
    window = browser.new_context(java_script_enabled=False)
    page = window.new_page()
    page.goto(live_server.url + addresses["warning"])
    press_key(page.get_by_role("link", name="Something wrong here? Tell us"))
    page.get_by_label("What is wrong?").fill("The day is wrong.")
    press_key(page.get_by_role("button", name="Send"))
    page.get_by_role("heading", name="Thank you").wait_for()
    assert [note.text for note in build_place().notes.open_notes()] == ["The day is wrong."]
    window.close()


def test_the_buttons_of_a_warning_work_and_send_nothing(browser, live_server, addresses):
    window = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = window.new_page()
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(live_server.url + addresses["warning"])
    sent = []
    # The browser fetches the icon of a window when it likes.
    page.on("request", lambda request: None if "favicon" in request.url else sent.append(request.url))
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("The address is copied.").wait_for()
    assert addresses["warning"] in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Listen to this page").click()
    assert sent == []
    assert faults == []
    window.close()


def tab_to(page, wanted: str) -> None:
    for _ in range(40):
        if focused(page) == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")


def focused(page) -> str:
    """Name the field that has the focus; the debugger may ask even where the page may run no script."""
    return page.locator("*:focus").first.get_attribute("id") or "" if page.locator("*:focus").count() else ""
