"""Bad input on the command line: a clear sentence naming row and field, the right exit code, nothing lost."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

RINGFENCE = str(Path(sys.executable).with_name("ringfence"))
HEADER = "id,called_on,reported_on,area,text\n"
GOOD = "{id},2026-05-04,2026-05-05,cheshire,A man said he was from Microsoft and my computer had a virus\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    run("migrate", data=folder)
    return folder


def run(*args, data=None, stdin=None, **env):
    environment = {**os.environ, **({"RINGFENCE_DATA_DIR": str(data)} if data else {}), **env}
    return subprocess.run(
        [RINGFENCE, *map(str, args)],
        env=environment,
        capture_output=True,
        text=True,
        input=stdin,
        timeout=120,
        check=False,
    )


def ingest(file, data, *more, layout="ringfence-csv", **env):
    return run("ingest", file, "--format", layout, "--processes", "1", *more, data=data, **env)


def assert_plain(result):
    assert "Traceback" not in result.stderr, result.stderr
    assert "Traceback" not in result.stdout


def rejects_of(file: Path) -> str:
    return file.with_name(file.name + ".rejects.csv").read_text()


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_empty_file_is_refused_with_a_sentence(tmp_path, data):
    result = ingest(write(tmp_path, "empty.csv", ""), data)
    assert_plain(result)
    assert result.returncode == 2
    assert "empty" in result.stderr


def test_missing_file_is_refused_with_a_sentence(tmp_path, data):
    result = ingest(tmp_path / "nothing.csv", data)
    assert_plain(result)
    assert result.returncode == 2
    assert "nothing.csv" in result.stderr


def test_wrong_encoding_names_the_line(tmp_path, data):
    body = HEADER.encode() + GOOD.format(id=1).encode() + "2,2026-05-04,2026-05-05,cheshire,caf\xe9\n".encode("latin-1")
    result = ingest(write(tmp_path, "latin.csv", body), data)
    assert_plain(result)
    assert result.returncode in {1, 2}
    assert "UTF-8" in result.stderr
    assert "line 3" in result.stderr


def test_missing_columns_are_named(tmp_path, data):
    result = ingest(write(tmp_path, "columns.csv", "id,text\n1,hello\n"), data)
    assert_plain(result)
    assert result.returncode == 2
    assert "area" in result.stderr


def test_shifted_cells_are_rejected_with_line_and_field_and_good_rows_go_in(tmp_path, data):
    file = write(
        tmp_path, "shifted.csv", HEADER + GOOD.format(id="s1") + "s2,cheshire,2026-05-05,2026-05-04,words of a call\n"
    )
    result = ingest(file, data)
    assert_plain(result)
    assert result.returncode == 1
    assert "1 reports added" in result.stdout
    assert rejects_of(file).splitlines()[1].startswith('3,"area, called_on",')


def test_ten_megabyte_field_is_rejected_and_the_rest_goes_in(tmp_path, data):
    file = write(
        tmp_path, "huge.csv", HEADER + f"h1,2026-05-04,2026-05-05,cheshire,{'a' * 10_000_000}\n" + GOOD.format(id="h2")
    )
    result = ingest(file, data)
    assert_plain(result)
    assert result.returncode == 1
    assert "1 reports added" in result.stdout
    assert "2,text" in rejects_of(file)


def test_nul_bytes_are_rejected_with_the_line(tmp_path, data):
    file = write(tmp_path, "nul.csv", HEADER + "n1,2026-05-04,2026-05-05,cheshire,a\0b\n" + GOOD.format(id="n2"))
    result = ingest(file, data)
    assert_plain(result)
    assert result.returncode == 1
    assert "1 reports added" in result.stdout
    assert "2," in rejects_of(file)


def test_future_dates_and_unknown_areas_are_rejected_by_name(tmp_path, data):
    file = write(
        tmp_path,
        "future.csv",
        HEADER + "f1,2999-05-04,2026-05-05,cheshire,words\nf2,2026-05-04,2026-05-05,atlantis,words\n",
    )
    result = ingest(file, data)
    assert_plain(result)
    assert result.returncode == 1
    rejects = rejects_of(file)
    assert "2,called_on" in rejects
    assert "3,area" in rejects


def test_duplicated_reference_is_rejected(tmp_path, data):
    other = GOOD.format(id="d1").replace("Microsoft", "Amazon")
    file = write(tmp_path, "twice.csv", HEADER + GOOD.format(id="d1") + other)
    result = ingest(file, data)
    assert_plain(result)
    assert result.returncode == 1
    assert "1 reports added" in result.stdout
    assert "3,id" in rejects_of(file)


def test_the_same_file_twice_adds_nothing_even_renamed(tmp_path, data):
    body = HEADER + "".join(GOOD.format(id=f"t{i}") for i in range(5))
    assert "5 reports added" in ingest(write(tmp_path, "one.csv", body), data).stdout
    again = ingest(write(tmp_path, "two.csv", body), data)
    assert again.returncode == 0
    assert "0 reports added, 5 were there already" in again.stdout


def test_same_id_with_other_content_is_rejected_not_lost_in_silence(tmp_path, data):
    ingest(write(tmp_path, "first.csv", HEADER + GOOD.format(id="c1")), data)
    file = write(tmp_path, "second.csv", HEADER + GOOD.format(id="c1").replace("virus", "fault"))
    result = ingest(file, data)
    assert result.returncode == 1
    assert "2,id" in rejects_of(file)


def test_dry_run_keeps_nothing(tmp_path, data):
    file = write(tmp_path, "dry.csv", HEADER + GOOD.format(id="y1"))
    assert "1 reports would be added" in ingest(file, data, "--dry-run").stdout
    assert "1 reports added" in ingest(file, data).stdout


def test_unknown_format_is_unusable_arguments(tmp_path, data):
    result = ingest(write(tmp_path, "x.csv", HEADER), data, layout="xlsx")
    assert_plain(result)
    assert result.returncode == 2
    assert "ringfence-csv" in result.stderr


def test_broken_mapping_toml_names_file_and_line(tmp_path, data):
    mapping = write(tmp_path, "force.toml", "name = 'x'\n[columns\n")
    result = ingest(write(tmp_path, "x.csv", HEADER), data, layout=str(mapping))
    assert_plain(result)
    assert result.returncode == 2
    assert "force.toml" in result.stderr
    assert "line 2" in result.stderr


def test_interrupted_file_goes_on_where_it_stopped(tmp_path):
    data = tmp_path / "data"
    run("migrate", data=data)
    rows = 20_000
    file = write(tmp_path, "long.csv", HEADER + "".join(GOOD.format(id=f"r{i}") for i in range(rows)))
    environment = {**os.environ, "RINGFENCE_DATA_DIR": str(data)}
    process = subprocess.Popen(
        [RINGFENCE, "ingest", str(file), "--format", "ringfence-csv", "--processes", "1"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline and not kept(data):
        time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = kept(data)
    assert 0 < before < rows

    again = ingest(file, data)

    assert again.returncode == 0, again.stderr
    assert f"{rows - before:,} reports added, {before:,} were there already" in again.stdout
    assert kept(data) == rows


def kept(data: Path) -> int:
    import sqlite3

    database = next(data.glob("*.sqlite3"))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        count: int = connection.execute("select count(*) from store_report").fetchone()[0]
    connection.close()
    return count


@pytest.mark.skipif(os.name != "posix", reason="needs /dev/full and folder modes")
def test_rejects_that_cannot_be_written_are_said_and_nothing_is_lost(tmp_path, data):
    file = write(tmp_path, "bad.csv", HEADER + GOOD.format(id="w1") + "w2,nonsense,2026-05-05,cheshire,words\n")
    result = ingest(file, data, "--rejects", "/dev/full")
    assert_plain(result)
    assert result.returncode == 1
    assert "/dev/full cannot be written" in result.stderr
    assert "0 reports added, 1 were there already" in ingest(file, data).stdout


def test_read_only_data_folder_is_a_sentence(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if os.access(folder, os.W_OK):  # root may write anywhere: a file in the folder's place does the same
        folder.rmdir()
        folder.write_text("")
    result = run("migrate", data=folder)
    assert_plain(result)
    assert result.returncode != 0
    assert str(folder) in result.stderr
