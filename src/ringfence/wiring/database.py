"""Bringing the database up to the code, and copying it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from ringfence.foundation.errors import NotMigrated, StorageFault

__all__ = ["backup", "migrate", "require_migrated", "restore", "unapplied_migrations"]


def unapplied_migrations() -> int:
    """Return how many migrations the database still needs."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> int:
    """Bring the database up; returns how many migrations were applied."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        waiting = unapplied_migrations()
        if waiting:
            call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        from ringfence.wiring.django_settings import DATABASES

        raise StorageFault(f"The database {DATABASES['default']['NAME']} cannot be opened: {error}") from None
    return waiting


def require_migrated() -> None:
    """Refuse a database older than the code.

    Raises:
        NotMigrated: with the command to run.
    """
    waiting = unapplied_migrations()
    if waiting:
        raise NotMigrated(
            f"The database needs {waiting} migrations. Run `ringfence backup FILE`, then `ringfence migrate`."
        )


def _sqlite_file() -> Path:
    from ringfence.wiring.django_settings import DATABASES

    if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        raise StorageFault("This command copies the embedded database; use pg_dump and pg_restore for PostgreSQL.")
    return Path(DATABASES["default"]["NAME"])


def backup(target: Path | None = None) -> Path:
    """Copy the database while it is in use; the key file is left out on purpose."""
    source = _sqlite_file()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = target or source.parent / "backups" / f"ringfence-{stamp}.sqlite3"
    if target.exists():
        raise StorageFault(f"{target} is there already and is not overwritten. Choose another name.")
    if not source.exists():
        raise StorageFault(f"There is no database {source} to copy yet.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        target.chmod(0o600)
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        raise StorageFault(f"The backup {target} cannot be written: {error}") from None
    return target


def restore(source: Path) -> Path:
    """Put a backup in place; a database that is there is first copied beside it.

    What was decided since the backup was made is carried over: erased reports go again, holds hold.
    """
    if not source.is_file():
        raise StorageFault(f"There is no backup {source}.")
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as check:
            if check.execute("pragma integrity_check").fetchone()[0] != "ok":
                raise StorageFault(f"{source} is damaged and was not restored.")
            check.execute("select 1 from store_report limit 1")
        target = _sqlite_file()
        decisions = _decisions(target) if target.exists() else []
        if target.exists():
            backup()
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            _decide_again(new, decisions)
    except sqlite3.Error as error:
        raise StorageFault(f"{source} is not a backup of Ringfence: {error}") from None
    return target


# Tables whose rows go with their report.
_OF_A_REPORT = frozenset({"store_additionrow", "store_filerow", "store_formdraftrow", "store_wishrow"})
_DECISION = "world, kind, report_id, by, reason, at"


def _decisions(database: Path) -> list[tuple[str, ...]]:
    """Return what was decided about reports, in order; nothing where the database is older than deciding."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            return list(connection.execute(f"select {_DECISION} from store_privacydecisionrow order by id"))  # noqa: S608
        except sqlite3.OperationalError:
            return []


def _decide_again(connection: sqlite3.Connection, decisions: list[tuple[str, ...]]) -> None:
    """Carry erasures and holds over into a restored database."""
    with connection:
        erased = [(row[2],) for row in decisions if row[1] == "erasure"]
        tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        if "store_filecontentrow" in tables:
            inside = (
                "delete from store_filecontentrow where file_id in (select id from store_filerow where report_id = ?)"
            )
            connection.executemany(inside, erased)
        for table in sorted(_OF_A_REPORT & tables):
            connection.executemany(f"delete from {table} where report_id = ?", erased)  # noqa: S608
        connection.executemany("delete from store_report where id = ?", erased)
        if "store_privacydecisionrow" not in tables:
            return
        known = set(connection.execute(f"select {_DECISION} from store_privacydecisionrow"))  # noqa: S608
        connection.executemany(
            f"insert into store_privacydecisionrow ({_DECISION}) values (?, ?, ?, ?, ?, ?)",  # noqa: S608
            [row for row in decisions if row not in known],
        )
