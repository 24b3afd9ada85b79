"""Bringing the database up to the code, and copying it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from ringfence.foundation.errors import NotMigrated, StorageFault

__all__ = ["backup", "migrate", "require_migrated", "sqlite_file", "unapplied_migrations"]


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


def sqlite_file() -> Path:
    """Return the embedded database; refuses where there is another."""
    from ringfence.wiring.django_settings import DATABASES

    if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        raise StorageFault("This command copies the embedded database; use pg_dump and pg_restore for PostgreSQL.")
    return Path(DATABASES["default"]["NAME"])


def backup(target: Path | None = None) -> Path:
    """Copy the database while it is in use; the key file is left out on purpose."""
    source = sqlite_file()
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
