"""/now in a browser: without a line, without script, with the keyboard only, and leaving nothing behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ringfence.playbooks import load_playbooks
from ringfence.web.now.choices import callers
from ringfence.web.now.wording import ASKS
from tests.journeys.pressing import press
from tests.real_server import RealServer, a_real_server

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORED = """async () => ({
  local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie,
  databases: (await indexedDB.databases()).map(each => each.name),
  kept: (await Promise.all((await caches.keys()).map(async name =>
    (await (await caches.open(name)).keys()).map(each => new URL(each.url).pathname)))).flat(),
})"""


# The policy of the pages lets no test evaluate a string again and again; a promise is asked for once.
IN_CHARGE = """() => new Promise(done => navigator.serviceWorker.controller ? done()
  : navigator.serviceWorker.addEventListener("controllerchange", () => done(), {once: true}))"""
LOOK_FOR_NEWER = """async () => {
  const changed = new Promise(done =>
    navigator.serviceWorker.addEventListener("controllerchange", () => done(), {once: true}));
  await (await navigator.serviceWorker.getRegistration("/now")).update();
  await changed;
}"""


@pytest.fixture
def server(tmp_path) -> Iterator[RealServer]:
    with a_real_server(tmp_path) as running:
        yield running


def answers(page) -> None:
    page.get_by_role("button", name="My bank, or a card firm").click()
    page.get_by_role("heading", name="What do they ask you to do?").wait_for()
    page.get_by_role("button", name="Read out a code, a password or card details").click()
    page.get_by_role("heading", name="What they will say next").wait_for()


def test_it_opens_with_an_order_and_asks_one_question_at_a_time(page, live_server):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{live_server.url}/now")

    order = page.get_by_role("heading", level=1)
    assert order.inner_text() == "Put the phone down now"
    assert order.bounding_box()["y"] < 250, "the order is on the first screen of a small telephone"
    shown = [each.inner_text() for each in page.get_by_role("heading", level=2).all() if each.is_visible()]
    assert shown == ["Who do they say they are?", "When it is over"]
    answers(page)
    shown = [each.inner_text() for each in page.get_by_role("heading", level=2).all() if each.is_visible()]
    assert shown == ["Do this now", "When it is over"]
    assert "Do not read it out." in page.inner_text("#now-answer")


def test_every_pair_of_answers_has_orders_and_the_playbooks_words(page, live_server):
    page.goto(f"{live_server.url}/now")
    shelf = load_playbooks()
    for caller in callers(shelf):
        said = {line for kind in shelf.kinds.values() for stage in kind.stages for line in [stage.say_next["en-GB"]]}
        for ask in ASKS:
            if caller.is_more:
                page.get_by_role("button", name="Somebody else", exact=True).click()
            page.get_by_role("button", name=caller.words, exact=True).click()
            assert caller.do[0] in page.inner_text("#now-answer ol")
            page.get_by_role("button", name=ask.words, exact=True).click()
            assert ask.do[0] in page.inner_text("#now-answer ol")
            following = page.locator("#now-answer ul li").all_inner_texts()
            assert following, f"{caller.id}, {ask.id}"
            assert set(following) <= said, f"{caller.id}, {ask.id}"
            page.get_by_role("button", name="Start again").click()


def test_it_works_with_the_line_cut_and_leaves_no_answer_anywhere(browser, server):
    address = server.address
    window = browser.new_context(locale="en-GB")
    page = window.new_page()
    asked_for: list[str] = []
    # The browser fetches the icon of a window when it likes.
    window.on("request", lambda request: None if "favicon" in request.url else asked_for.append(request.url))
    page.goto(f"{address}/now")
    page.evaluate(IN_CHARGE)
    before = len(asked_for)
    answers(page)
    assert asked_for[before:] == [], "an answer asks the server for nothing"

    window.set_offline(True)
    page.reload()
    answers(page)
    assert page.url == f"{address}/now"
    assert page.evaluate("history.length") <= 2
    style = "getComputedStyle(document.querySelector('.rf-order')).backgroundColor"
    assert page.evaluate(style) == "rgb(125, 29, 15)", "the style sheet was kept too"
    kept = page.evaluate(STORED)
    assert kept.pop("kept") == [
        "/now",
        "/static/vendor/ringfence.css",
        "/static/start.js",
        "/static/now.js",
        "/static/favicon.svg",
    ]
    assert kept == {"local": {}, "session": {}, "cookie": "", "databases": []}
    # Other pages are none of its business.
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{address}/check")
    window.set_offline(False)
    page.goto(f"{address}/now")
    page.goto(f"{address}/check")
    page.get_by_label("What did they say").fill("He asked for the code from my bank.")
    press(page.get_by_role("button", name="Look for the signs"))
    window.close()

    log = server.said.read_text(encoding="utf-8")
    assert "/now" not in log
    assert "/check" not in log
    assert "code" not in log


def test_a_changed_page_takes_the_place_of_the_kept_one(browser, live_server, settings):
    window = browser.new_context()
    page = window.new_page()
    page.goto(f"{live_server.url}/now")
    page.evaluate(IN_CHARGE)
    settings.RINGFENCE_SITE_NAME = "Another name"

    page.evaluate(LOOK_FOR_NEWER)
    page.reload()

    assert "Another name" in page.inner_text("header")
    window.close()


def test_without_script_every_answer_opens_on_one_page(browser, live_server):
    window = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 568})
    page = window.new_page()
    page.goto(f"{live_server.url}/now")
    details = page.locator("details")
    wanted = len(callers(load_playbooks())) + len(ASKS)
    assert details.count() == wanted
    first = details.first
    assert not first.locator("li").first.is_visible()
    first.locator("summary").press("Enter")
    first.locator("li").first.wait_for()
    assert page.url == f"{live_server.url}/now"
    assert page.locator("main form, main input").count() == 0
    window.close()


def test_every_decision_is_reached_with_the_keyboard_alone(page, live_server):
    page.goto(f"{live_server.url}/now")
    for words in ("The police", "Hand cash, a card or valuables to somebody who comes"):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent").strip() == words:
                break
        else:
            raise AssertionError(f"the keyboard does not reach {words}")
        page.keyboard.press("Enter")
        page.locator("h2:focus").wait_for()  # the new step has the focus
    assert re.search(r"Ring 999", page.inner_text("#now-answer"))
