"""`ringfence serve`: the web server."""

from __future__ import annotations

import os
import subprocess
import sys

import click

__all__ = ["command"]


@click.command("serve")
@click.option("--with-worker", is_flag=True, help="Start a worker beside it.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on [from the settings]")
def command(with_worker: bool, port: int | None) -> None:
    """Serve the public site, the desk and the API. Refuses a database that is not migrated."""
    from ringfence.wiring.place import configure_django

    configure_django()
    from ringfence.wiring.database import require_migrated
    from ringfence.wiring.django_settings import DATABASES, RINGFENCE

    require_migrated()
    from granian.constants import Interfaces
    from granian.server import Server

    # SQLite has one writer at a time, so a second process only waits (docs/reference/settings.md).
    is_embedded = DATABASES["default"]["ENGINE"].endswith("sqlite3")
    listen = port or RINGFENCE.port
    worker = _start_worker() if with_worker else None
    address = f"http://{RINGFENCE.host}:{listen}"
    click.echo(
        f"Ringfence is at {address}\n"
        f"  public site   {address}/\n"
        f"  desk          {address}/desk   (create a person: ringfence createadmin NAME)\n"
        f"  API           {address}/api/v1/openapi.json"
    )
    if RINGFENCE.is_demonstration:
        click.echo("This is a demonstration: nobody is named who reads the reports, and every page says so.")
    try:
        Server(
            "ringfence.wiring.wsgi:application",
            address=RINGFENCE.host,
            port=listen,
            interface=Interfaces.WSGI,
            workers=1 if is_embedded else 2,
            blocking_threads=4,
            respawn_failed_workers=True,
            # Neither addresses nor times of people who ask for help are kept.
            log_access=False,
        ).serve()
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait(timeout=30)


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "ringfence.cli.main", "worker"], env=dict(os.environ))
