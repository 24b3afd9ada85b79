"""axe-core finds nothing on any page, wide and narrow; none is wider than its window, and none asks another host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from tests.journeys.walk import a_scene, every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = "axe.run().then(result => result.violations.map(each => `${each.id}: ${each.help}: ${each.nodes[0].html}`))"
# Addresses that are no page: answered with a file, with a step and then another page, or with data.
NO_PAGE = {
    *("now_offline", "check_progress", "data_csv", "feed_atom", "feed_json", "feed_of", "exercise_feed", "theme"),
    *("healthz", "readyz", "sign_out", "switch_world", "close_request", "draft", "desk_step", "campaign_step"),
    "exercise_warning",  # the page of a warning, in another world
    "report_mine",  # after reference and secret: tests/web/test_report_again.py
    "report_leave",  # leaves the site
    "report_done",
    "learn_practice_call",
}


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_any_page(browser, live_server, width):
    # The script is put in by the debugger, as the pages' own policy lets no other script in.
    script = AXE.read_text(encoding="utf-8")
    window = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
    hosts: set[str] = set()
    window.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    found: dict[str, object] = {}
    seen: set[str | None] = set()
    for name, page in every_page(window, live_server.url, a_scene()):
        page.evaluate(OPEN_ALL)
        page.evaluate(script)
        if faults := page.evaluate(LOOK):
            found[name] = faults
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found[f"{name}, width"] = wide
        seen.add(_route(page.url))

    assert not found, "\n".join(f"{name}: {what}" for name, what in found.items())
    assert hosts == {urlsplit(live_server.url).netloc}
    routes = set(_names(get_resolver()))
    assert routes - NO_PAGE - seen == set(), "let the walk in tests/journeys/walk.py pass them"


OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def _names(resolver: URLResolver) -> Iterator[str]:
    """Give the names of all routes, those that stand in each language among them."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver) and not each.namespace:
            yield from _names(each)
        elif getattr(each, "name", None):
            yield each.name


def _route(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None
