"""Pages over a poor line, in a browser: weight, and when the largest thing on them is painted.

    python benchmarks/page_speed.py --visits 3

400 kbit/s and 400 ms for each round trip, as Chromium's own tools emulate it; the window is a small telephone's. The
first visit has nothing kept; the next goes to the same page in the same window, with the files of the first still there.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.journeys.conftest import CHROMIUM, FLAGS  # noqa: E402
from tests.real_server import a_real_server  # noqa: E402

LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
WATCH = """
window.largest = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) window.largest = each.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
"""
TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return {largest: window.largest, first_byte: page.responseStart};
}"""


def main() -> None:
    """Serve, visit, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_real_server(Path(folder), warnings=6) as server:
        pages = {"/": "/", "a warning": server.warning, "/now": "/now", "/check": "/check"}
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            print(f"400 kbit/s, 400 ms a round trip, {options.visits} visits, median")
            print(f"{'page':<12}{'kB':>7}{'first visit, s':>16}{'next, after first byte, s':>28}")
            for name, path in pages.items():
                visits = [visit(browser, server.address + path) for _ in range(options.visits)]
                weight, first, following = (statistics.median(each) for each in zip(*visits, strict=True))
                print(f"{name:<12}{weight / 1000:>7.1f}{first / 1000:>16.2f}{following / 1000:>28.2f}")
            browser.close()


def visit(browser: Browser, address: str) -> tuple[float, float, float]:
    """Give the bytes and the milliseconds of the first visit, and of the next one after its first byte."""
    window = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2)
    window.add_init_script(WATCH)
    page = window.new_page()
    debugger = window.new_cdp_session(page)
    debugger.send("Network.enable")
    debugger.send("Network.emulateNetworkConditions", LINE)
    weights: list[float] = []
    debugger.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    first = page.evaluate(TIMES)
    weight = sum(weights)
    page.goto("about:blank")
    page.goto(address, wait_until="networkidle")
    following = page.evaluate(TIMES)
    window.close()
    return weight, first["largest"], following["largest"] - following["first_byte"]


if __name__ == "__main__":
    main()
