"""Score every node of a hierarchy."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ringfence.foundation.errors import InvalidInput, TooLittleHistory
from ringfence.watch.hierarchy.completeness import RECENT_WEEKS, completeness_of
from ringfence.watch.hierarchy.evidence import WINDOW
from ringfence.watch.hierarchy.node_model import NodeModel
from ringfence.watch.hierarchy.pools import find_pools

__all__ = ["WEEKS_NEEDED", "NodeScores", "judge_nodes", "score_nodes"]

Floats = NDArray[np.float64]

# With less than half a year behind it nothing is judged.
WEEKS_NEEDED = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeScores:
    """Every node and judged week, each week as known at its own end: arrays of shape (n_nodes, n_weeks)."""

    evidence: Floats  # bits (log2) by which a rise explains the newest one to four weeks better than chance
    expected: Floats  # reports known at the end of the week, if nothing rose
    dispersion: Floats  # variance over mean of those
    full: Floats  # reports of the week in the end, if nothing rose
    history: Floats  # (n_nodes, first), evidence of the weeks before, all as known at the first judged week


def score_nodes(
    counts: NDArray[np.int64],
    membership: NDArray[np.int64],
    first: int,
    last: int,
    *,
    counts_as_known: Callable[[int], NDArray[np.int64]] | None = None,
    pools: NDArray[np.int64] | None = None,
) -> Floats:
    """Return how unusual each judged week is at each node: (n_nodes, last - first), larger is more unusual.

    The score is evidence in bits (`evidence.py`): 10 bits say that the last one to
    four weeks are a thousand times as probable with a rise as without. A week is
    judged with nothing newer than itself.

    Args:
        counts: (n_cells, n_weeks) reports a week.
        membership: (n_nodes, n_cells), 1 where the cell is part of the node.
        first: first week to judge, at least 26.
        last: one past the last.
        counts_as_known: where reports arrive late, gives (n_cells, t + 1), what
            was known at the end of week t; then `counts` is not looked at.
        pools: (n_cells,) number of the pool whose level and season a cell follows
            (its kind); by default the largest nodes that do not overlap.

    Raises:
        InvalidInput: shapes or values that cannot be used.
        TooLittleHistory: `first` is below 26.
    """
    return judge_nodes(counts, membership, first, last, counts_as_known=counts_as_known, pools=pools).evidence


def judge_nodes(
    counts: NDArray[np.int64],
    membership: NDArray[np.int64],
    first: int,
    last: int,
    *,
    counts_as_known: Callable[[int], NDArray[np.int64]] | None = None,
    pools: NDArray[np.int64] | None = None,
) -> NodeScores:
    """Do what `score_nodes` does, and return what was expected as well."""
    counts, membership = np.asarray(counts), np.asarray(membership)
    _require_usable(counts, membership, first, last, pools)
    groups = find_pools(membership) if pools is None else np.unique(pools, return_inverse=True)[1]
    past = _as_floats(counts if counts_as_known is None else counts_as_known(first))
    model = NodeModel(membership, groups, past[:, 0], n_weeks=last)
    out = {name: np.zeros((len(membership), last - first)) for name in ("evidence", "expected", "dispersion", "full")}
    history = np.zeros((len(membership), first))
    for week in range(first):
        model.advance(week, past, seen=1.0)
        model.judge(week, past[:, week])
        history[:, week] = model.evidence(week)
    snapshots = None if counts_as_known is None else _Snapshots(counts_as_known)
    for week in range(first, last):
        if snapshots is None:
            known, seen = past, np.ones(WINDOW + 1)
        else:
            known, seen = snapshots.at(week), snapshots.completeness(week)
        model.advance(week, known, seen=float(seen[WINDOW]))
        # Counts of the weeks before have grown since they were judged.
        for before in range(week - WINDOW + 1 if snapshots else week, week):
            model.judge(before, known[:, before], seen=float(seen[week - before]))
        judged = model.judge(week, known[:, week], seen=float(seen[0]))
        column = week - first
        out["evidence"][:, column] = model.evidence(week)
        out["expected"][:, column] = judged.expected
        out["dispersion"][:, column], out["full"][:, column] = judged.dispersion, judged.full
    out["evidence"] /= math.log(2)
    return NodeScores(history=history / math.log(2), **out)


class _Snapshots:
    """What was known at the end of each week, and how late reports are."""

    MOST_DELAY = 8  # weeks; what comes later still is taken for never

    def __init__(self, counts_as_known: Callable[[int], NDArray[np.int64]]) -> None:
        self._ask = counts_as_known
        self._totals: dict[int, Floats] = {}
        self._newest: tuple[int, Floats] = (-1, np.zeros((0, 0)))

    def at(self, week: int) -> Floats:
        if self._newest[0] != week:
            self._newest = (week, _as_floats(self._ask(week)))
        return self._newest[1]

    def completeness(self, week: int) -> Floats:
        oldest = max(week - RECENT_WEEKS - self.MOST_DELAY, 0)
        known = np.full((week - oldest + 1, self.MOST_DELAY + 1), np.nan)
        for end in range(oldest, week + 1):
            if end not in self._totals:
                snapshot = self.at(week) if end == week else _as_floats(self._ask(end))
                self._totals[end] = snapshot[:, max(end - self.MOST_DELAY, 0) :].sum(axis=0)
            totals = self._totals[end]
            for delay in range(min(len(totals), end - oldest + 1)):
                known[end - delay - oldest, delay] = totals[-1 - delay]
        return completeness_of(known)


def _as_floats(counts: NDArray[np.int64]) -> Floats:
    return np.asarray(counts, dtype=np.float64)


def _require_usable(
    counts: NDArray[np.int64],
    membership: NDArray[np.int64],
    first: int,
    last: int,
    pools: NDArray[np.int64] | None,
) -> None:
    if counts.ndim != 2 or membership.ndim != 2 or membership.shape[1] != counts.shape[0]:
        raise InvalidInput(
            f"Counts of shape {counts.shape} and membership of shape {membership.shape} do not fit. "
            "Give (n_cells, n_weeks) and (n_nodes, n_cells)."
        )
    if not np.isin(membership, (0, 1)).all():
        raise InvalidInput("Membership holds something other than 0 and 1. Give 1 where a cell is part of a node.")
    if pools is not None and np.shape(pools) != (counts.shape[0],):
        raise InvalidInput(f"Pools of shape {np.shape(pools)} do not fit {counts.shape[0]} cells. Give one a cell.")
    if not np.isfinite(counts).all() or (counts < 0).any() or (counts != np.floor(counts)).any():
        raise InvalidInput("Counts hold a number below 0, a fraction or a gap. Give whole numbers of reports.")
    if first < WEEKS_NEEDED:
        raise TooLittleHistory(have_weeks=first, need_weeks=WEEKS_NEEDED)
    if not first < last <= counts.shape[1]:
        raise InvalidInput(f"Weeks {first} to {last} of {counts.shape[1]} cannot be judged. Give first < last.")
