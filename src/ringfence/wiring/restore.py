"""Putting a backup in place without forgetting what was promised since it was made."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ringfence.foundation.errors import StorageFault
from ringfence.wiring.database import backup, migrate, require_migrated, sqlite_file

if TYPE_CHECKING:
    from ringfence.store.promises import Carried, Promises

__all__ = ["Restored", "carry_in", "carry_out", "restore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A backup that is in place now."""

    path: Path
    carried: Carried | None  # out of the database that was there before; None: that one could not be read
    kept_at: Path | None  # where that one is now; None: there was none


def restore(source: Path) -> Restored:
    """Put a backup in place, brought up to the code; a database that is there is first copied beside it.

    What was decided since the backup was made is carried over: what was erased goes again, holds hold, a
    number told to nobody stays untold, and who has left stays away. All of it is done on a copy, which
    takes its place as a whole or not at all.
    """
    from ringfence.store.promises import Promises, keep_promises

    if not source.is_file():
        raise StorageFault(f"There is no backup {source}.")
    target = sqlite_file()
    promises = _promises_in(target) if target.exists() else Promises()
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as check:
            if check.execute("pragma integrity_check").fetchone()[0] != "ok":
                raise StorageFault(f"{source} is damaged and was not restored.")
            check.execute("select 1 from store_report limit 1")
        with TemporaryDirectory(prefix="restore-", dir=target.parent) as folder:
            copy = Path(folder) / target.name
            _copy(source, copy)
            with _instead_of_the_database(copy):
                migrate()
                carried = keep_promises(promises) if promises is not None else None
            kept_at = _set_aside(target, is_readable=promises is not None) if target.exists() else None
            _copy(copy, target)
    except sqlite3.Error as error:
        raise StorageFault(f"{source} is not a backup of Ringfence: {error}") from None
    return Restored(path=target, carried=carried, kept_at=kept_at)


def carry_out(file: Path) -> None:
    """Write what must outlive a restored backup to a file that only this user can read."""
    from django.db import connection

    from ringfence.store.promises import read_promises

    with connection.cursor() as cursor:
        promises = read_promises(cursor, tables=connection.introspection.table_names(cursor))
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            json.dump(asdict(promises), out)
    except OSError as error:
        raise StorageFault(f"{file} cannot be written: {error.strerror}. Choose another name.") from None


def carry_in(file: Path) -> Carried:
    """Bring the database in line with what was carried out of the one before it; twice changes nothing more."""
    from django.db import IntegrityError

    from ringfence.store.promises import Promises, keep_promises

    require_migrated()
    try:
        promises = Promises(**json.loads(file.read_text(encoding="utf-8")))
        return keep_promises(promises)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IntegrityError):  # changed by hand
        raise StorageFault(f"{file} is no file that `ringfence privacy carry-out` wrote.") from None


def _promises_in(database: Path) -> Promises | None:
    from ringfence.store.promises import read_promises

    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
            return read_promises(connection.cursor(), tables=tables)
    except sqlite3.Error:
        return None


def _set_aside(database: Path, *, is_readable: bool) -> Path:
    """Copy the database that is there; move one that cannot be read, with the journal beside it."""
    if is_readable:
        return backup()
    aside = database.with_name(f"{database.name}.unreadable-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    for end in ("", "-wal", "-shm"):
        if Path(f"{database}{end}").exists():
            Path(f"{database}{end}").replace(f"{aside}{end}")
    return aside


def _copy(old: Path, new: Path) -> None:
    with closing(sqlite3.connect(old)) as source, closing(sqlite3.connect(new)) as target:
        source.backup(target)


@contextmanager
def _instead_of_the_database(file: Path) -> Iterator[None]:
    """Work on another file of the same kind for a while."""
    from django.db import connection

    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
