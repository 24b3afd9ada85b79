"""What a poor line has to carry: bytes on the first visit, and from where."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real_server import RealServer, a_real_server

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[RealServer]:
    with a_real_server(tmp_path_factory.mktemp("weight"), warnings=6) as running:
        yield running


@pytest.mark.parametrize("name", ["home", "warning", "now", "check", "warnings"])
def test_a_first_visit_weighs_little_and_asks_no_other_host(browser, server, name):
    path = {"home": "/", "warning": server.warning, "now": "/now", "check": "/check", "warnings": "/warnings/"}[name]
    window = browser.new_context()
    page = window.new_page()
    debugger = window.new_cdp_session(page)
    debugger.send("Network.enable")
    debugger.send("Network.setCacheDisabled", {"cacheDisabled": True})
    carried: dict[str, float] = {}
    asked: dict[str, str] = {}
    debugger.on("Network.requestWillBeSent", lambda sent: asked.update({sent["requestId"]: sent["request"]["url"]}))
    debugger.on("Network.loadingFinished", lambda done: carried.update({done["requestId"]: done["encodedDataLength"]}))

    page.goto(server.address + path, wait_until="networkidle")

    weights = {asked[number].removeprefix(server.address): carried.get(number, 0) for number in asked}
    assert sum(weights.values()) < MOST_BYTES, weights
    assert all(address.startswith(server.address) for address in asked.values()), asked
    style = next(weight for address, weight in weights.items() if "ringfence.css" in address)
    assert style < 16_000, "the style sheet is sent compressed"
    window.close()
