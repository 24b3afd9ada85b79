"""The report form under load: 50 people at once, connections dropped at random, the server killed and restarted.

    python -m benchmarks.report_load --people 50 --kills 5
    python -m benchmarks.report_load --people 50 --kills 5 --database-url postgresql://postgres@127.0.0.1:5432/postgres

Each person fills the form in page by page, as a browser without script does, and presses "Send". One request in five is
cut: half of these before the server has all of it, half after it, with the answer unread. A person whose line broke presses
the button again, up to a point; one in ten gives up for good. Meanwhile the server is killed with `kill -9` and started again.
In the end: every reference that somebody saw is of one report, theirs, and opens with the secret they saw; no form became
two reports; who never saw a reference has one report at most.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.kill_under_load import _drop_database, _free_port, _make_database, _ringfence, _start

CUT = 0.2  # share of requests whose line breaks
GIVES_UP = 0.1  # share of cuts after which a person does not come back
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_REFERENCE = re.compile(r"RF-[0-9A-Z]{4}-[0-9A-Z]{4}")
_SECRET = re.compile(r'rf-reference__secret">([0-9A-Z-]{14})<')


@dataclass
class Seen:
    """What people were shown."""

    shown: dict[str, tuple[str, str]] = field(default_factory=dict)  # words of theirs → reference, secret
    begun: set[str] = field(default_factory=set)
    cut: int = 0
    gave_up: int = 0
    errors: list[str] = field(default_factory=list)  # answers that nobody may get
    seconds: list[float] = field(default_factory=list)  # of each press of "Send" that was answered
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Result:
    """What was there in the end."""

    shown: int
    begun: int
    cut: int
    gave_up: int
    errors: int
    lost: int  # references that were shown and are not there, or are of somebody else's report
    doubled: int  # people with more than one report
    unopened: int  # references that do not open with the secret shown beside them
    unread: int  # reports without their reading job
    reports: int
    median_ms: float  # a press of "Send", to its answer
    slowest_ms: float  # the 99th of a hundred

    @property
    def is_sound(self) -> bool:
        """Each report with a reference is stored once, each without is not claimed."""
        return not (self.errors or self.lost or self.doubled or self.unopened or self.unread) and self.shown > 0


class Cut(Exception):
    """The line broke."""


class Person:
    """Somebody with a browser that keeps cookies and runs no script."""

    def __init__(self, port: int, seen: Seen, draw: random.Random) -> None:
        self.port, self.seen, self.draw = port, seen, draw
        self.cookies: dict[str, str] = {}
        self.token = ""

    def report(self, words: str, stop: threading.Event) -> None:
        """Fill the form in and send it; returns when the reference is seen or they give up."""
        steps = [
            ("POST", "/report/start", {}),
            ("POST", "/report/7", {"text": f"He said he was from Microsoft. {words}"}),
            ("POST", "/report/8", {"happened": "access"}),
            ("POST", "/report/answers", {}),
        ]
        self._until_answered("GET", "/report/start", {}, may_give_up=False)
        with self.seen.lock:
            self.seen.begun.add(words)
        for method, path, fields in steps:
            if self._until_answered(method, path, fields, may_give_up=not stop.is_set()) is None:
                return
        page = self._until_answered("GET", "/report/sent", {}, may_give_up=not stop.is_set())
        if page is None:
            return
        reference, secret = _REFERENCE.search(page), _SECRET.search(page)
        with self.seen.lock:
            if reference is None or secret is None:
                self.seen.errors.append("the last page has no reference")
            else:
                self.seen.shown[words] = (reference[0], secret[1])

    def _until_answered(self, method: str, path: str, fields: dict[str, str], *, may_give_up: bool) -> str | None:
        until = time.monotonic() + 900  # a machine with other work takes its time to start a server
        while time.monotonic() < until:
            try:
                return self._ask(method, path, fields)
            except Cut:
                if may_give_up and self.draw.random() < GIVES_UP:
                    with self.seen.lock:
                        self.seen.gave_up += 1
                    return None
            except (OSError, HTTPException):
                time.sleep(0.05)  # the server is down
        with self.seen.lock:
            self.seen.errors.append(f"{path}: no answer for a quarter of an hour")
        return None

    def _ask(self, method: str, path: str, fields: dict[str, str]) -> str:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode() if method == "POST" else b""
        headers = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if self.draw.random() < CUT:
            self._cut(method, path, headers, body)
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body or None, headers=headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, rest = value.partition("=")
                    self.cookies[cookie] = rest.split(";")[0]
        finally:
            connection.close()
        with self.seen.lock:
            if path == "/report/answers":
                self.seen.seconds.append(time.monotonic() - began)
            if answer.status not in {200, 302}:
                self.seen.errors.append(f"{method} {path}: {answer.status}")
        if found := _TOKEN.search(page):
            self.token = found[1]
        return page

    def _cut(self, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        sent = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        if self.draw.random() < 0.5:
            sent = sent[: self.draw.randrange(1, len(sent))]
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            with self.seen.lock:
                self.seen.cut += 1
            line.sendall(sent)
            if self.draw.random() < 0.5:
                time.sleep(self.draw.uniform(0, 0.05))
        raise Cut


def run(people: int, kills: int, *, database_url: str = "", seed: int = 1, seconds: float = 3.0) -> Result:
    """Let people report while the server is killed, and count what is left."""
    folder = Path(tempfile.mkdtemp(prefix="ringfence-report-"))
    own_database = _make_database(database_url) if database_url else ""
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("RINGFENCE_", "DJANGO_"))},
        "RINGFENCE_DATA_DIR": str(folder),
        "RINGFENCE_DATABASE_URL": own_database,
        "RINGFENCE_WORKER_LEASE_SECONDS": "2",
        "RINGFENCE_API_PER_MINUTE": "1000000",
        "RINGFENCE_PORT": str(port),
    }
    draw, seen, stop = random.Random(seed), Seen(), threading.Event()
    _ringfence(environment, "migrate")
    processes = _start(environment, port)

    def report_again_and_again(number: int) -> None:
        own = random.Random(seed * 1000 + number)
        while not stop.is_set():
            Person(port, seen, own).report(secrets.token_hex(8), stop)

    threads = [threading.Thread(target=report_again_and_again, args=(number,), daemon=True) for number in range(people)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(kills):
            time.sleep(draw.uniform(0.5, 1.5) * seconds)
            for process in processes:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            processes = _start(environment, port)
        time.sleep(seconds)
        stop.set()
        for thread in threads:
            thread.join()
        counted = json.loads(_count(environment, json.dumps(seen.shown)))
    finally:
        stop.set()  # whatever went wrong, nobody goes on pressing buttons
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if own_database:
            _drop_database(database_url, own_database)
    for error in sorted(set(seen.errors))[:10]:
        print(error, file=sys.stderr)
    times = sorted(seen.seconds) or [0.0]
    return Result(
        shown=len(seen.shown),
        begun=len(seen.begun),
        cut=seen.cut,
        gave_up=seen.gave_up,
        errors=len(seen.errors),
        median_ms=round(1000 * times[len(times) // 2], 1),
        slowest_ms=round(1000 * times[int(len(times) * 0.99)], 1),
        **counted,
    )


def _count(environment: dict[str, str], shown: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.report_load", "--inside", "count"],
        env=environment, cwd=Path(__file__).resolve().parents[1], input=shown, text=True, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def count() -> None:
    """Wait until every report is read, and print what is there."""
    from collections import Counter

    from ringfence.domain.report import ReportId
    from ringfence.store.models import Report
    from ringfence.wiring.place import build_place

    shown = {words: tuple(pair) for words, pair in json.loads(sys.stdin.read()).items()}
    until = time.monotonic() + 240
    while Report.objects.filter(is_read=False).exists() and time.monotonic() < until:
        time.sleep(0.2)
    place = build_place()
    there: dict[str, str] = {}
    times: Counter[str] = Counter()
    for report_id, reference in Report.objects.values_list("id", "reference"):
        text = place.reports.open_original(ReportId(report_id)).incoming.text
        words = (text.text if text else "").rsplit(" ", 1)[-1]
        there[words] = reference
        times[words] += 1
    counted = {
        "lost": sum(there.get(words) != reference for words, (reference, _) in shown.items()),
        "doubled": sum(number > 1 for number in times.values()),
        "unopened": sum(place.reporters.find(*pair) is None for pair in shown.values()),
        "unread": Report.objects.filter(is_read=False).count(),
        "reports": sum(times.values()),
    }
    print(json.dumps(counted))


def main() -> None:
    """Run from a terminal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--database-url", default="", help="a PostgreSQL server to make a database on; default SQLite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", choices=["count"], help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        from ringfence.wiring.place import configure_django

        configure_django()
        count()
        return
    result = run(chosen.people, chosen.kills, database_url=chosen.database_url, seed=chosen.seed)
    print(f"{chosen.people} people, server killed {chosen.kills} times: {result}")
    sys.exit(not result.is_sound)


if __name__ == "__main__":
    main()
