"""Time 100,000 reports through `ringfence ingest` and one look at the counts.

    .venv/bin/python benchmarks/ingest.py [--rows 100000] [--interrupt]

The rows are invented ones of the exercise world, over several seeds. Prints
seconds and peak memory of the command and of its helpers, and the seconds of
`every_hour` over what it left in the database. Fresh SQLite in a temporary folder.
--interrupt kills the command (`kill -9`) once a third is kept, and runs it again: every row must be there once.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

COLUMNS = [
    "id", "called_on", "called_time", "reported_on", "area", "told_by", "channel", "shown_number",
    "kind", "claimed_identity", "text", "happened", "loss_gbp", "contact_name", "contact", "reply_allowed",
]  # fmt: skip

LOOK = """
import time
from datetime import UTC, datetime
from ringfence.wiring.place import build_place, configure_django
configure_django()
from ringfence.flow.every_hour import every_hour
place = build_place()
start = time.perf_counter()
outcome = every_hour(place=place, as_of=datetime(2020, 9, 14, 6, tzinfo=UTC))
print(f"{time.perf_counter() - start:.1f} s, {len(outcome.surges)} surges, {len(outcome.drafts)} drafts")
"""


def invented_rows(rows: int) -> Iterator[dict[str, str]]:
    """Yield rows of the exercise world, one seed after the other."""
    from ringfence.exercises import build_world, load_scenario
    from ringfence.playbooks import load_playbooks

    areas = list(load_playbooks().areas)
    scenario = load_scenario("cheshire-2020")
    made = 0
    for seed in itertools.count(1):
        for report in build_world(scenario, seed=seed, areas=areas).reports():
            # The kind is left to the recogniser: that is what is being timed.
            yield {**report.fields, "id": f"{seed}-{report.fields['id']}", "kind": ""}
            made += 1
            if made == rows:
                return


def interrupt(command: list[str], environment: dict[str, str], data: Path, *, at: int) -> int:
    """Start the command, kill it and its helpers when so many reports are kept; return how many are."""
    process = subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    while process.poll() is None and kept(data) < at:
        time.sleep(0.5)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return kept(data)


def kept(data: Path) -> int:
    """Return how many reports are in the database."""
    with closing(sqlite3.connect(f"file:{data / 'ringfence.sqlite3'}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM store_report").fetchone()[0])


def main() -> None:
    """Write the file, time the command, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--interrupt", action="store_true", help="kill it at a third, then run it again")
    chosen = parser.parse_args()
    rows = chosen.rows
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RINGFENCE_DATA_DIR": f"{folder}/data"}
        ringfence = str(Path(sys.executable).with_name("ringfence"))
        file = Path(folder) / "reports.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", restval="")
            writer.writeheader()
            writer.writerows(invented_rows(rows))
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB, {os.cpu_count()} cores")
        subprocess.run([ringfence, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
        command = [ringfence, "ingest", str(file), "--format", "ringfence-csv"]
        if chosen.interrupt:
            killed_at = interrupt(command, environment, Path(folder) / "data", at=rows // 3)
            print(f"killed when {killed_at:,} reports were kept")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True)
        seconds = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"ingest and recognise: {seconds:.1f} s, {rows / seconds:,.0f} rows/s, {cpu:.1f} CPU s")
        print(f"largest process: {after.ru_maxrss / 1024:.0f} MB")
        if (there := kept(Path(folder) / "data")) != rows:
            sys.exit(f"{there:,} reports are there, not {rows:,}")
        look = subprocess.run([sys.executable, "-c", LOOK], env=environment, check=True, capture_output=True, text=True)
        print(f"count and detect: {look.stdout.strip()}")


if __name__ == "__main__":
    main()
