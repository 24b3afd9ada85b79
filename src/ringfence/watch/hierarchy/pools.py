"""Which cells share a level and a season."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["find_pools"]


def find_pools(membership: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pool of each cell: (n_cells,), numbered from 0.

    The largest nodes that do not overlap are the pools: with a node per kind for
    the nation, the cells of one kind. A cell that no such node holds is a pool
    of its own.

    Args:
        membership: (n_nodes, n_cells), 0 or 1.
    """
    pools = np.full(membership.shape[1], -1, dtype=np.int64)
    number = 0
    for node in np.argsort(-membership.sum(axis=1), kind="stable"):
        cells = membership[node] > 0
        if cells.any() and (pools[cells] < 0).all():
            pools[cells] = number
            number += 1
    alone = np.flatnonzero(pools < 0)
    pools[alone] = number + np.arange(len(alone))
    return pools
