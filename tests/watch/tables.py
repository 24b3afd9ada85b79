"""Builders of counts and alarms for the tests of watch."""

import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ringfence.domain.counts import Alarm, CountTable, SeriesKey
from ringfence.foundation.periods import Period

KEY = SeriesKey(area="cheshire", kind="tech_support_impersonation")
MONDAY = Period.containing(date(2020, 1, 6))  # 2020-W02
# R's output on simulated series (surgebench); it lies beside the repository, never inside it.
GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "bench" / "surge" / "golden"


def require_golden() -> Path:
    """The folder with R's numbers, or a skip that says so; RINGFENCE_REQUIRE=golden makes it a failure."""
    if not GOLDEN.is_dir():
        reason = f"R's output is not there: {GOLDEN.name} of the surge benchmark, expected beside the repository"
        if "golden" in os.environ.get("RINGFENCE_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    return GOLDEN


def one_series(*counts: int) -> np.ndarray:
    return np.array([counts], dtype=np.int64)


def a_table(*counts: int, first: Period = MONDAY, anonymous: list[int] | None = None) -> CountTable:
    unnamed = None if anonymous is None else np.array([anonymous], dtype=np.int64)
    return CountTable(keys=(KEY,), first=first, counts=one_series(*counts), anonymous=unnamed)


def an_alarm(
    week: int, *, p_value: float = 1e-6, observed: int = 12, expected: float = 2.0, anonymous: int = 0
) -> Alarm:
    """An alarm so many weeks after 2020-W02."""
    return Alarm(
        series=KEY,
        period=MONDAY.shifted(week),
        observed=observed,
        expected=expected,
        threshold=6.0,
        p_value=p_value,
        detector="farrington",
        anonymous=anonymous,
    )
