"""All weeks up to the newest one, as known now."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ringfence.watch.hierarchy.changes import Doubts
from ringfence.watch.hierarchy.evidence import WINDOW
from ringfence.watch.hierarchy.node_model import NodeModel
from ringfence.watch.hierarchy.pools import find_pools

__all__ = ["NodeRun", "follow_nodes"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRun:
    """Every node and week; a week rests on nothing newer than itself."""

    membership: NDArray[np.int64]  # (n_nodes, n_cells)
    counts: Floats  # (n_cells, n_weeks), as known now
    seen: Floats  # (n_weeks,), share of a week's reports that is known now
    evidence: Floats  # (n_nodes, n_weeks), bits
    observed: Floats  # (n_nodes, n_weeks), as known now
    expected: Floats  # (n_nodes, n_weeks), known now if nothing rose
    dispersion: Floats  # (n_nodes, n_weeks), variance over mean of those
    cells: Floats  # (n_cells, n_weeks), known now if nothing rose

    @property
    def full(self) -> Floats:
        """Reports of a week in the end, if nothing rose: (n_nodes, n_weeks)."""
        return self.expected / self.seen


def follow_nodes(
    counts: NDArray[np.int64],
    membership: NDArray[np.int64],
    *,
    completeness: Floats | None = None,
    pools: NDArray[np.int64] | None = None,
    doubts: Doubts | None = None,
) -> NodeRun:
    """Go through all weeks once, the newest ones thinned by what is still to come.

    Args:
        counts: (n_cells, n_weeks) reports a week as known now, the newest week last.
        membership: (n_nodes, n_cells), 1 where the cell is part of the node.
        completeness: share of a week's reports known 0, 1, 2, ... weeks after its
            end (`completeness_of`); by default all of them are known.
        pools: (n_cells,) number of the pool a cell belongs to [`find_pools`].
        doubts: about cells and weeks that known changes in reporting touch.
    """
    values = np.asarray(counts, dtype=np.float64)
    n_weeks = values.shape[1]
    groups = find_pools(membership) if pools is None else np.unique(pools, return_inverse=True)[1]
    model = NodeModel(membership, groups, values[:, 0], n_weeks=n_weeks, doubts=doubts)
    seen = np.ones(n_weeks)
    if completeness is not None:
        late = min(len(completeness), n_weeks)
        seen[n_weeks - late :] = completeness[:late][::-1]
    shape = (len(membership), n_weeks)
    evidence, expected, dispersion = np.zeros(shape), np.zeros(shape), np.ones(shape)
    cells = np.zeros(values.shape)
    for week in range(n_weeks):
        model.advance(week, values, seen=float(seen[max(week - WINDOW, 0)]))
        judged = model.judge(week, values[:, week], seen=float(seen[week]))
        evidence[:, week] = model.evidence(week) / math.log(2)
        expected[:, week], dispersion[:, week], cells[:, week] = judged.expected, judged.dispersion, judged.cells
    return NodeRun(
        membership=membership, counts=values, seen=seen, evidence=evidence, observed=membership @ values,
        expected=expected, dispersion=dispersion, cells=cells,
    )  # fmt: skip
