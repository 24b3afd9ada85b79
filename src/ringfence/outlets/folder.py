"""A folder, such as the one a web server serves: written atomically, and only ever tidied of its own files."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ringfence.foundation.errors import StorageFault

__all__ = ["FolderOutlet"]


class FolderOutlet:
    """Writes renderings under a folder; remembers in a manifest what it wrote.

    Args:
        folder: Where the files go; made when it is not there.
        name: Tells outlets apart that share a folder, one per world.
    """

    def __init__(self, folder: Path, *, name: str) -> None:
        self._folder = folder
        self._manifest = folder / f".ringfence-{name}.json"
        self._lock = folder / f".ringfence-{name}.lock"

    def deliver(self, files: Mapping[str, bytes]) -> None:
        """Write every file and remove what an earlier delivery wrote and this one no longer has.

        A reader sees each file either as it was or as it is now. Interrupted,
        it leaves a folder that the next delivery completes.

        Raises:
            StorageFault: the folder cannot be written, or a file stands in
                the way that this outlet did not write.
        """
        targets = {_relative(path): content for path, content in files.items()}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._alone():
                self._replace(targets)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StorageFault(
                f"The folder {self._folder} cannot be written: {reason}. Nothing was removed; "
                "the delivery is repeated once it can be."
            ) from error

    def _replace(self, targets: Mapping[PurePosixPath, bytes]) -> None:
        ours = self._written_before()
        for path, content in targets.items():
            there = self._folder / path
            if path not in ours and there.exists() and there.read_bytes() != content:
                raise StorageFault(
                    f"The file {path} is already in {self._folder} and was not written by Ringfence. "
                    "Move it away, or publish to another folder."
                )
        # Claimed before they are written: a crash in between leaves nothing that nobody owns.
        self._remember(ours | set(targets))
        for path, content in targets.items():
            _write_atomically(self._folder / path, content)
        for path in sorted(ours - set(targets), reverse=True):
            (self._folder / path).unlink(missing_ok=True)
            self._remove_empty_parents(path)
        self._remember(set(targets))

    def _written_before(self) -> set[PurePosixPath]:
        try:
            return {PurePosixPath(path) for path in json.loads(self._manifest.read_text())["files"]}
        except FileNotFoundError:
            return set()
        except (ValueError, KeyError, TypeError):
            raise StorageFault(
                f"The list of published files, {self._manifest}, is damaged. Publish to an empty folder instead."
            ) from None

    def _remember(self, paths: set[PurePosixPath]) -> None:
        listing = json.dumps({"files": sorted(map(str, paths))}, indent=0)
        _write_atomically(self._manifest, listing.encode())

    def _remove_empty_parents(self, path: PurePosixPath) -> None:
        for parent in path.parents[:-1]:
            try:
                (self._folder / parent).rmdir()
            except OSError:
                return

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock.open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _relative(path: str) -> PurePosixPath:
    relative = PurePosixPath(path)
    if relative.is_absolute() or ".." in relative.parts or not relative.parts:
        raise StorageFault(f"{path!r} is not a path inside the published folder.")
    return relative


def _write_atomically(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_file() and target.read_bytes() == content:
        return
    half = target.with_name(f".{target.name}.part")
    try:
        with half.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        half.replace(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise
