"""`ringfence worker`: run the jobs."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("worker")
@click.option("--until-empty", is_flag=True, help="Stop when no job is left.")
def command(until_empty: bool) -> None:
    """Run the jobs, give signs of life, take over from workers that died."""
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.store.worker import run_worker
    from ringfence.wiring.database import require_migrated
    from ringfence.wiring.django_settings import RINGFENCE

    require_migrated()
    run_worker(lease_seconds=RINGFENCE.worker_lease_seconds, until_empty=until_empty)
