"""The real server over a folder of its own, as somebody would start it: for journeys and for benchmarks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["RealServer", "a_real_server"]

ROOT = Path(__file__).resolve().parents[1]
_FILL = """
import sys
from datetime import UTC, datetime, timedelta
sys.path.insert(0, {root!r})
from ringfence.wiring.place import configure_django
configure_django()
from tests.desk_scene import a_published_warning
for back in range({warnings}):
    last = a_published_warning(at=datetime.now(UTC) - timedelta(hours=back))
print(last.path)
"""


@dataclass(frozen=True, slots=True)
class RealServer:
    """A running server."""

    address: str  # "http://127.0.0.1:40001"
    said: Path  # everything it wrote to standard output and error
    warning: str  # path of one of its warnings; empty where none was asked for


@contextmanager
def a_real_server(folder: Path, *, warnings: int = 0, **settings: str) -> Iterator[RealServer]:
    """Migrate, fill, serve; stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RINGFENCE_", "DJANGO_"))}
    environment |= {"RINGFENCE_DATA_DIR": str(folder / "data"), "RINGFENCE_PORT": str(port)}
    environment |= {f"RINGFENCE_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "ringfence.cli.main"]
    _run([*command, "migrate"], environment)
    path = ""
    if warnings:
        fill = _FILL.format(root=str(ROOT), warnings=warnings)
        path = f"/{_run([sys.executable, '-c', fill], environment).split()[-1]}"
    said = folder / "said.txt"
    with said.open("wb") as log:
        server = subprocess.Popen([*command, "serve"], env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, server)
        yield RealServer(f"http://127.0.0.1:{port}", said, path)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _run(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.2)
    raise AssertionError("the server did not start")
