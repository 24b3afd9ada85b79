"""`ringfence restore`: put a backup in place."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path))
@click.confirmation_option(prompt="This replaces the database (the present one is copied first). Go on?")
def command(source: Path) -> None:
    """Put the backup SOURCE in place. Stop server and worker first."""
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.wiring.database import restore

    click.echo(f"Restored {restore(source)}. Now run `ringfence migrate`.")
