"""Everybody: at four times the size, with wide letter spacing, with a screen reader, with the keys alone, without script."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.journeys.pressing import press
from tests.journeys.spoken import CONTROLS, focus_order, spoken
from tests.journeys.walk import SCAM, a_scene, every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Success criterion 1.4.12 of WCAG 2.2.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(each => {
  const style = getComputedStyle(each);
  const hides = style.overflowX === "hidden" || style.overflowX === "clip";
  const isUnseen = each.closest(".govuk-visually-hidden, .rf-unseen") || style.clip !== "auto";
  return hides && !isUnseen && each.scrollWidth > each.clientWidth + 1;
}).map(each => each.outerHTML.slice(0, 120))"""


def test_at_four_times_the_size_and_with_wide_spacing_nothing_is_cut_off(browser, live_server):
    # A window of 1280 by 1024, magnified four times, is 320 by 256 to the page.
    window = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4, bypass_csp=True)
    found: dict[str, object] = {}
    for name, page in every_page(window, live_server.url, a_scene()):
        for spacing in ("", SPACED):
            if spacing:
                page.add_style_tag(content=spacing)
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
                found[f"{name}{', spaced' if spacing else ''}"] = f"{wide} px wide"
            if cut := page.evaluate(CUT_OFF):
                found[f"{name}{', spaced' if spacing else ''}"] = cut

    assert not found, "\n".join(f"{name}: {what}" for name, what in found.items())


def test_a_screen_reader_is_told_the_name_of_everything_and_finds_its_way(browser, live_server):
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    found: dict[str, object] = {}
    for name, page in every_page(window, live_server.url, a_scene()):
        told = spoken(page)
        roles = [each.role for each in told]
        levels = [each.level for each in told if each.level]
        nameless = [str(each) for each in told if each.role in CONTROLS and not each.name]
        skips = [(before, after) for before, after in pairwise(levels) if after > before + 1]
        if (
            nameless
            or skips
            or levels.count(1) != 1
            or any(roles.count(role) != 1 for role in ("main", "banner", "contentinfo"))
        ):
            found[name] = (
                nameless,
                skips,
                levels,
                [role for role in roles if role in {"main", "banner", "contentinfo"}],
            )

    assert not found, "\n".join(f"{name}: {what}" for name, what in found.items())


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("has_script", [True, False])
def test_a_first_visitor_knows_in_two_steps(browser, live_server, width, has_script):
    window = browser.new_context(viewport={"width": width, "height": 640}, java_script_enabled=has_script)
    page = window.new_page()
    page.goto(live_server.url)

    steps = 0
    page.get_by_label("Was it a scam?").fill(SCAM)  # one: paste it
    steps += 1
    press(page.get_by_role("button", name="Look for the signs"))  # two: press
    steps += 1

    answer = page.get_by_role("heading", level=1)
    assert answer.inner_text() == "This looks like a scam."
    assert answer.bounding_box()["y"] + answer.bounding_box()["height"] < 640, "the answer is seen without scrolling"
    assert steps == 2
    assert SCAM[:20] not in page.url
    window.close()


def test_the_question_is_asked_with_the_keys_alone(page, live_server):
    page.goto(live_server.url)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.insert_text(SCAM)
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="This looks like a scam.").wait_for()
    order = focus_order(page)
    assert any("Report this call" in each for each in order)
    assert not any("not seen" in each for each in order)


@pytest.mark.parametrize("has_script", [True, False])
def test_report_this_takes_the_words_along(browser, live_server, has_script):
    window = browser.new_context(java_script_enabled=has_script, viewport={"width": 320, "height": 640})
    page = window.new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(f"{live_server.url}/check")
    page.get_by_label("What did they say").fill(SCAM)
    press(page.get_by_role("button", name="Look for the signs"))
    press(page.get_by_role("button", name="Report this call"))
    page.get_by_label("None of these").check()
    press(page.get_by_role("button", name="Go on"))
    press(page.get_by_role("button", name="Start"))
    for _ in range(12):
        if page.get_by_label("What did they say").count():
            break
        press(page.get_by_role("button", name="Continue"))

    assert page.get_by_label("What did they say").input_value() == SCAM
    assert not any("bank" in address for address in addresses)
    window.close()


def test_without_script_a_number_is_taken_off_and_a_complaint_is_sent(browser, live_server):
    window = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = window.new_page()
    page.goto(live_server.url)
    press(page.get_by_role("link", name="My number is being used"))
    press(page.get_by_role("button", name="Ask for it"))
    page.get_by_role("link", name="Enter your phone number").click()
    page.get_by_label("Your phone number").fill("01632 960123")
    page.get_by_role("button", name="Ask for it").click()
    page.get_by_role("heading", name="It has arrived").wait_for()
    window.close()
