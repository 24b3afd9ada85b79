from __future__ import annotations

import os
from pathlib import Path

import pytest

from ringfence.foundation.errors import StorageFault
from ringfence.outlets import FolderOutlet


def names(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".ringfence"))
    return {str(path.relative_to(folder)) for path in found}


def test_it_writes_and_later_removes_only_what_it_wrote(tmp_path):
    (tmp_path / "index.html").write_text("the force's own page")
    outlet = FolderOutlet(tmp_path, name="real")
    outlet.deliver({"a/one.html": b"1", "a/two.html": b"2"})
    outlet.deliver({"a/two.html": b"2b"})
    assert names(tmp_path) == {"index.html", "a/two.html"}
    assert (tmp_path / "a/two.html").read_bytes() == b"2b"
    outlet.deliver({})
    assert names(tmp_path) == {"index.html"}
    assert not (tmp_path / "a").exists()


def test_two_worlds_share_a_folder_and_leave_each_other_alone(tmp_path):
    FolderOutlet(tmp_path, name="real").deliver({"warnings/index.html": b"real"})
    FolderOutlet(tmp_path, name="practice").deliver({"exercise/index.html": b"practice"})
    FolderOutlet(tmp_path, name="practice").deliver({})
    assert names(tmp_path) == {"warnings/index.html"}


def test_a_file_of_somebody_else_in_the_way_is_never_overwritten(tmp_path):
    (tmp_path / "page.html").write_text("mine")
    with pytest.raises(StorageFault, match=r"page\.html is already in .* not written by Ringfence"):
        FolderOutlet(tmp_path, name="real").deliver({"page.html": b"theirs", "other.html": b"x"})
    assert names(tmp_path) == {"page.html"}
    assert (tmp_path / "page.html").read_text() == "mine"


@pytest.mark.parametrize("path", ["../out.html", "/etc/out.html", ""])
def test_paths_stay_inside_the_folder(tmp_path, path):
    with pytest.raises(StorageFault):
        FolderOutlet(tmp_path / "site", name="real").deliver({path: b""})


def test_a_delivery_cut_off_half_way_is_completed_by_the_next(tmp_path, monkeypatch):
    outlet = FolderOutlet(tmp_path, name="real")
    outlet.deliver({"one.html": b"1"})
    real_fsync, calls = os.fsync, []

    def dies(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 3:  # the manifest, the first new file, then nothing more
            raise OSError(28, "No space left on device")
        real_fsync(handle)

    monkeypatch.setattr(os, "fsync", dies)
    with pytest.raises(StorageFault, match="No space left"):
        outlet.deliver({"one.html": b"1", "two.html": b"2", "three.html": b"3"})
    monkeypatch.setattr(os, "fsync", real_fsync)
    assert (tmp_path / "one.html").read_bytes() == b"1"
    outlet.deliver({"one.html": b"1", "three.html": b"3"})
    assert names(tmp_path) == {"one.html", "three.html"}


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path):
    (tmp_path / "site").write_text("a file, not a folder")
    with pytest.raises(StorageFault, match="cannot be written"):
        FolderOutlet(tmp_path / "site", name="real").deliver({"a": b""})


def test_a_damaged_manifest_removes_nothing(tmp_path):
    outlet = FolderOutlet(tmp_path, name="real")
    outlet.deliver({"a.html": b""})
    (tmp_path / ".ringfence-real.json").write_text("{")
    with pytest.raises(StorageFault, match="damaged"):
        outlet.deliver({})
    assert names(tmp_path) == {"a.html"}
