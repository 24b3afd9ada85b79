"""axe-core finds nothing on the main pages, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
PAGES = ["/", "/now", "/check", "/report", "/learn", "/subscribe", "/data", "/warnings/", "/desk/sign-in"]


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(page, live_server, width):
    # The script is put in by the debugger, as the pages' own policy lets no other script in.
    script = AXE.read_text(encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        page.goto(live_server.url + address)
        page.evaluate(script)
        found = page.evaluate("axe.run().then(result => result.violations.map(each => each.id + ': ' + each.help))")
        assert found == [], f"{address} at {width}: {found}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than {width}"
