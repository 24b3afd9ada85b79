"""`kill -9` of web server and worker under load, again and again; then count what is left.

    python benchmarks/kill_under_load.py --rounds 20
    python benchmarks/kill_under_load.py --rounds 20 --database-url postgresql://postgres@127.0.0.1:5432/postgres

Four clients send reports, each with an idempotency key, and repeat what was not
answered, as a partner's system would. After a random moment both processes and
all their children are killed. In the end: every reference number given out is
there, once; every key has one report; every job has run to its end; every report
has been read; one surge has one draft.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

CLIENTS = 4
LEASE_SECONDS = 2
# Other things people mention: the same words again and again would be taken for one person at a keyboard.
ASIDES = """
kettle garden washing bus window dinner telly neighbour doctor library market church cat dog shopping bins
knitting radio football crossword cousin birthday hospital rain snow roses tea toast bath stairs gate post
""".split()  # noqa: SIM905
CLAUSES = (
    "a man said he was from Microsoft",
    "he told me my computer had a virus",
    "I was to download AnyDesk",
    "he showed me errors on the screen",
    "she said hackers were in my router",
    "they wanted remote access to my laptop",
    "it went on for an hour",
    "my neighbour had the same call",
    "I hung up when my son came in",
    "he asked for my card to renew the licence",
    "the line was very bad",
    "I rang the bank afterwards",
)


@dataclass
class Sent:
    """What clients sent and what they were told."""

    answered: dict[str, str] = field(default_factory=dict)  # key → reference
    unanswered: set[str] = field(default_factory=set)
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Result:
    """What was left in the end."""

    answered: int
    lost: int  # references given out that are not there
    doubled: int  # keys with more than one report
    unread: int
    misplaced: list[str]  # reports in no group of the book of campaigns, in two, or counted another number of times
    jobs_open: int  # jobs that did not run to their end
    drafts: int  # of the surge with most of them; one is right, none or two are not
    killed_while_running: int  # jobs that more than one worker had to take up
    seconds: float

    @property
    def is_sound(self) -> bool:
        """Nothing lost, nothing twice, nothing left over."""
        return not (self.lost or self.doubled or self.unread or self.misplaced or self.jobs_open) and self.drafts == 1


def run(rounds: int, *, database_url: str = "", seed: int = 1) -> Result:
    """Play all rounds against a fresh database and count."""
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="ringfence-kill-"))
    own_database = _make_database(database_url) if database_url else ""
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("RINGFENCE_", "DJANGO_"))},
        "RINGFENCE_DATA_DIR": str(folder),
        "RINGFENCE_DATABASE_URL": own_database,
        "RINGFENCE_WORKER_LEASE_SECONDS": str(LEASE_SECONDS),
        "RINGFENCE_API_PER_MINUTE": "1000000",
        "RINGFENCE_PORT": str(port),
    }
    draw, sent = random.Random(seed), Sent()
    _ringfence(environment, "migrate")
    _inside(environment, "prepare")
    for _ in range(rounds):
        _inside(environment, "make_watch_due")
        processes = _start(environment, port)
        stop = threading.Event()
        clients = [threading.Thread(target=_send, args=(port, sent, stop)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(draw.uniform(0.4, 2.0))
        for process in draw.sample(processes, len(processes)):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        stop.set()
        for client in clients:
            client.join()
    _inside(environment, "make_watch_due")
    processes = _start(environment, port)
    for key in sorted(sent.unanswered):
        _post(port, key, sent)
    counted = json.loads(_inside(environment, "count", json.dumps(sent.answered)))
    for process in processes:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if own_database:
        _drop_database(database_url, own_database)
    return Result(answered=len(sent.answered), seconds=time.monotonic() - started, **counted)


def _start(environment: dict[str, str], port: int) -> list[subprocess.Popen[bytes]]:
    with Path(environment["RINGFENCE_DATA_DIR"], "processes.log").open("ab") as log:
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "ringfence.cli.main", command],
                env=environment, stdout=log, stderr=log, start_new_session=True,
            )
            for command in ("serve", "worker")
        ]  # fmt: skip
    until = time.monotonic() + 240  # a machine with other work takes its time
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30).close()
            return processes
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"The server did not start; see {log.name}")


def _send(port: int, sent: Sent, stop: threading.Event) -> None:
    while not stop.is_set():
        with sent.lock:
            key = sent.unanswered.pop() if sent.unanswered and random.random() < 0.5 else secrets.token_hex(8)
        _post(port, key, sent)


def _post(port: int, key: str, sent: Sent) -> None:
    today = datetime.now(UTC).date()
    draw = random.Random(key)  # sent again, it is the same report
    body = json.dumps(
        {
            "text": f"I was busy with {' and '.join(draw.sample(ASIDES, 4))}. " + ". ".join(draw.sample(CLAUSES, 6)),
            "area": "cheshire",
            # Of last week, so that the rise is one that the watch looks at.
            "called_on": (today - timedelta(days=today.weekday() + 3)).isoformat(),
            "contact": f"{key}@reporter.example",
        }
    ).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/reports",
        data=body,
        headers={"Content-Type": "application/json", "Idempotency-Key": key},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            reference = json.loads(answer.read())["reference"]
    except urllib.error.HTTPError as error:
        with sent.lock:
            sent.unanswered.add(key)
            sent.refused += 1
        if error.code < 500:
            raise SystemExit(f"The API refused a good report: {error.code} {error.read()!r}") from error
        return
    except (OSError, HTTPException, ValueError, KeyError):
        with sent.lock:
            sent.unanswered.add(key)
        return
    with sent.lock:
        before = sent.answered.setdefault(key, reference)
        sent.unanswered.discard(key)
    if before != reference:
        raise SystemExit("The same key was given two references")


def _ringfence(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "ringfence.cli.main", *arguments], env=environment, check=True, capture_output=True
    )


def _inside(environment: dict[str, str], step: str, given: str = "") -> str:
    """Run one of the steps below in a process of its own, over the same database."""
    done = subprocess.run(
        [sys.executable, __file__, "--inside", step],
        env=environment,
        input=given,
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def prepare() -> None:
    """Give one series six quiet years, so that the reports are a rise."""
    from ringfence.domain.counts import SeriesKey
    from ringfence.foundation.periods import Period
    from ringfence.wiring.place import build_place

    last = Period.containing(datetime.now(UTC).date()).shifted(-2)
    key = SeriesKey(area="cheshire", kind="tech_support_impersonation")
    build_place().counts.import_counts(
        ((key, last.shifted(-week), 1 + week % 2) for week in range(330)), source="quiet"
    )


def make_watch_due() -> None:
    """Let the next worker look for rises at once."""
    from ringfence.store.models import Schedule

    Schedule.objects.filter(name="watch").update(due_at=datetime.now(UTC))


def count() -> None:
    """Wait until the jobs are done and print what is there."""
    from django.db.models import Count
    from django_tasks_db.models import DBTaskResult

    from ringfence.store.models import Report, Schedule, WarningRow

    answered = json.loads(sys.stdin.read())
    unfinished = DBTaskResult.objects.exclude(status="SUCCESSFUL")
    until = time.monotonic() + 240
    for _ in range(2):  # read what is left; then look for rises in all of it
        now = datetime.now(UTC)
        overdue = Schedule.objects.filter(name="watch", due_at__lte=now)
        while (overdue.exists() or unfinished.exists()) and time.monotonic() < until:
            time.sleep(0.2)
        Schedule.objects.filter(name="watch").update(due_at=now)
    there = dict(Report.objects.values_list("source_key", "reference"))
    again = Report.objects.values("source_key").annotate(times=Count("id")).filter(times__gt=1)
    tries = [len(workers) for workers in DBTaskResult.objects.values_list("worker_ids", flat=True)]
    per_surge = WarningRow.objects.values("surge_id").annotate(drafts=Count("warning_id", distinct=True))
    drafts = per_surge.values_list("drafts", flat=True)
    counted = {
        "lost": sum(there.get(key) != reference for key, reference in answered.items()),
        "doubled": again.count(),
        "unread": Report.objects.filter(is_read=False).count(),
        "misplaced": _misplaced(),
        "jobs_open": unfinished.count(),
        "drafts": max(drafts, default=0),
        "killed_while_running": sum(number > 1 for number in tries),
    }
    print(json.dumps(counted))


def _misplaced() -> list[str]:
    """Hold reports, groups, counts and history of the book of campaigns against each other, as they stand at one moment."""
    from collections import Counter

    from django.db import connection, transaction

    from ringfence.store.link_rows import group_of_row
    from ringfence.store.models import CampaignEventRow, CampaignRow, LinkBookRow, LinkedReportRow, Report

    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("set transaction isolation level repeatable read")
        groups = [group_of_row(row) for row in CampaignRow.objects.filter(into__isnull=True)]
        # Read and placed at one stroke.
        once = Counter(Report.objects.filter(is_read=True).values_list("id", flat=True))
        placed = LinkedReportRow.objects.filter(campaign__isnull=False)
        came = CampaignEventRow.objects.filter(kind__in=["started", "joined", "returned"])
        times = {
            "in groups": Counter(report for group in groups for report in group.members),
            "in rows": Counter(placed.values_list("report_id", flat=True)),
            "in the history": Counter(report for event in came for report in event.reports),
        }
        counted = LinkBookRow.objects.get().total
    found = [
        f"{report} {where} {number} times" for where, told in times.items()
        for report, number in ((report, told[report]) for report in {*told, *once}) if number != once[report]
    ]  # fmt: skip
    voices = sum(group.size for group in groups)
    return sorted(found) + ([f"{counted} voices counted, {voices} in groups"] if counted != voices else [])


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _make_database(server: str) -> str:
    import psycopg
    from psycopg import sql

    name = f"ringfence_kill_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _drop_database(server: str, own: str) -> None:
    import psycopg
    from psycopg import sql

    name = urlsplit(own).path.lstrip("/")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def main() -> None:
    """Run from a terminal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database-url", default="", help="a PostgreSQL server to make a database on; default SQLite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", choices=["prepare", "make_watch_due", "count"], help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        from ringfence.wiring.place import configure_django

        configure_django()
        {"prepare": prepare, "make_watch_due": make_watch_due, "count": count}[chosen.inside]()
        return
    result = run(chosen.rounds, database_url=chosen.database_url, seed=chosen.seed)
    print(f"{chosen.rounds} rounds, {'PostgreSQL' if chosen.database_url else 'SQLite'}: {result}")
    sys.exit(not result.is_sound)


if __name__ == "__main__":
    main()
