"""`ringfence export`: what partners may be told, as STIX 2.1, MISP, CSV or PDF."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from ringfence.foundation.errors import InvalidInput, StorageFault

__all__ = ["command"]


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice(["stix", "misp", "vcon", "csv", "pdf"]))
@click.option("--to", "target", type=click.Path(path_type=Path), help="the file to write; standard output without it")
@click.option("--world", default="real", show_default=True, help="real, or the id of an exercise")
def command(format_: str, target: Path | None, world: str) -> None:
    """Write every surge in FORMAT (stix, misp, csv or pdf) for partners.

    No reporter's words are in it. Numbers are shown as possibly forged, and
    only when two reporters gave them.
    """
    if format_ == "vcon":
        raise InvalidInput("Export to vCon is not part of this version of Ringfence.")
    from ringfence.domain.report import World
    from ringfence.flow.share_cases import export
    from ringfence.wiring.place import build_place, configure_django

    configure_django()
    from ringfence.wiring.privacy import build_privacy

    privacy, place = build_privacy(World(world)), build_place(World(world))

    def is_private(e164: str) -> bool:
        return privacy.is_contact(e164) or place.requests.is_withheld(e164)

    made = export(format_, place=place, as_of=datetime.now(UTC), is_contact=is_private)
    if target is None:
        sys.stdout.buffer.write(made)
        return
    try:
        target.write_bytes(made)
    except OSError as error:
        raise StorageFault(f"{target} cannot be written: {error.strerror}.") from None
    click.echo(f"Wrote {target}.", err=True)
