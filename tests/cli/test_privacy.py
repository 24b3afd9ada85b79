"""`ringfence privacy` from a terminal, with a backup restored after an erasure."""

from __future__ import annotations

import json
import sqlite3
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

    assert run("restore", backup, "--yes", data=data).returncode == 0
    assert "no report" in privacy("open", first).stderr
    assert privacy("open", second).returncode == 0
    assert "legal hold" in privacy("erase", second).stderr


def test_the_table_is_shown_and_the_job_runs_from_a_terminal(tmp_path):
    data = tmp_path / "data"
    run("migrate", data=data)
    shown = run("privacy", "table", data=data)
    assert "report_originals" in shown.stdout
    assert "730 days" in shown.stdout
    assert "report_originals: 0 removed" in run("privacy", "retain", data=data).stdout
