"""`ringfence migrate`: bring the database up to this version."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("migrate")
@click.option("--with-backup", is_flag=True, help="Copy an embedded database first when there is anything to change.")
def command(with_backup: bool) -> None:
    """Bring the database up to this version."""
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.wiring.database import backup, migrate, unapplied_migrations
    from ringfence.wiring.django_settings import DATABASES

    database = DATABASES["default"]
    is_embedded = database["ENGINE"].endswith("sqlite3")
    if with_backup and is_embedded and database["NAME"].exists() and unapplied_migrations():
        click.echo(f"Copied the database to {backup()} first.")
    applied = migrate()
    click.echo(f"{applied} migrations applied." if applied else "The database is up to date.")
