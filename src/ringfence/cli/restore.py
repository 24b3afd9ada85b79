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
    from ringfence.cli.carried import carried_in_words
    from ringfence.wiring.restore import restore

    done = restore(source)
    click.echo(f"Restored {done.path}.")
    if done.kept_at is not None:
        click.echo(f"The database that was there is kept in {done.kept_at}.")
        click.echo(carried_in_words(done.carried))
