"""What a table of counts must be before anything is judged; all faults are told at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import Period

__all__ = ["require_counts"]

# Beyond this, whole numbers and sums of squares lose digits as floats.
MOST_REPORTS = 1_000_000_000


def require_counts(
    counts: object,
    first: int,
    last: int,
    *,
    alpha: float,
    periods: Sequence[Period] | None = None,
    pools: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """Return the counts as whole numbers.

    Raises:
        InvalidInput: not a table of whole numbers from 0 to a thousand million; periods to judge that are not in it;
            dates that are of several units, out of order or doubled; an alpha that is no small chance. Says which.
    """
    table = np.asarray(counts)
    if table.ndim != 2 or table.dtype.kind not in "biuf":
        raise InvalidInput(
            f"Counts must be a table of numbers, series by period, and this is {table.dtype} with {table.ndim} "
            "dimensions. Give an array of shape (n_series, n_periods)."
        )
    n_series, n_periods = table.shape
    wrong = _wrong_values(table)
    if not 0 <= first <= last <= n_periods:
        wrong.append(f"periods {first} to {last} are not within the {n_periods} of the table")
    if not 0 < alpha < 0.5:
        wrong.append(f"an alpha of {alpha:g} is not above 0 and below 0.5")
    if periods is not None:
        wrong += _wrong_periods(periods, n_periods)
    if pools is not None and len(pools) != n_series:
        wrong.append(f"{len(pools)} pools are given for {n_series} series")
    if wrong:
        raise InvalidInput(f"These counts cannot be judged: {'; '.join(wrong)}.")
    return table.astype(np.int64, copy=False)


def _wrong_values(table: NDArray[np.float64]) -> list[str]:
    wrong = []
    if table.dtype.kind == "f":
        if not np.isfinite(table).all():
            return ["some are missing (NaN) or infinite; give a gap its place in `periods`, and no column"]
        if (table != np.floor(table)).any():
            wrong.append(f"{_first(table, table != np.floor(table))} is no whole number")
    if (table < 0).any():
        wrong.append(f"{_first(table, table < 0)} is below 0")
    if (table > MOST_REPORTS).any():
        wrong.append(f"{_first(table, table > MOST_REPORTS)} is above {MOST_REPORTS:,}")
    return wrong


def _first(table: NDArray[np.float64], where: NDArray[np.bool_]) -> str:
    row, column = np.argwhere(where)[0]
    return f"{table[row, column]:g} in row {row}, column {column}"


def _wrong_periods(periods: Sequence[Period], n_periods: int) -> list[str]:
    if len(periods) != n_periods:
        return [f"{len(periods)} periods are given for {n_periods} columns"]
    units = sorted({period.unit.value for period in periods})
    if len(units) > 1:
        return [f"{' and '.join(units)} are mixed"]
    for before, after in pairwise(periods):
        if after.index <= before.index:
            return [f"{after} comes after {before}: each period once, in order"]
    return []
