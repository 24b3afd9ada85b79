"""The public pages under load, on SQLite: 100 requests a second as people come, and as many as it can bear.

    python benchmarks/site_load.py --warnings 100 --seconds 20

Starts the real server over a new folder with published warnings in it. First a stream of requests comes at fixed
moments, whether earlier ones were answered or not; a time is counted from the moment it was due, so that a server
that stalls cannot hide it. Then wrk asks as fast as answers come, with one page after another.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.real_server import a_real_server  # noqa: E402

TOLD = "A man rang from my bank. He said to move my money to a new account, and wanted the code from my phone."
CLIENTS = 16
NO_LIMITS = {"api_per_minute": "1000000"}  # all of it comes from one address


def main() -> None:
    """Fill, serve, ask, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--warnings", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--rate", type=int, default=100, help="requests a second of the stream")
    parser.add_argument(
        "--saturate", action=argparse.BooleanOptionalAction, default=True, help="ask as fast as it can too"
    )
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        a_real_server(Path(folder), warnings=options.warnings, **NO_LIMITS) as server,
    ):
        report(int(server.address.rsplit(":", 1)[1]), server.warning, options)


def report(port: int, page: str, options: argparse.Namespace) -> None:
    asked = {
        "/": None,
        "/warnings/": None,
        page: None,
        "/now": None,
        "/check": None,
        "/learn/kinds/bank_impersonation": None,
        "/check (a text)": urlencode({"text": TOLD}),
    }
    # A second of the stream beforehand, not counted: each thread of the server opens its own line to the database.
    stream(port, asked, rate=options.rate, seconds=1)
    print(f"{options.warnings} warnings; {options.rate} requests a second for {options.seconds} s, times in ms")
    times = stream(port, asked, rate=options.rate, seconds=options.seconds)
    print(f"{'page':<36}{'median':>8}{'p99':>8}{'most':>8}")
    for path, taken in times.items():
        print(f"{path if len(path) < 36 else path[:32] + '…':<36}{quantiles(taken)}")
    together = [each for taken in times.values() for each in taken]
    print(f"{'all together, ' + str(len(together)):<36}{quantiles(together)}")
    if not options.saturate:
        return
    if shutil.which("wrk") is None:
        print("wrk is not installed: apt-get install -y wrk")
        return
    print("as fast as it can, 8 at once:")
    for path in ("/", page, "/now", "/static/vendor/ringfence.css"):
        said = subprocess.run(
            [
                "wrk",
                "-t1",
                "-c8",
                "-d3s",
                "--latency",
                "-H",
                "Accept-Encoding: gzip, br",
                f"http://127.0.0.1:{port}{path}",
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        late = re.search(r"99%\s+(\S+)", said)
        print(
            f"{path if len(path) < 36 else path[:32] + '…':<36}{rate[1] if rate else '?':>10} /s, p99 {late[1] if late else '?'}"
        )


def stream(port: int, asked: dict[str, str | None], *, rate: int, seconds: int) -> dict[str, list[float]]:
    """Send at fixed moments; gives the milliseconds from the moment each was due to its last byte."""
    due: Queue[tuple[float, str]] = Queue()
    start = time.perf_counter() + 0.5
    paths = list(asked)
    for number in range(rate * seconds):
        due.put((start + number / rate, paths[number % len(paths)]))
    times: dict[str, list[float]] = {path: [] for path in paths}

    def client() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            try:
                moment, path = due.get_nowait()
            except Empty:
                return
            if (wait := moment - time.perf_counter()) > 0:
                time.sleep(wait)
            ask(connection, path, asked[path])
            times[path].append(1000 * (time.perf_counter() - moment))

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return times


def ask(connection: HTTPConnection, path: str, body: str | None) -> None:
    headers = {"Accept-Encoding": "gzip"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("GET" if body is None else "POST", path.split(" ", maxsplit=1)[0], body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")


def quantiles(taken: list[float]) -> str:
    cut = statistics.quantiles(taken, n=100)
    return f"{cut[49]:>8.1f}{cut[98]:>8.1f}{max(taken):>8.1f}"


if __name__ == "__main__":
    main()
