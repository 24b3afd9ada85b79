from __future__ import annotations

import os

import pytest

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.ports import Place


def pytest_configure(config: pytest.Config) -> None:
    """Say at once, in one sentence, when the PostgreSQL server asked for is not there."""
    url = os.environ.get("RINGFENCE_DATABASE_URL", "")
    if not url.startswith("postgres"):
        return
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = f"PostgreSQL is not there: {str(error).strip().splitlines()[0]}"
        is_required = "postgres" in os.environ.get("RINGFENCE_REQUIRE", "")
        pytest.exit(reason if is_required else f"skipped: {reason}", returncode=1 if is_required else 0)


@pytest.fixture
def place(db: None) -> Place:
    """The back ends of the real world over an empty database."""
    from ringfence.wiring.place import build_place

    return build_place(REAL_WORLD)
