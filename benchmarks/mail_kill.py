"""Mail a warning to many subscribers through a real SMTP server, killing the worker on the way.

    python -m benchmarks.mail_kill --subscribers 10000 --kills 1
    python -m benchmarks.mail_kill --subscribers 100000 --first 4000    # a long list: how soon and how fast it begins
    python -m benchmarks.mail_kill --subscribers 10000 --kills 3 --database-url postgresql://postgres@127.0.0.1:5432/postgres

The server is aiosmtpd on a real socket. The worker (`ringfence worker`, a process of its own) is killed with
`kill -9` while it is sending and another is started. In the end: nobody was missed, and there was at most one
repeated letter for each kill, which carries the Message-ID of the first.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from benchmarks.kill_under_load import _drop_database, _free_port, _make_database

LEASE_SECONDS = 2


class Postbox:
    """Counts what arrives: address and Message-ID of every letter taken."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []
        self.last: bytes = b""
        self.changed = threading.Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        message_id = message_from_bytes(content)["Message-ID"]
        with self.changed:
            self.letters += [(address, message_id) for address in envelope.rcpt_tos]
            self.last = content
            self.changed.notify_all()
        return "250 taken"

    def wait_for(self, letters: int, *, seconds: float) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: len(self.letters) >= letters, timeout=seconds)


@dataclass(frozen=True)
class Result:
    """What arrived."""

    subscribers: int
    kills: int
    missed: int  # subscribers without a letter
    repeated: int  # letters beyond the first to the same address
    other_ids: int  # of the repeated, those with another Message-ID than the first
    open_letters: int  # left in the database in the end
    seconds: float  # from the start of the first worker to the last letter
    last: bytes  # one letter, as it arrived

    @property
    def is_sound(self) -> bool:
        """Nobody missed; at most one repeat for each kill, with the same Message-ID."""
        return not self.missed and self.repeated <= self.kills and not self.other_ids and not self.open_letters

    @property
    def letters_a_second(self) -> float:
        """Letters a second, kills and restarts included."""
        return (self.subscribers + self.repeated) / self.seconds


def run(subscribers: int, *, kills: int = 1, database_url: str = "") -> Result:
    """Mail everybody, killing the worker at even distances on the way."""
    folder = Path(tempfile.mkdtemp(prefix="ringfence-mail-"))
    own_database = _make_database(database_url) if database_url else ""
    postbox, port = Postbox(), _free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("RINGFENCE_", "DJANGO_"))},
        "RINGFENCE_DATA_DIR": str(folder),
        "RINGFENCE_DATABASE_URL": own_database,
        "RINGFENCE_WORKER_LEASE_SECONDS": str(LEASE_SECONDS),
        "RINGFENCE_MAIL_URL": f"smtp://127.0.0.1:{port}",
        "RINGFENCE_BASE_URL": "https://warnings.example",
    }
    try:
        _step(environment, "prepare", str(subscribers))
        started = time.monotonic()
        worker = _worker(environment, folder)
        for kill in range(1, kills + 1):
            postbox.wait_for(subscribers * kill // (kills + 1), seconds=600)
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
            worker = _worker(environment, folder)
        open_letters = subscribers
        until = time.monotonic() + 900
        while open_letters and time.monotonic() < until:
            postbox.wait_for(subscribers, seconds=30)
            open_letters = int(_step(environment, "count"))
        seconds = time.monotonic() - started
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    finally:
        controller.stop()
        if own_database:
            _drop_database(database_url, own_database)
    first: dict[str, str] = {}
    other_ids = 0
    for address, message_id in postbox.letters:
        other_ids += first.setdefault(address, message_id) != message_id
    times = Counter(address for address, _ in postbox.letters)
    return Result(
        subscribers=subscribers,
        kills=kills,
        missed=sum(address_of(number) not in times for number in range(subscribers)),
        repeated=len(postbox.letters) - len(times),
        other_ids=other_ids,
        open_letters=open_letters,
        seconds=seconds,
        last=postbox.last,
    )


def begin(subscribers: int, *, first: int) -> tuple[float, float]:
    """Begin to mail a long list; returns the seconds to the first letter, and letters a second from there on."""
    folder, postbox, port = Path(tempfile.mkdtemp(prefix="ringfence-mail-")), Postbox(), _free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("RINGFENCE_", "DJANGO_"))},
        "RINGFENCE_DATA_DIR": str(folder),
        "RINGFENCE_MAIL_URL": f"smtp://127.0.0.1:{port}",
        "RINGFENCE_BASE_URL": "https://warnings.example",
    }
    try:
        _step(environment, "prepare", str(subscribers))
        started = time.monotonic()
        worker = _worker(environment, folder)
        postbox.wait_for(1, seconds=600)
        begun = time.monotonic()
        postbox.wait_for(first, seconds=900)
        seconds = time.monotonic() - begun
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    finally:
        controller.stop()
    return begun - started, len(postbox.letters) / seconds


def address_of(number: int) -> str:
    """Return the address of an invented subscriber."""
    return f"reader{number}@mail.example"


def _worker(environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "ringfence.cli.main", "worker"],
            env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def _step(environment: dict[str, str], name: str, *given: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.mail_kill", "--step", name, *given],
        env=environment, cwd=Path(__file__).resolve().parents[1], check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def prepare(subscribers: int) -> None:
    """Make the database: confirmed subscribers, and a warning that two people have just published."""
    from datetime import UTC, datetime

    from ringfence.wiring.place import build_place, configure_django

    configure_django()
    from ringfence.wiring.database import migrate

    migrate()
    from tests.desk_scene import a_published_warning

    from ringfence.foundation.ids import new_id, new_secret
    from ringfence.store.key_file import read_keys
    from ringfence.store.models import SubscriberRow
    from ringfence.store.vault import Vault
    from ringfence.wiring.django_settings import KEY_FILE

    vault, at = Vault(read_keys(KEY_FILE)), datetime.now(UTC)
    rows = [
        SubscriberRow(
            id=new_id(), world="real", address_key=vault.address_key(address_of(number)),
            sealed=vault.seal_text(address_of(number)), secret=new_secret(), state="confirmed",
            rhythm="immediate", language="en-GB", asked_at=at, confirmed_at=at,
        )
        for number in range(subscribers)
    ]  # fmt: skip
    SubscriberRow.objects.bulk_create(rows, batch_size=500)
    a_published_warning(place=build_place(), at=at)


def count() -> None:
    """Print how many letters are still open, or news without a letter."""
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.store.models import LetterRow, NewsRow

    print(LetterRow.objects.filter(ended_at__isnull=True).count() + NewsRow.objects.filter(letter__isnull=True).count())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--subscribers", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--database-url", default="", help="a PostgreSQL server; empty: SQLite")
    parser.add_argument("--first", type=int, default=0, help="stop after so many letters, and say how fast they left")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        prepare(int(options.step[1])) if options.step[0] == "prepare" else count()
        return
    if options.first:
        wait, rate = begin(options.subscribers, first=options.first)
        print(f"{options.subscribers:,} subscribers: first letter after {wait:.0f} s, then {rate:.0f} letters a second")
        return
    result = run(options.subscribers, kills=options.kills, database_url=options.database_url)
    print(
        f"{result.subscribers:,} subscribers, worker killed {result.kills} times: {result.missed} missed, "
        f"{result.repeated} repeated ({result.other_ids} with another Message-ID), {result.open_letters} left; "
        f"{result.seconds:.0f} s, {result.letters_a_second:.0f} letters/s"
    )
    sys.exit(0 if result.is_sound else 1)


if __name__ == "__main__":
    main()
