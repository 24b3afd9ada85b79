"""`kill -9` under load, a few rounds; `benchmarks/kill_under_load.py --rounds 20` plays as many as you like."""

from __future__ import annotations

import os

import pytest
from benchmarks.kill_under_load import run

pytestmark = pytest.mark.slow
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"


def the_server_or_a_skip() -> str:
    """PostgreSQL of this machine; `RINGFENCE_REQUIRE=postgres` makes its absence a failure."""
    import psycopg

    try:
        psycopg.connect(POSTGRES, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = f"PostgreSQL is not there: {str(error).strip().splitlines()[0]}"
        if "postgres" in os.environ.get("RINGFENCE_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    return POSTGRES


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_no_report_with_a_reference_is_lost_and_no_job_is_done_twice(database):
    result = run(3, database_url=the_server_or_a_skip() if database == "postgres" else "")
    assert result.answered > 100
    assert result.is_sound, result
