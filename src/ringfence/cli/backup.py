"""`ringfence backup`: copy the database."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
def command(target: Path | None) -> None:
    """Copy the embedded database to TARGET while it is in use.

    The key file is not part of it: keep that one somewhere else.
    """
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.wiring.database import backup

    click.echo(f"Copied the database to {backup(target)}. The key file is not part of it: keep that one apart.")
