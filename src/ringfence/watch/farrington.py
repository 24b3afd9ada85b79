"""Improved Farrington, for all series and weeks at once.

Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett: "An improved algorithm
for outbreak detection in multiple surveillance systems", Statistics in Medicine
32 (2013) 1206-1222. The baseline is five years: a 7-week window around the same
time of each year, the other 45 weeks in nine blocks of five, a linear trend, and
the newest 26 weeks left out.

Seen from the week that is judged, the design is the same for every week, so that
(series, week) pairs are rows of one batch. And as the season is a set of ten
levels, the weighted least-squares step has a closed form: centre time and working
response within each level, and what is left is one slope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from ringfence.watch.result import WatchResult, side_by_side
from ringfence.watch.tails import upper_tail

__all__ = ["BASELINE_WEEKS", "score_farrington"]

Floats = NDArray[np.float64]
ThresholdMethod = Literal["nbPlugin", "muan", "delta"]

HALF_WINDOW = 3
YEAR = 52
# Rows of one batch: enough to keep NumPy busy, few enough to stay in cache (237 weeks x 8 bytes x 2,000 = 4 MB).
BATCH = 2000
# Series times weeks judged at a time.
MOST_AT_ONCE = 400_000
# A floor of the expected count where nothing was ever seen: half a report over the whole baseline (Jeffreys' prior).
PRIOR_REPORTS = 0.5
# How many reports' worth of evidence says that a season is like the rest of the year, and how well the mean is
# known at best: 35 weeks without a report in them do not make a season in which five are a miracle.
SEASON_PRIOR = 5.0
# Weight of the dispersion that all series share, in the weeks' worth of evidence that it has against a series' own.
SHARED_DISPERSION = 30.0
# A fit stands when its deviance changes by less than this share: R's own, and one that saves
# half the time and changes expected counts by less than a thousandth.
R_TOLERANCE = 1e-8
TOLERANCE = 1e-4


def _baseline_lags(years: int, weeks_not_included: int) -> NDArray[np.int64]:
    """Weeks before the judged one that the baseline holds, oldest first."""
    return np.arange(years * YEAR + HALF_WINDOW, weeks_not_included, -1)


BASELINE_WEEKS = 5 * YEAR + HALF_WINDOW


@dataclass(frozen=True, slots=True)
class _Design:
    time: Floats  # weeks before the judged one, negative
    onto: Floats  # (n_weeks, n_levels), 1 where the week is of the level
    columns: Floats  # the levels and the time
    squares: Floats  # the levels, the time within each level, and the time squared
    tolerance: float

    @classmethod
    def of(cls, lags: NDArray[np.int64], levels: NDArray[np.int64], *, tolerance: float) -> _Design:
        time, onto = -lags.astype(np.float64), np.eye(levels.max() + 1)[levels]
        columns = np.column_stack([onto, time])
        squares = np.column_stack([onto, onto * time[:, None], time**2])
        return cls(time, onto, columns, squares, tolerance)


@dataclass(slots=True)
class _Fit:
    eta0: Floats
    level: Floats  # log mean of each season at the judged week
    se0: Floats
    mu: Floats
    weights: Floats
    phi: Floats
    raw_phi: Floats  # of the first fit, before past outbreaks are weighted down; below 1 where counts are even
    trend_p: Floats
    converged: NDArray[np.bool_]


def score_farrington(
    counts: NDArray[np.int64],
    first: int,
    last: int,
    *,
    alpha: float = 0.01,
    threshold_method: ThresholdMethod = "nbPlugin",
    p_threshold_trend: float = 1.0,
    n_periods: int = 10,
    years: int = 5,
    weights_threshold: float = 2.58,
    weeks_not_included: int = 26,
    limit54: tuple[int, int] = (5, 4),
    like_r: bool = False,
) -> WatchResult:
    """Judge weeks `first` to `last` (half-open) of every series.

    Args:
        counts: (n_series, n_weeks) reports a week; week t is judged with weeks before it only.
        first: first week to judge, at least `years * 52 + 3`.
        last: one past the last week to judge.
        alpha: chance of an alarm without a rise.
        threshold_method: how the bound is set; "nbPlugin" is Noufaily et al., section 3.5.
        p_threshold_trend: the trend is kept where its p-value is below this.
        n_periods: 10 for the season of Noufaily et al., 1 for the window alone.
        years: years of baseline.
        weights_threshold: residuals above it are weighted down (eq. for Anscombe residuals, section 3.4).
        weeks_not_included: newest weeks left out of the baseline.
        limit54: at least so many reports in so many weeks, or no alarm.
        like_r: R's numbers; an all-zero baseline then raises no alarm at all.
    """
    lags = _baseline_lags(years, weeks_not_included)
    levels = _season_levels(lags, n_periods)
    keep = levels >= 0
    lags, levels = lags[keep], levels[keep]
    design = _Design.of(lags, levels, tolerance=R_TOLERANCE if like_r else TOLERANCE)
    # So many weeks at a time that the memory of 20,000 series stays small; weeks know nothing of each other.
    step, oldest = max(1, MOST_AT_ONCE // max(len(counts), 1)), int(lags.max())
    parts = []
    for begin in range(first, last, step):
        end = min(begin + step, last)
        parts.append(
            _score(
                counts[:, begin - oldest : end].astype(np.float64), oldest, design, lags, alpha=alpha,
                threshold_method=threshold_method, p_threshold_trend=p_threshold_trend,
                weights_threshold=weights_threshold, limit54=limit54, like_r=like_r,
            )
        )  # fmt: skip
    return parts[0] if len(parts) == 1 else side_by_side(parts)


def _score(
    values: Floats, first: int, design: _Design, lags: NDArray[np.int64], *, alpha: float,
    threshold_method: ThresholdMethod, p_threshold_trend: float, weights_threshold: float, limit54: tuple[int, int],
    like_r: bool,
) -> WatchResult:  # fmt: skip
    """Judge every week from `first` on."""
    n_series, weeks = len(values), np.arange(first, values.shape[1])
    shape = (n_series, len(weeks))
    rows = np.repeat(np.arange(n_series), len(weeks))
    judged = np.tile(weeks, n_series)
    out = {name: np.full(rows.size, np.nan) for name in ("mean", "se0", "known", "phi", "raw_phi", "information")}
    unusable = np.zeros(rows.size, dtype=bool)
    for start in range(0, rows.size, BATCH):
        part = slice(start, start + BATCH)
        row, week = rows[part], judged[part]
        baseline = values[row[:, None], week[:, None] - lags]
        fit = _fit_with_trend_rule(baseline, design, weights_threshold, p_threshold_trend)
        is_blank = ~baseline.any(axis=1)
        mu0, known = np.exp(fit.eta0), np.full(len(row), np.inf)
        if like_r:
            unusable[part] = is_blank | ~fit.converged
        else:
            mu0, known = _shrunk(fit, design, floor=PRIOR_REPORTS / len(lags))
        out["mean"][part], out["known"][part] = mu0, known
        out["se0"][part] = np.where(is_blank, 0.0, fit.se0)
        out["phi"][part] = np.where(is_blank, 1.0, fit.phi)
        out["raw_phi"][part] = np.where(is_blank, 1.0, fit.raw_phi)
        # Pearson's statistic over its degrees of freedom varies as (2 + 1 / mean) / weeks.
        out["information"][part] = len(lags) / (2 + 1 / np.maximum(baseline.mean(axis=1), 1e-9))
    mean, phi = out["mean"], out["phi"]
    if not like_r:
        shared = _shared_dispersion(out["raw_phi"].reshape(shape), out["information"].reshape(shape))
        weight = out["information"] / (out["information"] + SHARED_DISPERSION)
        phi = weight * phi + (1 - weight) * np.broadcast_to(shared, shape).ravel()
        # Predictive: the mean is a gamma variable that `known` reports tell of, so that variance grows with it.
        phi = phi * (1 + mean / out["known"])
    bound = _bound(mean, phi, out["se0"], alpha, threshold_method)
    observed = values[rows, judged]
    recent = np.stack([values[rows, np.maximum(judged - back, 0)] for back in range(limit54[1])]).sum(axis=0)
    enough = (recent >= limit54[0]) & ~unusable
    with np.errstate(invalid="ignore"):
        alarm = enough & (observed > bound) & (observed > 0)
    return WatchResult(
        alarm=alarm.reshape(shape),
        expected=np.where(unusable, np.nan, mean).reshape(shape),
        threshold=np.where(enough, bound, np.nan).reshape(shape),
        p_value=np.where(unusable, np.nan, upper_tail(observed, mean, phi)).reshape(shape),
        dispersion=np.where(unusable, np.nan, phi).reshape(shape),
    )


def _shared_dispersion(phi: Floats, information: Floats) -> Floats:
    """Return the dispersion that the series share, week by week: (n_weeks,).

    A median weighted by how well each series tells it, so that neither a past
    outbreak nor a series with hardly a report decides; never under 1.
    """
    order = np.argsort(phi, axis=0)
    weight = np.take_along_axis(information, order, axis=0).cumsum(axis=0)
    middle = (weight >= weight[-1] / 2).argmax(axis=0)
    typical = np.take_along_axis(np.take_along_axis(phi, order, axis=0), middle[None, :], axis=0)[0]
    return np.asarray(np.maximum(typical, 1.0))


def _shrunk(fit: _Fit, design: _Design, *, floor: float) -> tuple[Floats, Floats]:
    """Return the mean of the judged week drawn towards the year's, and the reports it rests on.

    The ratio of a season to the year has a gamma prior of mean 1 and shape SEASON_PRIOR;
    its posterior mean is (seen + SEASON_PRIOR) / (expected + SEASON_PRIOR), the
    empirical-Bayes estimate of a relative risk (Clayton & Kaldor, Biometrics 43 (1987) 671-681, eq. 2).
    """
    weeks = design.onto.sum(axis=0)
    means = np.exp(np.clip(fit.level, -30, 30))
    year = np.maximum(means @ weeks / weeks.sum(), floor)
    seen = means[:, 0] * weeks[0] + SEASON_PRIOR
    ratio = seen / (year * weeks[0] + SEASON_PRIOR)
    return year * ratio, seen


def _season_levels(lags: NDArray[np.int64], n_periods: int) -> NDArray[np.int64]:
    """Level of each baseline week: 0 the season of the judged week; -1 not used."""
    place = (lags + HALF_WINDOW) % YEAR
    width = 2 * HALF_WINDOW + 1
    if n_periods == 1:
        return np.where(place < width, 0, -1)
    others = YEAR - width
    block = ((place - width) * (n_periods - 1)) // others + 1
    return np.where(place < width, 0, block)


def _fit_with_trend_rule(baseline: Floats, design: _Design, weights_threshold: float, p_trend: float) -> _Fit:
    """Keep the trend only if its p-value is small enough and it predicts no more than was ever seen."""
    fit = _fit_reweighted(baseline, design, weights_threshold, with_trend=True)
    with np.errstate(invalid="ignore"):
        kept = (fit.trend_p < p_trend) & (np.exp(fit.eta0) <= baseline.max(axis=1)) & fit.converged
    again = np.flatnonzero(~kept)
    if again.size:
        flat = _fit_reweighted(baseline[again], design, weights_threshold, with_trend=False)
        for name in ("eta0", "level", "se0", "mu", "weights", "phi", "raw_phi", "trend_p", "converged"):
            getattr(fit, name)[again] = getattr(flat, name)
    return fit


def _fit_reweighted(y: Floats, design: _Design, weights_threshold: float, *, with_trend: bool) -> _Fit:
    """Fit, weight past outbreaks down by their Anscombe residuals, fit once more."""
    ones = np.ones_like(y)
    fit = _fit(y, ones, design, with_trend=with_trend)
    hat = _leverage(fit, design, with_trend=with_trend)
    with np.errstate(all="ignore"):
        residual = 1.5 * (y ** (2 / 3) * fit.mu ** (-1 / 6) - np.sqrt(fit.mu))
        residual /= np.sqrt(fit.phi[:, None] * np.maximum(1 - hat, 1e-12))
        weights = np.where(residual > weights_threshold, residual**-2.0, 1.0)
    weights = np.where(np.isfinite(weights), weights, 1.0)
    weights *= y.shape[1] / weights.sum(axis=1, keepdims=True)
    again = _fit(y, weights, design, with_trend=with_trend)
    again.raw_phi = fit.raw_phi
    return again


def _fit(y: Floats, prior: Floats, design: _Design, *, with_trend: bool) -> _Fit:
    """Quasi-Poisson regression with log link by iterated weighted least squares, row by row of the batch."""
    n_rows, n_weeks = y.shape
    time, onto = design.time, design.onto
    mu = y + 0.1
    eta = np.log(mu)
    with np.errstate(divide="ignore", invalid="ignore"):
        saturated = (prior * (np.where(y > 0, y * np.log(y), 0.0) - y)).sum(axis=1)
    # The deviance is 2 (saturated + sum prior (mu - y eta)): no logarithm a step.
    deviance = 2 * (saturated + (prior * (mu - y * eta)).sum(axis=1))
    active = np.ones(n_rows, dtype=bool)
    slope, level = np.zeros(n_rows), np.zeros((n_rows, onto.shape[1]))
    for _ in range(25):
        rows = np.flatnonzero(active)
        if rows.size == 0:
            break
        now_y, now_mu, now_eta, now_prior = y[rows], mu[rows], eta[rows], prior[rows]
        working = now_eta + now_y / now_mu - 1
        slope[rows], level[rows] = _weighted_step(now_prior * now_mu, working, design, with_trend=with_trend)
        now_eta = np.clip(np.column_stack([level[rows], slope[rows]]) @ design.columns.T, -30, 30)
        now_mu = np.exp(now_eta)
        eta[rows], mu[rows] = now_eta, now_mu
        new = 2 * (saturated[rows] + (now_prior * (now_mu - now_y * now_eta)).sum(axis=1))
        active[rows] = np.abs(new - deviance[rows]) / (np.abs(new) + 0.1) >= design.tolerance
        deviance[rows] = new
    weight = prior * mu
    total, _, spread = _centred(weight, time, onto)
    df = n_weeks - onto.shape[1] - (1 if with_trend else 0)
    # R's summary takes working residuals here, not Pearson's, for standard errors (parity rule 6).
    scale = (prior * ((y - mu) / mu) ** 2).sum(axis=1) / df
    raw_phi = (prior * (y - mu) ** 2 / mu).sum(axis=1) / df
    mean_time = (weight * time) @ onto / np.maximum(total, 1e-300)
    with np.errstate(all="ignore"):
        variance = 1 / total[:, 0]
        trend_p = np.ones(n_rows)
        if with_trend:
            variance = variance + mean_time[:, 0] ** 2 / spread
            trend_p = 2 * stats.t.sf(np.abs(slope) / np.sqrt(scale / spread), df)
        se0 = np.sqrt(scale * variance)
    return _Fit(
        eta0=level[:, 0].copy(),
        level=level,
        se0=se0,
        mu=mu,
        weights=weight,
        phi=np.maximum(raw_phi, 1.0),
        raw_phi=raw_phi,
        trend_p=trend_p,
        converged=~active,
    )


def _weighted_step(weight: Floats, working: Floats, design: _Design, *, with_trend: bool) -> tuple[Floats, Floats]:
    """Solve the weighted least squares of one step: sums by level, then one slope of what is left."""
    n_levels = design.onto.shape[1]
    sums, products = weight @ design.squares, (weight * working) @ design.columns
    total = np.maximum(sums[:, :n_levels], 1e-300)
    mean_z = products[:, :n_levels] / total
    if not with_trend:
        return np.zeros(len(weight)), mean_z
    mean_t = sums[:, n_levels:-1] / total
    spread = sums[:, -1] - (total * mean_t**2).sum(axis=1)
    slope = (products[:, -1] - (total * mean_t * mean_z).sum(axis=1)) / np.maximum(spread, 1e-300)
    return slope, mean_z - slope[:, None] * mean_t


def _centred(weight: Floats, time: Floats, onto: Floats) -> tuple[Floats, Floats, Floats]:
    total = weight @ onto
    mean_t = (weight * time) @ onto / np.maximum(total, 1e-300)
    away = time - mean_t @ onto.T
    return total, away, (weight * away**2).sum(axis=1)


def _leverage(fit: _Fit, design: _Design, *, with_trend: bool) -> Floats:
    onto = design.onto
    total, away, spread = _centred(fit.weights, design.time, onto)
    share = 1 / np.maximum(total, 1e-300) @ onto.T
    if with_trend:
        share = share + away**2 / np.maximum(spread, 1e-300)[:, None]
    return np.minimum(fit.weights * share, 1.0)


def _bound(mu0: Floats, phi: Floats, se0: Floats, alpha: float, method: ThresholdMethod) -> Floats:
    z = stats.norm.ppf(1 - alpha)
    if method == "delta":
        inside = 1 + (2 / 3) * z * np.sqrt(phi * mu0 + mu0**2 * se0**2) / mu0
        return np.asarray(mu0 * inside**1.5)
    with np.errstate(all="ignore"):
        mean = np.exp(np.log(mu0) + z * se0) if method == "muan" else mu0
        size = mean / np.maximum(phi - 1, 1e-12)
        negative = stats.nbinom.ppf(1 - alpha, size, 1 / np.maximum(phi, 1 + 1e-12))
    return np.asarray(np.where(phi > 1 + 1e-9, negative, stats.poisson.ppf(1 - alpha, mean)))
