"""The report form under load; `benchmarks/report_load.py` plays as many kills as you like."""

from __future__ import annotations

import pytest
from benchmarks.report_load import run
from tests.resilience.test_kill import the_server_or_a_skip

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_fifty_at_once_with_broken_lines_and_a_killed_server(database):
    result = run(50, 2, database_url=the_server_or_a_skip() if database == "postgres" else "", seconds=2)
    assert result.shown > 50
    assert result.cut > 50
    assert result.is_sound, result
