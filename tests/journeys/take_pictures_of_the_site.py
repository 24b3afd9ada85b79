"""Takes the pictures in docs/pictures/site/ and writes docs/first-visit.md.

`.venv/bin/pytest tests/journeys/take_pictures_of_the_site.py`; not collected by a plain `pytest`: a picture changes only
when somebody asks for it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.pressing import press
from tests.journeys.walk import SCAM, a_scene, every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = {
    *("home", "now", "now-who", "now-what", "check", "check-scam", "check-no-signs", "recording-listening"),
    *(
        "report",
        "report-1",
        "report-sent",
        "warnings",
        "warning",
        "subscribe",
        "learn",
        "data",
        "your-number",
        "privacy",
    ),
}
# Below the 238 a minute of adults who read plain prose in silence: Brysbaert (2019), Journal of Memory and Language 109.
WORDS_A_MINUTE = 200
VISIT = """# A first visit: is this call a scam?

Written with the pictures by `pytest tests/journeys/take_pictures_of_the_site.py` on {day}; the two steps are asserted, with and without
script, at 320 px and at 1280 px, in `tests/journeys/test_everybody.py`.

| | what one does | words to read (without menu and banner) | seconds to read them |
|---|---|---|---|
| open | the first page | {before} | {before_seconds:.0f} |
| step 1 | paste what they said into the box “Was it a scam?” | | |
| step 2 | press “Look for the signs” | | |
| answer | read “{answer}” | {after} | {after_seconds:.0f} |

Reading at {speed} words a minute, slower than the 238 of adults in Brysbaert (2019), takes {total:.0f} s. The pages come within {line} on a line of 400 kbit/s with round trips of 400 ms
(docs/methods/site.md), twice. That leaves about {left:.0f} of 30 seconds for pasting and pressing. Somebody who types instead of
pasting takes as long as the typing.

| the first page | the answer |
|---|---|
| ![The first page: put the phone down, and below it the box to ask](pictures/site/visit-1.png) | ![The answer: this looks like a scam, and what to do](pictures/site/visit-2.png) |
"""


def test_take_pictures(browser, live_server):
    folder = DOCS / "pictures/site"
    folder.mkdir(parents=True, exist_ok=True)
    scene = a_scene()
    for width, height in ((320, 640), (1280, 900)):
        window = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
        for name, page in every_page(window, live_server.url, scene):
            if name in SHOWN:
                page.evaluate("document.activeElement?.blur()")
                page.screenshot(path=folder / f"{name}-{width}.png")
        window.close()
    _first_visit(browser, live_server.url, folder)


def _first_visit(browser, site: str, folder: Path) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB").new_page()
    page.goto(site)
    before = _words(page.inner_text("main").split("Type or paste")[0])
    page.get_by_label("Was it a scam?").fill(SCAM)
    page.screenshot(path=folder / "visit-1.png")
    press(page.get_by_role("button", name="Look for the signs"))
    answer = page.get_by_role("heading", level=1).inner_text()
    after = _words(page.inner_text("main").split("The signs in")[0])
    page.screenshot(path=folder / "visit-2.png")
    seconds = [60 * number / WORDS_A_MINUTE for number in (before, _words(answer))]
    (DOCS / "first-visit.md").write_text(
        VISIT.format(
            day=f"{datetime.now(UTC):%d %B %Y}", answer=answer, before=before, after=f"{_words(answer)} ({after} with what to do)",
            before_seconds=seconds[0], after_seconds=seconds[1], total=sum(seconds), speed=WORDS_A_MINUTE,
            line="1.4 s", left=30 - sum(seconds) - 2.8,
        ),
        encoding="utf-8",
    )  # fmt: skip


def _words(text: str) -> int:
    return len(re.findall(r"[A-Za-z0-9’'-]+", text))
