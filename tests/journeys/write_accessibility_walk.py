"""Writes docs/accessibility-walk.md: `.venv/bin/pytest tests/journeys/write_accessibility_walk.py`.

Not collected by a plain `pytest`: what it says of every page is asserted in test_everybody.py and test_axe.py.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.spoken import CONTROLS, focus_order, spoken
from tests.journeys.walk import a_scene, every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOC = Path(__file__).resolve().parents[2] / "docs/accessibility-walk.md"
IN_FULL = {
    "home": "The first page",
    "now": "/now as it opens",
    "now-what": "/now after two answers",
    "check": "/check",
    "check-scam": "/check: the answer",
    "warning": "A warning",
    "report": "/report",
}
HEAD = """# Walked with the keys, at four times the size, and through what a screen reader is told

Written by `pytest tests/journeys/write_accessibility_walk.py` on {day}, with Chromium {version}. Screen readers are told what
Chromium's accessibility tree holds; no person who uses one every day has walked the pages yet, and nobody claims that for them.

Each page below was loaded with something on it. *Tab stops*: how often Tab is pressed from the top until the page is left.
*320 × 256*: the page at 400 % in a window of 1280 × 1024, and again with the spacing of success criterion 1.4.12: how wide it becomes.
What the columns must say on every page is asserted in `tests/journeys/test_everybody.py` and `test_axe.py`: one h1, main, banner and
contentinfo each; no heading level left out; no control without a name; never wider than the window; nothing cut off; nothing from axe-core.

| page | headings | controls | without a name | tab stops | first stop | 320 × 256 |
|---|---|---|---|---|---|---|
"""


def test_write_the_walk(browser, live_server):
    rows, outlines = [], []
    window = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4, bypass_csp=True)
    for name, page in every_page(window, live_server.url, a_scene()):
        told = spoken(page)
        controls = [each for each in told if each.role in CONTROLS]
        order = focus_order(page)
        page.add_style_tag(content="* { line-height: 1.5; letter-spacing: .12em; word-spacing: .16em; }")
        wide = page.evaluate("document.documentElement.scrollWidth")
        headings = sum(each.level > 0 for each in told)
        nameless = sum(not each.name for each in controls)
        first = order[0].replace("|", "/") if order else "none"
        rows.append(f"| {name} | {headings} | {len(controls)} | {nameless} | {len(order)} | {first} | {wide} px |")
        if name in IN_FULL:
            lines = "\n".join(str(each) for each in told)
            outlines.append(f"## {IN_FULL[name]}: what is announced, in order\n\n```text\n{lines}\n```\n")

    head = HEAD.format(day=f"{datetime.now(UTC):%d %B %Y}", version=browser.version)
    DOC.write_text(head + "\n".join(rows) + "\n\n" + "\n".join(outlines), encoding="utf-8")
