"""`ringfence publish`: the public pages and feeds as files."""

from __future__ import annotations

from pathlib import Path

import click

from ringfence.foundation.errors import InvalidInput

__all__ = ["command"]


@click.command("publish")
@click.option("--to", "target", required=True, help="the folder to write to")
@click.option("--world", default="real", show_default=True, help="real, or the id of an exercise")
def command(target: str, world: str) -> None:
    """Write every published warning, the list and the feeds to a folder.

    Files are replaced one by one and atomically. Only what an earlier run
    wrote is ever removed.
    """
    if "://" in target:
        raise InvalidInput(
            "Publishing to an address is not built yet. Give a folder, and let your web server serve it."
        )
    from ringfence.wiring.place import build_place, configure_django

    configure_django()
    from ringfence.domain.report import World
    from ringfence.flow.when_warning_approved import render_public
    from ringfence.outlets import FolderOutlet

    files = render_public(build_place(World(world)))
    FolderOutlet(Path(target), name=world).deliver(files)
    click.echo(f"Wrote {len(files)} files to {target}.")
