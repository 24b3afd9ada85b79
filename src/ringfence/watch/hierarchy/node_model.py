"""What is expected at every node, week by week, and how far it was missed.

    expected(cell, week) = level(pool, week) x shock(week) x share(cell)

The level is followed by `pool_level`, the shock by `common_shock`; the share of a
cell in its pool is its part of the reports of the last two years or so. A week is
folded into all three only when it can no longer be part of a rise that is being
judged, WINDOW weeks later; a week that then stands out weighs little. So a rise
never lifts its own baseline, and the forecast for a week rests on nothing newer
than WINDOW weeks before it, but for the shock that it shares with other pools.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ringfence.watch.hierarchy.changes import Doubts
from ringfence.watch.hierarchy.common_shock import common_shock
from ringfence.watch.hierarchy.evidence import STRENGTHS, WINDOW, log_ratios, window_evidence
from ringfence.watch.hierarchy.pool_level import PoolLevels
from ringfence.watch.known_changes import CHANGE_SD

__all__ = ["Judgement", "NodeModel"]

Floats = NDArray[np.float64]

# After so many weeks a week counts half in shares and dispersions.
HALF_LIFE = 104
FADE = 0.5 ** (1 / HALF_LIFE)
# Prior of a cell's share: half a report at the average share of its pool.
PRIOR_REPORTS = 0.5
# What a cell is expected to have at least: half a report over the weeks that count.
LEAST_EXPECTED = PRIOR_REPORTS / (HALF_LIFE / math.log(2))
# Prior of a pool's dispersion: 1.5, worth so many reports.
PRIOR_DISPERSION, DISPERSION_REPORTS = 1.5, 20.0
# A node's own misfit has a prior of none, worth so many weeks; squares above CLIP count as CLIP.
MISFIT_WEEKS, CLIP = 100.0, 9.0
LEAST_MISFIT, MOST_MISFIT = 0.8, 10.0
# A single count tells of the dispersion no more than one so many variances of its cell (and one report) away.
MOST_SQUARE = 36.0
# A week is of a surge where the weeks about it, without itself, are so much better explained by a rise (natural log):
# whether a week counts must not depend on its own count, or counts that vary much would look as if they varied little.
# By itself a week takes more.
SURGE_RATIO, OWN_RATIO = 6.0, 12.0
# Such a week weighs so little in level and share, and nothing in the dispersion.
SURGE_WEIGHT = 0.1
# At a known change of level so much is left of what went before.
FORGOTTEN = 0.05
# Before so many weeks nothing stands out: the baseline is still being found.
WARM_UP_WEEKS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One week at every node, as known when it was judged: arrays of shape (n_nodes,)."""

    expected: Floats  # reports known so far, if nothing rose
    dispersion: Floats  # variance over mean of those
    full: Floats  # reports of the week in the end, if nothing rose
    cells: Floats  # (n_cells,), reports known so far, if nothing rose


@dataclass(frozen=True, slots=True)
class _Plan:
    """The forecast for a week, made before it."""

    level: Floats  # (n_pools,)
    variance: Floats  # of its logarithm
    share: Floats  # (n_cells,)
    share_variance: Floats  # relative
    dispersion: Floats  # (n_pools,), of a cell's counts
    misfit: Floats  # (n_nodes,)
    doubt: Floats  # (n_cells,), spread of the log of what known changes do


class NodeModel:
    """Goes through the weeks in order; never sees a later one."""

    def __init__(
        self,
        membership: NDArray[np.int64],
        pools: NDArray[np.int64],
        first_counts: Floats,
        *,
        n_weeks: int,
        doubts: Doubts | None = None,
    ) -> None:
        n_nodes, n_cells = membership.shape
        n_pools = int(pools.max()) + 1
        self._pools = pools
        self._doubts = doubts or Doubts.none(n_cells, n_weeks)
        self._of_node: Any = sparse.csr_matrix(membership.astype(np.float64))
        self._of_pool: Any = sparse.csr_matrix(
            (np.ones(n_cells), (pools, np.arange(n_cells))), shape=(n_pools, n_cells)
        )
        self._pool_cells = np.bincount(pools, minlength=n_pools).astype(np.float64)
        inside = (self._of_node @ self._of_pool.T).toarray()
        self._fills = inside >= self._pool_cells  # (n_nodes, n_pools): the node holds the whole pool
        self._levels = PoolLevels.starting_at(self._of_pool @ first_counts)
        self._reports, self._exposure = np.zeros(n_cells), np.full(n_cells, 1e-9)
        self._squares, self._means = np.zeros(n_pools), np.zeros(n_pools)
        self._pool_squares, self._pool_weeks = np.full(n_pools, 15.0), np.full(n_pools, 10.0)
        self._misfit, self._weeks = np.zeros(n_nodes), np.zeros(n_nodes)
        self._plans: dict[int, _Plan] = {}
        self._ratios = np.zeros((n_nodes, n_weeks, len(STRENGTHS)))

    def advance(self, week: int, known: Floats, *, seen: float) -> None:
        """Move on to a week: fold the one that has left the window, and make the forecast.

        Args:
            week: the next week, from 0.
            known: (n_cells, at least week + 1) counts as known at its end.
            seen: share of the reports of the week leaving the window that is known by now.
        """
        folded = week - WINDOW
        if folded >= 0:
            self._fold(folded, known[:, folded], seen=seen)
        level, variance = self._levels.foretell(week, steps=min(WINDOW, week + 1))
        share, share_variance = self._shares()
        self._plans[week] = _Plan(
            level, variance, share, share_variance, self._dispersion(),
            np.clip((MISFIT_WEEKS + self._misfit) / (MISFIT_WEEKS + self._weeks), LEAST_MISFIT, MOST_MISFIT),
            self._doubts.spread[:, week],
        )  # fmt: skip

    def judge(self, week: int, counts: Floats, *, seen: float = 1.0) -> Judgement:
        """Hold a week in the window against its forecast.

        Args:
            week: one that `advance` has reached and that is in the window still.
            counts: (n_cells,) of that week, as known now.
            seen: share of its reports that is known now.
        """
        plan = self._plans[week]
        cells, nodes, variance = self._expected(plan, counts, seen=seen)
        with np.errstate(divide="ignore", invalid="ignore"):
            dispersion = np.where(nodes > 0, np.maximum(variance * plan.misfit / nodes, 1.02), 1.02)
        nodes = np.maximum(nodes, 1e-9)
        self._ratios[:, week] = log_ratios(self._of_node @ counts, nodes, dispersion, seen=seen)
        return Judgement(expected=nodes, dispersion=dispersion, full=self._of_node @ cells / seen, cells=cells)

    def evidence(self, week: int) -> Floats:
        """Return the log evidence for a rise that reaches into a judged week: (n_nodes,)."""
        return window_evidence(self._ratios[:, max(week - WINDOW + 1, 0) : week + 1])

    def _dispersion(self) -> Floats:
        prior = PRIOR_DISPERSION * DISPERSION_REPORTS
        return np.asarray(np.maximum((self._squares + prior) / (self._means + DISPERSION_REPORTS), 1.02))

    def _shares(self) -> tuple[Floats, Floats]:
        """Return each cell's share of its pool, gamma-Poisson, and its relative variance."""
        prior = PRIOR_REPORTS * self._pool_cells[self._pools]
        share = (self._reports + PRIOR_REPORTS) / (self._exposure + prior)
        share = share / (self._of_pool @ share)[self._pools]
        relative = self._dispersion()[self._pools] * (1 - share) / (self._reports + PRIOR_REPORTS)
        return share, np.minimum(relative, 1.0)

    def _expected(self, plan: _Plan, counts: Floats, *, seen: float) -> tuple[Floats, Floats, Floats]:
        """Return expected counts of cells and of nodes, and the variance at nodes, of what is known so far."""
        pool_dispersion = 1 + seen * (self._pool_dispersion() - 1)
        _, _, shock, unsure = common_shock(self._of_pool @ counts, plan.level * seen, plan.variance, pool_dispersion)
        level, variance = plan.level * np.exp(shock) * seen, np.minimum(plan.variance + unsure, 1.0)
        cells = np.maximum(level[self._pools] * plan.share, LEAST_EXPECTED * seen)
        # Thinned by `seen`, a negative binomial stays one, and what its dispersion has above one shrinks with it.
        noise = (1 + seen * (plan.dispersion - 1))[self._pools] * cells + cells**2 * plan.share_variance
        by_pool = self._of_node @ self._of_pool.multiply(cells).T  # (n_nodes, n_pools), sparse
        doubt = (self._of_node @ (cells * plan.doubt)) ** 2
        return cells, np.asarray(self._of_node @ cells), self._of_node @ noise + by_pool.power(2) @ variance + doubt

    def _pool_dispersion(self) -> Floats:
        return np.asarray(np.maximum(self._pool_squares / self._pool_weeks, 1.0))

    def _fold(self, week: int, counts: Floats, *, seen: float) -> None:
        """Let level, shares and dispersions learn from a week that has left the window."""
        levels, plan = self._levels, self._plans.pop(week)
        is_warm = week >= WARM_UP_WEEKS
        about, full = self._best_runs(week) if is_warm else (np.zeros(self._of_node.shape[0]),) * 2
        in_surge = self._of_node.T @ (about > SURGE_RATIO) > 0
        hot = (about > SURGE_RATIO) | (full > OWN_RATIO)
        learned = self._doubts.learned[:, week]
        weight = np.where(self._of_node.T @ hot > 0, SURGE_WEIGHT, 1.0) * learned
        pool_is_hot = self._fills[hot].any(axis=0) & (self._of_pool @ learned > self._pool_cells / 2)
        in_surge |= learned < 1
        self._forget(self._doubts.starts[:, week])
        if is_warm:
            cells, nodes, variance = self._expected(plan, counts, seen=seen)
            self._learn_misfit(counts, nodes, variance)
            squares = np.minimum((counts - cells) ** 2, MOST_SQUARE * plan.dispersion[self._pools] * (cells + 1))
            self._squares = FADE * self._squares + self._of_pool @ (~in_surge * squares)
            self._means = FADE * self._means + self._of_pool @ (~in_surge * cells)
        levels.step(week)
        level, variance = levels.foretell(week, steps=0)
        totals, dispersion = self._of_pool @ counts, self._pool_dispersion()
        shock, unsure, others, _ = common_shock(totals, level * seen, variance, dispersion)
        share, _ = self._shares()
        counted = np.where(pool_is_hot, 1.0, np.maximum(self._of_pool @ (weight * share), 1e-6))
        levels.learn(
            np.where(pool_is_hot, totals, self._of_pool @ (weight * counts)),
            factor=np.exp(shock) * counted * seen,
            unsure=unsure,
            dispersion=dispersion * np.where(pool_is_hot, 1 / SURGE_WEIGHT, 1.0),
        )
        expected = level * np.exp(shock) * seen
        square = (totals - expected) ** 2 / (expected + expected**2 * np.minimum(variance + unsure, 0.2))
        self._pool_squares = FADE * self._pool_squares + np.minimum(square, 20.0)
        self._pool_weeks = FADE * self._pool_weeks + 1
        self._reports = FADE * self._reports + weight * counts
        self._exposure = FADE * self._exposure + weight * (level * np.exp(others) * seen)[self._pools]

    def _forget(self, starts: NDArray[np.bool_]) -> None:
        """A change of level begins in these cells: what came before counts for little, and their pools may move."""
        if starts.any():
            self._reports[starts] *= FORGOTTEN
            self._exposure[starts] *= FORGOTTEN
            share, _ = self._shares()
            self._levels.loosen(CHANGE_SD * (self._of_pool @ (starts * share)))

    def _learn_misfit(self, counts: Floats, nodes: Floats, variance: Floats) -> None:
        square = np.minimum((self._of_node @ counts - nodes) ** 2 / np.maximum(variance, 1e-9), CLIP)
        # A square over its variance varies as 2 + 1 / mean: that of a thin count tells next to nothing.
        worth = 2 / (2 + 1 / np.maximum(nodes, 1e-9))
        self._misfit = FADE * self._misfit + worth * square
        self._weeks = FADE * self._weeks + worth

    def _best_runs(self, week: int) -> tuple[Floats, Floats]:
        """Return the best log ratio of any run of at most WINDOW weeks about a week: without that week, and with it."""
        first = max(week - WINDOW + 1, 0)
        place = week - first
        ratios = self._ratios[:, first : week + WINDOW]
        sums = np.concatenate([np.zeros_like(ratios[:, :1]), np.cumsum(ratios, axis=1)], axis=1)
        runs = np.stack(
            [
                sums[:, end] - sums[:, begin]
                for begin in range(place + 1)
                for end in range(place + 1, min(begin + WINDOW, ratios.shape[1]) + 1)
            ]
        )
        own = ratios[:, place]
        return (runs - own).max(axis=(0, 2)), runs.max(axis=(0, 2))
