"""Cell suppression for one table of counts with its totals.

Primary: counts from 1 to floor - 1. Secondary: for each of these, the corner
cells of a rectangle ("hypercube method": Repsilber 1994; Giessing & Repsilber
2002, "Tools and strategies to protect multiple tables with the GHQUAR cell
suppression engine", in Inference Control in Statistical Databases, LNCS 2316).
Moving one unit round the rectangle leaves every row and column sum as it is,
so somebody who knows all that is published, and that no count is negative,
still cannot tell which value from 1 to floor - 1 the small cell has.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Suppressed", "suppress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A table with its totals in the last row and column, and what of it is not shown."""

    counts: NDArray[np.int64]  # (n_rows + 1, n_columns + 1)
    primary: NDArray[np.bool_]  # same shape: small numbers
    hidden: NDArray[np.bool_]  # same shape: small numbers and what would give them away


def suppress(counts: NDArray[np.int64], *, floor: int) -> Suppressed:
    """Hide small counts of a table, totals included, and as few and small others as protect them.

    Args:
        counts: (n_rows, n_columns), none negative, at least one row and column.
        floor: smallest count that is shown; 0 is shown too.
    """
    whole = np.zeros((counts.shape[0] + 1, counts.shape[1] + 1), dtype=np.int64)
    whole[:-1, :-1] = counts
    whole[:-1, -1] = counts.sum(axis=1)
    whole[-1] = whole[:-1].sum(axis=0)
    primary = (whole > 0) & (whole < floor)
    hidden = primary.copy()
    room_up, room_down = _room(whole)
    # The smallest first: what protects them often protects the others too.
    for row, column in sorted(np.argwhere(primary).tolist(), key=lambda cell: (int(whole[*cell]), cell)):
        value = int(whole[row, column])
        need_more, need_less = floor - 1 - value, value - 1
        if _is_total(row, column, whole):  # a total stands on the other side of its equation
            need_more, need_less = need_less, need_more
        # A hidden cell costs nothing more; an open one costs what it would have told.
        cost = np.where(hidden, 0.0, 1.0 + whole)
        neighbours = np.where((room_down >= need_more) & (room_up >= need_less), cost, np.inf)
        opposites = np.where((room_up >= need_more) & (room_down >= need_less), cost, np.inf)
        corner = _cheapest_rectangle(row, column, neighbours=neighbours, opposites=opposites)
        if corner is None:  # no rectangle can move that far: hide the whole table
            hidden[:] = True
            break
        hidden[row, corner[1]] = hidden[corner[0], column] = hidden[corner] = True
    return Suppressed(counts=whole, primary=primary, hidden=hidden)


def _is_total(row: int, column: int, whole: NDArray[np.int64]) -> bool:
    is_last_row: bool = row == whole.shape[0] - 1
    is_last_column: bool = column == whole.shape[1] - 1
    return is_last_row != is_last_column


def _room(whole: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how far each cell can rise and fall without turning negative.

    Written so that every row and column adds up to zero: totals count as
    negative there, the grand total as positive. A total then rises no
    further than to zero, and falls as far as anybody likes.
    """
    up = np.full(whole.shape, np.inf)
    down = whole.astype(np.float64)
    for totals in (np.s_[:-1, -1], np.s_[-1, :-1]):
        up[totals], down[totals] = whole[totals], np.inf
    return up, down


def _cheapest_rectangle(
    row: int, column: int, *, neighbours: NDArray[np.float64], opposites: NDArray[np.float64]
) -> tuple[int, int] | None:
    """Return the opposite corner of the rectangle that hides least, None where none is wide enough.

    When the cell rises by one, its two neighbours on the rectangle fall by
    one and the opposite corner rises by one; and the other way round. Both
    tables hold what hiding a cell costs, infinity where it cannot move so far.
    """
    total = neighbours[row][None, :] + neighbours[:, column][:, None] + opposites
    total[row], total[:, column] = np.inf, np.inf
    best = np.unravel_index(int(np.argmin(total)), total.shape)
    return (int(best[0]), int(best[1])) if np.isfinite(total[best]) else None
