"""The report form in a browser: without script, by keyboard, on a narrow screen, looked over by axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys import pressing
from tests.web.report_form import PNG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
WORDS = "A man from Microsoft rang. He had me download AnyDesk and took £900."


def press(page, name: str) -> None:
    pressing.press(page.get_by_role("button", name=name, exact=True))


def start(page, site: str) -> None:
    page.goto(f"{site}/report")
    page.get_by_label("None of these").check()
    press(page, "Go on")
    press(page, "Start")


def to_question(page, site: str, number: int) -> None:
    page.goto(f"{site}/report/{number}")


def fill_everything(page) -> None:
    """From the first question to the answers, with every kind of field."""
    page.get_by_label("Somebody in my family").check()
    press(page, "Continue")
    page.get_by_label("Where does that person live?").select_option(label="Cheshire")
    press(page, "Continue")
    page.get_by_label("On another day").check()
    for part, value in (("Day", "1"), ("Month", "June"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("About what time?").fill("2.30pm")
    press(page, "Continue")
    page.get_by_label("On a home phone").check()
    press(page, "Continue")
    page.get_by_label("What number did the phone show?").fill("01632 960123")
    press(page, "Continue")
    page.get_by_label("Who did they say they were?").fill("Microsoft")
    press(page, "Continue")
    page.get_by_label("What did they say").fill(WORDS)
    press(page, "Continue")
    page.get_by_label("They got into").check()
    page.get_by_label("Money or something").check()
    press(page, "Continue")
    page.get_by_label("How much, about?").fill("900")
    page.get_by_label("Bank transfer").check()
    page.get_by_label("Yesterday").check()
    press(page, "Continue")
    page.locator("input[type=file]").set_input_files({"name": "screen.png", "mimeType": "image/png", "buffer": PNG})
    press(page, "Add these files")
    page.get_by_text("screen.png").first.wait_for()
    press(page, "Continue")
    page.get_by_label("Your e-mail address or phone number").fill("o@mail.example")
    press(page, "Continue")
    assert page.get_by_label("No, do not contact me").is_checked()
    press(page, "Continue")


@pytest.mark.parametrize("has_script", [False, True])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_whole_form_saved_taken_up_elsewhere_and_sent(browser, live_server, width, has_script):
    site = live_server.url
    how = {"viewport": {"width": width, "height": 800}, "java_script_enabled": has_script}
    first = browser.new_context(**how)
    page = first.new_page()
    start(page, site)
    fill_everything(page)
    page.get_by_role("heading", name="Check your answers").wait_for()
    for answer in (WORDS, "1 June 2026", "At about 14:30", "£900", "screen.png", "Bank transfer", "Cheshire"):
        assert page.get_by_text(answer, exact=True).count() == 1
    press(page, "Save and come back later")
    code = page.locator(".rf-reference__number").inner_text()
    secret = page.locator(".rf-reference__secret").inner_text()
    press(page, "I have written it down: close this form")

    second = browser.new_context(**how)
    page = second.new_page()
    page.goto(f"{site}/report/back")
    page.get_by_label("Code").fill(code)
    page.get_by_label("Secret").fill(secret.lower())
    press(page, "Open the form")
    pressing.press(page.get_by_role("link", name=re.compile("Change.*Who did they say")))
    page.get_by_label("Who did they say they were?").fill("Windows")
    press(page, "Continue")
    press(page, "Send the report")
    assert re.search(r"RF-[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("main"))
    assert page.get_by_role("heading", name="Ring your bank now").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width if has_script else True
    pressing.press(page.get_by_role("link", name="A copy to print"))
    assert "Windows" in page.inner_text("main")
    first.close()
    second.close()


def test_the_form_by_keyboard_alone(page, live_server):
    """Tab, space, arrows and return; the answer is typed where the focus is."""
    site = live_server.url
    page.goto(f"{site}/report")

    def tab_to(**what: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            found = page.evaluate("(() => { const a = document.activeElement; return [a.id, a.innerText.trim()]; })()")
            if found[0] == what.get("id") or found[1] == what.get("text"):
                return
        raise AssertionError(f"the keyboard does not reach {what} on {page.url}")

    def onwards(text: str) -> None:
        tab_to(text=text)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    tab_to(id="first")
    page.keyboard.press("ArrowUp")  # around to the last: none of these
    onwards("Go on")
    onwards("Start")
    tab_to(id="told_by")
    page.keyboard.press("Space")
    for _ in range(6):
        onwards("Continue")
    tab_to(id="text")
    page.keyboard.type("A man from Microsoft rang.")
    onwards("Continue")
    tab_to(id="happened")
    page.keyboard.press("Space")
    for _ in range(3):
        onwards("Continue")
    onwards("Send the report")
    assert "Your report is kept" in page.inner_text("h1")


def test_a_mistake_is_named_at_the_top_and_the_focus_goes_there(page, live_server):
    start(page, live_server.url)
    to_question(page, live_server.url, 3)
    page.get_by_label("About what time?").fill("tea time")
    press(page, "Continue")

    page.locator(".govuk-error-summary:focus").wait_for()
    page.get_by_role("link", name="Enter the time as 14:30 or 2.30pm").click()
    page.locator("#called_time:focus").wait_for()


def test_pressing_send_twice_in_a_hurry_makes_one_report(page, live_server):
    from ringfence.store import models

    start(page, live_server.url)
    to_question(page, live_server.url, 7)
    page.get_by_label("What did they say").fill(WORDS)
    press(page, "Continue")
    page.goto(f"{live_server.url}/report/answers")
    page.get_by_role("button", name="Send the report").dblclick()
    page.get_by_text("Your report is kept").wait_for()

    assert models.Report.objects.count() == 1


def test_despair_is_heard_while_typing_and_nothing_is_sent(page, live_server):
    start(page, live_server.url)
    to_question(page, live_server.url, 7)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("What did they say").press_sequentially("I want to kill myself")

    page.get_by_role("heading", name="You do not have to carry this alone").wait_for()
    assert asked == []


@pytest.mark.parametrize("way", ["button", "shift"])
def test_the_way_out_is_quick_and_the_form_is_gone(page, live_server, settings, way):
    settings.RINGFENCE_LEAVE_TO = f"{live_server.url}/learn"
    start(page, live_server.url)
    to_question(page, live_server.url, 7)
    page.get_by_label("What did they say").fill(WORDS)
    press(page, "Continue")
    if way == "button":
        page.get_by_role("button", name="Leave this page now").click()
    else:
        # The keys mean something only once the button's script runs.
        page.locator("[data-govuk-exit-this-page-init]").wait_for(state="attached")
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("**/learn")
    page.goto(f"{live_server.url}/report/7")

    assert WORDS not in page.content()
    assert "There is no form here" in page.inner_text("h1")


def test_nothing_of_an_answer_is_in_an_address_or_on_the_device(page, live_server):
    addresses: list[str] = []
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    start(page, live_server.url)
    fill_everything(page)
    press(page, "Send the report")

    for address in addresses:
        assert re.fullmatch(r"http://[^/]+/report(/(start|answers|sent|\d+))?(\?check)?", address), address
    stored = page.evaluate("JSON.stringify([localStorage, sessionStorage])") + str(page.context.cookies())
    assert "Microsoft" not in stored
    assert "RF-" not in stored
    own = [cookie for cookie in page.context.cookies() if cookie["name"].startswith("form")]
    assert {(cookie["httpOnly"], cookie["expires"], cookie["path"]) for cookie in own} == {(True, -1, "/report")}


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_any_page_of_the_form(page, live_server, width):
    site, script = live_server.url, AXE.read_text(encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    looked_at: set[str] = set()

    def look() -> None:
        page.evaluate(script)
        found = page.evaluate("axe.run().then(result => result.violations.map(each => each.id + ': ' + each.help))")
        assert found == [], f"{page.url}: {found}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} is wider than {width}"
        looked_at.add(page.inner_text("h1"))

    for address in ("/report", "/report/back", "/report/again", "/report/answers", "/report/all"):
        page.goto(site + address)
        look()
    for first in ("danger", "phone", "computer", "money"):
        page.goto(f"{site}/report")
        page.locator(f"input[value={first}]").check()
        press(page, "Go on")
        look()
    page.goto(f"{site}/report/start")
    look()
    press(page, "Start")
    to_question(page, site, 8)
    page.get_by_label("Money or something").check()
    press(page, "Continue")
    to_question(page, site, 11)
    page.get_by_label("Your e-mail address or phone number").fill("o@mail.example")
    press(page, "Continue")
    for number in range(1, 13):
        to_question(page, site, number)
        look()
    to_question(page, site, 3)
    page.get_by_label("On another day").check()
    press(page, "Continue")
    look()  # with its faults
    to_question(page, site, 7)
    page.get_by_label("What did they say").fill("I cannot cope. I want to end my life.")
    press(page, "Continue")
    look()
    page.goto(f"{site}/report/answers")
    look()
    press(page, "Save and come back later")
    look()
    page.goto(f"{site}/report/answers")
    press(page, "Send the report")
    look()
    page.goto(f"{site}/report/copy")
    look()
    page.goto(f"{site}/report/again/mine")
    look()
    assert len(looked_at) >= 24
