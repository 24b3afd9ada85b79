"""What is usual for a series: level, trend and season, with past outbreaks weighted down.

A quasi-Poisson regression with log link for many series at once. All rows of a batch share
the design, so that each Newton step is two matrix products. Coefficients but the level are
drawn towards 0 by a normal prior (a ridge), which lets a thin or short series stand on its
level alone and shows in the standard error.

Counts that hardly belong to the rest weigh less. The first passes judge by Anscombe
residuals (Noufaily et al., Statistics in Medicine 32 (2013) 1206-1222, section 3.4), the
last by the tail of the negative binomial: for thin counts that vary much, Anscombe residuals
are far from normal and would cut away what belongs to the distribution.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from ringfence.watch.tails import upper_tail

__all__ = ["Baseline", "fit_baseline"]

Floats = NDArray[np.float64]

# Jeffreys' prior of a Poisson rate: half a report over the whole history, so that none at all has a mean too.
PRIOR_REPORTS = 0.5
# Residuals above this are weighted down, and counts whose tail is below this.
RESIDUAL_LIMIT = 2.3
TAIL_LIMIT = 0.01
_Z_LIMIT = float(stats.norm.isf(TAIL_LIMIT))
# Only counts this far out are worth the price of their tail.
WORTH_A_TAIL = 1.8
STEPS = 25
# Change of a coefficient at which a pass ends: coarse while the weights still move.
COARSE, FINE = 1e-2, 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The fit of every row of a batch."""

    coefficients: Floats  # (n_rows, n_columns), of the log mean
    covariance: Floats  # (n_rows, n_columns, n_columns)
    dispersion: Floats  # (n_rows,), Pearson's statistic over its degrees of freedom; may lie under 1
    information: Floats  # (n_rows,), 1 / variance of the log of the dispersion; 0 without a report

    def mean(self, design: Floats) -> Floats:
        """Return what is expected, (n_rows, n_periods), for a design of (n_periods, n_columns)."""
        return np.asarray(np.exp(np.clip(self.coefficients @ design.T, -30, 30)))

    def relative_variance(self, design: Floats) -> Floats:
        """Return the squared standard error of the log mean, (n_rows, n_periods)."""
        return np.asarray(np.einsum("pi,nij,pj->np", design, self.covariance, design, optimize=True))


def fit_baseline(counts: Floats, design: Floats, *, weights: Floats, ridge: Floats) -> Baseline:
    """Fit every row of a batch.

    Args:
        counts: (n_rows, n_periods).
        design: (n_periods, n_columns), the first column of ones.
        weights: (n_periods,), what a period counts for; their sum is the number of periods' worth of evidence.
        ridge: (n_columns,), precision of the prior of each coefficient; 0 for the level.
    """
    n_rows, n_columns = len(counts), design.shape[1]
    products = _Products.of(design)
    evidence = float(weights.sum())
    free = 1 - min(n_columns / evidence, 0.5)  # degrees of freedom, as a share of the evidence
    now = np.broadcast_to(weights, counts.shape)
    filled = counts + PRIOR_REPORTS / evidence
    coefficients = np.zeros((n_rows, n_columns))
    coefficients[:, 0] = np.log((now * filled).sum(axis=1) / evidence)
    dispersion = np.ones(n_rows)
    for rule in (_by_residual, _by_residual, _by_tail, _by_tail, None):
        coefficients, mean, curvature = _newton(
            filled, now, products, coefficients,
            ridge=dispersion[:, None] * ridge, tolerance=COARSE if rule else FINE,
        )  # fmt: skip
        dispersion = np.maximum(_pearson(counts, mean, now, free), 1.0)
        if rule:
            now = weights * rule(counts, mean, dispersion)
    raw = _pearson(counts, mean, now, free)
    level = np.maximum((now * mean).sum(axis=1) / now.sum(axis=1), 1e-9)
    # A squared Pearson residual varies as 2 + the excess kurtosis of the count.
    varies = 2 + 6 * (dispersion - 1) / level + 1 / (dispersion * level)
    return Baseline(
        coefficients=coefficients,
        covariance=dispersion[:, None, None] * np.linalg.inv(curvature),
        dispersion=raw,
        information=np.where(counts.any(axis=1), evidence / varies, 0.0),
    )


@dataclass(frozen=True, slots=True)
class _Products:
    """The design, and the products of its columns for the curvature."""

    design: Floats
    pairs: Floats  # (n_periods, n_pairs)
    upper: tuple[NDArray[np.intp], NDArray[np.intp]]

    @classmethod
    def of(cls, design: Floats) -> _Products:
        rows, columns = np.triu_indices(design.shape[1])
        return cls(design, np.ascontiguousarray(design[:, rows] * design[:, columns]), (rows, columns))


def _newton(
    counts: Floats, weights: Floats, products: _Products, start: Floats, *, ridge: Floats, tolerance: float
) -> tuple[Floats, Floats, Floats]:
    """Return coefficients, means and curvature; rows that have arrived rest."""
    design, (rows, columns) = products.design, products.upper
    coefficients = start.copy()
    mean = np.exp(np.clip(coefficients @ design.T, -30, 30))
    n_columns = design.shape[1]
    curvature = np.zeros((len(counts), n_columns, n_columns))
    active = np.arange(len(counts))
    for _ in range(STEPS):
        weight = weights[active] * mean[active]
        sums = weight @ products.pairs
        bend = np.empty((len(active), n_columns, n_columns))
        bend[:, rows, columns] = sums
        bend[:, columns, rows] = sums
        bend[:, np.arange(n_columns), np.arange(n_columns)] += ridge[active]
        slope = (weights[active] * counts[active] - weight) @ design - coefficients[active] * ridge[active]
        step = np.clip(np.linalg.solve(bend, slope[:, :, None])[:, :, 0], -3, 3)
        coefficients[active] += step
        curvature[active] = bend
        mean[active] = np.exp(np.clip(coefficients[active] @ design.T, -30, 30))
        active = active[np.abs(step).max(axis=1) > tolerance]
        if not active.size:
            break
    return coefficients, mean, curvature


def _pearson(counts: Floats, mean: Floats, weights: Floats, free: float) -> Floats:
    squares = (weights * (counts - mean) ** 2 / np.maximum(mean, 1e-12)).sum(axis=1)
    return np.asarray(squares / (weights.sum(axis=1) * free))


def _by_residual(counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Return what a count is worth, from 1 where it belongs to the rest down towards 0."""
    residual = _anscombe(counts, mean, dispersion)
    return np.where(residual > RESIDUAL_LIMIT, np.maximum(residual, 1.0) ** -2, 1.0)


def _by_tail(counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
    trust = np.ones_like(counts)
    row, column = np.nonzero(_anscombe(counts, mean, dispersion) > WORTH_A_TAIL)
    tail = np.maximum(upper_tail(counts[row, column], mean[row, column], dispersion[row]), 1e-300)
    trust[row, column] = np.minimum(1.0, (_Z_LIMIT / np.maximum(-special.ndtri(tail), 1e-9)) ** 4)
    return trust


def _anscombe(counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
    # Roots by sqrt and cbrt, which are far faster than a power.
    root = np.sqrt(mean)
    return np.asarray(1.5 * (np.cbrt(counts) ** 2 / np.cbrt(root) - root) / np.sqrt(dispersion)[:, None])
