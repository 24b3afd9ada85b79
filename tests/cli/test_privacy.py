"""`ringfence privacy` from a terminal, with a backup restored after an erasure."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

from tests.cli.test_bad_input import GOOD, HEADER, ingest, run, write


def test_an_erased_report_stays_erased_when_an_older_backup_is_restored(tmp_path):
    data = tmp_path / "data"
    run("migrate", data=data)
    run("createadmin", "ana", "--role", "analyst", "--password-stdin", stdin="correct horse battery\n", data=data)
    ingest(write(tmp_path, "two.csv", HEADER + GOOD.format(id="s1") + GOOD.format(id="s2")), data)
    with closing(sqlite3.connect(data / "ringfence.sqlite3")) as database:
        first, second = (row[0] for row in database.execute("select reference from store_report order by reference"))
    backup = tmp_path / "backup.sqlite3"
    assert run("backup", backup, data=data).returncode == 0

    def privacy(*arguments):
        return run("privacy", *arguments, "--as", "ana", "--reason", "The reporter asked us to", data=data)

    opened = privacy("open", first)
    assert "Microsoft" in opened.stdout, opened.stderr
    assert json.loads(privacy("access", first).stdout)["reports"][0]["decisions_and_openings"][0]["by"] == "ana"
    assert privacy("erase", first).returncode == 0
    assert "no report" in privacy("open", first).stderr
    assert privacy("hold", second).returncode == 0
    held = privacy("erase", second)
    assert (held.returncode, "legal hold" in held.stderr) == (1, True)

    restored = run("restore", backup, "--yes", data=data)
    assert restored.returncode == 0
    assert "1 records erased again" in restored.stdout
    assert "no report" in privacy("open", first).stderr
    assert privacy("open", second).returncode == 0
    assert "legal hold" in privacy("erase", second).stderr


def in_place(data, code):
    """Do something in the real world as the server would."""
    begin = (
        "from ringfence.wiring.place import build_place, configure_django; configure_django(); place = build_place()\n"
        "from datetime import UTC, datetime; now = datetime.now(UTC)\n"
        "from ringfence.domain.public_request import RequestKind\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", begin + code], env={**os.environ, "RINGFENCE_DATA_DIR": str(data)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


ASK = "place.requests.keep(RequestKind.NUMBER, text='x', number='01632 960{}', contact='me@mail.example', at=now)\n"
WITHHOLD = "[place.requests.close(one.id, by='ana', at=now, withhold=True) for one in place.requests.open_requests()]\n"
UNTOLD = (
    "print(*(number for number in ('123', '124') if place.requests.is_withheld('+441632960' + number)),"
    " len(place.requests.of_subject('me@mail.example')), len(place.requests.open_requests()))"
)


BEFORE_THE_NEWEST_TABLES = (
    "from django.core.management import call_command; call_command('migrate', 'store', '0012', verbosity=0)"
)


def test_a_number_told_to_nobody_since_an_older_backup_stays_so_when_that_is_restored(tmp_path):
    data, backup = tmp_path / "data", tmp_path / "backup.sqlite3"
    run("migrate", data=data)
    in_place(data, ASK.format(123))
    in_place(data, BEFORE_THE_NEWEST_TABLES)
    assert run("backup", backup, data=data).returncode == 0
    run("migrate", data=data)
    in_place(data, ASK.format(124) + WITHHOLD)

    refused = run("restore", write(tmp_path, "notes.txt", "not a database at all" * 100), "--yes", data=data)
    assert (refused.returncode, "is not a backup" in refused.stderr) == (1, True)
    restored = run("restore", backup, "--yes", data=data)
    assert restored.returncode == 0, restored.stderr
    assert "2 numbers told to nobody" in restored.stdout
    assert in_place(data, UNTOLD) == "123 124 2 0"
    assert [path.name for path in data.glob("restore-*")] == []

    for file in data.glob("ringfence.sqlite3*"):
        file.unlink()
    (data / "ringfence.sqlite3").write_bytes(b"no database" * 1000)
    restored = run("restore", backup, "--yes", data=data)
    assert restored.returncode == 0, restored.stderr
    assert "has to be done again by hand" in restored.stdout
    (aside,) = data.glob("ringfence.sqlite3.unreadable-*")
    assert aside.read_bytes().startswith(b"no database")
    assert in_place(data, UNTOLD) == "1 1"


def test_the_table_is_shown_and_the_job_runs_from_a_terminal(tmp_path):
    data = tmp_path / "data"
    run("migrate", data=data)
    shown = run("privacy", "table", data=data)
    assert "report_originals" in shown.stdout
    assert "730 days" in shown.stdout
    assert "report_originals: 0 removed" in run("privacy", "retain", data=data).stdout
