"""The default detector: sums of one to three weeks against a robust regression.

1. Baseline: log-linear regression with trend, season and (where dates are known) calendar,
   older weeks counting less, past outbreaks weighted down (`baseline.py`). It is fitted anew every
   four weeks and leaves out the newest eight, so that a wave does not lift its own bound.
2. Dispersion: each series' own, drawn towards that of the table (`dispersion.py`). What the
   baseline itself does not know is added to it.
3. Each window of 1, 2 and 3 weeks that ends in the judged one has the tail of a negative binomial.
4. The smallest of the tails counts. A longer window has a say only while the newest week itself is
   above what three in ten ordinary weeks reach: what is over is not flagged again.
5. The smallest of several tails is too small by a factor that is known (`price_of`); multiplied by
   it, it is a p-value again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ringfence.foundation.periods import Period
from ringfence.watch.baseline import fit_baseline
from ringfence.watch.dispersion import pooled_dispersion
from ringfence.watch.known_changes import CHANGE_SD, ChangeTerms
from ringfence.watch.pace import Pace
from ringfence.watch.result import WatchResult
from ringfence.watch.season import Season
from ringfence.watch.tails import quantile, upper_tail

__all__ = ["LONGEST_PAYS", "STILL_RISING", "price_of", "score_windows"]

Floats = NDArray[np.float64]

# Rows of one batch: its arrays of 520 weeks stay within a few megabytes.
BATCH = 500
# A longer window speaks only where the newest period's own tail is below this.
STILL_RISING = 0.3
# What the longest window's tail is multiplied by before it is compared: it is the slowest and, once a wave is over,
# the last to calm down.
LONGEST_PAYS = 1.6
# No alarm rests on fewer reports, over however many periods.
FEWEST_REPORTS = 3

# -log10 of the smallest tail -> how many times too small it is, for independent normal periods: 120 million draws,
# `benchmarks/watch_price.py`. At the far end it tends to 1 + 1 + 1 / 1.6.
_PRICE_AT = np.array([0.52, 0.6, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5, 4.0, 4.5, 5.0, 8.0])
_PRICE: dict[tuple[int, ...], Floats] = {
    (1, 2, 3): np.array(
        [1.0, 1.079, 1.264, 1.424, 1.593, 1.732, 1.848, 1.943, 2.026, 2.096, 2.154, 2.206, 2.296, 2.358, 2.436, 2.51,
         2.625]
    ),
    (1, 3, 7): np.array(
        [1.0, 1.079, 1.267, 1.432, 1.609, 1.760, 1.887, 1.995, 2.087, 2.163, 2.229, 2.282, 2.385, 2.448, 2.535, 2.607,
         2.625]
    ),
}  # fmt: skip


@dataclass(slots=True)
class _Judged:
    """What the baselines say of the judged periods; arrays of (n_series, n_periods)."""

    means: list[Floats]  # by window, summed
    known: list[Floats]  # by window: variance that the baseline's own uncertainty adds, over the mean
    dispersion: Floats


def score_windows(
    counts: NDArray[np.int64],
    first: int,
    last: int,
    *,
    alpha: float = 0.01,
    periods: Sequence[Period] | None = None,
    pools: NDArray[np.int64] | None = None,
    changes: ChangeTerms | None = None,
) -> WatchResult:
    """Judge periods `first` to `last` (half-open) of every series.

    Args:
        counts: (n_series, n_periods); a period is judged with earlier ones only.
        first: first period to judge, at least `PACES[unit].history`, 60 weeks.
        last: one past the last period to judge.
        alpha: chance of an alarm without a rise.
        periods: (n_periods,), of one unit; weeks whose date is not known by default. With it, the season goes by
            date, also over gaps, and weekdays and public holidays are known.
        pools: (n_series,), series with one number share what they tell of dispersion; all by default.
        changes: what is known to have changed reporting; nothing by default.

    Returns:
        `p_value` is of the windows together, `expected` of the period alone. `threshold` is what the period has to
        exceed after the periods before it as they were.
    """
    season = Season.of(counts.shape[1], periods)
    known = changes or ChangeTerms.none(*counts.shape)
    pace = season.pace
    shape = (len(counts), last - first)
    result = WatchResult(
        alarm=np.zeros(shape, dtype=bool), expected=np.empty(shape), threshold=np.empty(shape), p_value=np.empty(shape),
        dispersion=np.empty(shape),
    )  # fmt: skip
    # Refits stand at fixed places, so that judging one period or many gives the same numbers.
    refits = sorted({period - period % pace.refit_every for period in range(first, last)})
    for refit in refits:
        begin, end = max(refit, first), min(refit + pace.refit_every, last)
        judged = _expect(counts, refit, begin, end, season=season, pools=pools, changes=known)
        for start in range(0, len(counts), BATCH):
            rows, columns = slice(start, start + BATCH), slice(begin - first, end - first)
            _judge(counts, judged, result, rows, columns, begin=begin, alpha=alpha, pace=pace)
    return result


def _expect(
    counts: NDArray[np.int64], refit: int, begin: int, end: int, *, season: Season,
    pools: NDArray[np.int64] | None, changes: ChangeTerms,
) -> _Judged:  # fmt: skip
    """Fit baselines to the periods before `refit` and look from there at `begin` to `end`."""
    pace = season.pace
    until = refit - pace.left_out
    past = np.arange(max(0, until - pace.memory), until)
    weights = 0.5 ** ((season.at[past[-1]] - season.at[past]) / pace.half_life)
    weights *= weights.sum() / (weights**2).sum()  # their sum is now the effective number of periods (Kish)
    ahead = np.arange(begin - pace.windows[-1] + 1, end)
    design, view = season.design(past, seen_from=refit), season.design(ahead, seen_from=refit)
    shape = (len(counts), end - begin)
    means, known = ([np.empty(shape) for _ in pace.windows] for _ in range(2))
    own, information = np.empty(len(counts)), np.empty(len(counts))
    for rows, terms in _alike(changes, np.r_[past, ahead]):
        more = changes.columns[:, terms]
        ridge = np.r_[season.ridge, np.full(more.shape[1], CHANGE_SD**-2)]
        fit = fit_baseline(
            counts[rows, past[0] : until].astype(np.float64), np.hstack([design, more[past]]), weights=weights,
            ridge=ridge,
        )  # fmt: skip
        own[rows], information[rows] = fit.dispersion, fit.information
        seen = np.hstack([view, more[ahead]])
        mean, unknown = fit.mean(seen), fit.relative_variance(seen)
        for place, width in enumerate(pace.windows):
            means[place][rows] = _sums(mean, width, shape[1])
            # Errors of the baseline hang together over a few periods: the largest stands for the window.
            largest = np.lib.stride_tricks.sliding_window_view(unknown, width, axis=1).max(axis=2)[:, -shape[1] :]
            known[place][rows] = means[place][rows] * largest
    dispersion = np.repeat(pooled_dispersion(own, information, pools)[:, None], shape[1], axis=1)
    return _Judged(means, known, dispersion)


def _alike(changes: ChangeTerms, columns: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Give batches of series that the same changes touch, and these changes; those that lie elsewhere are left out."""
    here = changes.columns[columns].any(axis=0)
    touched, group = np.unique(changes.touched[:, here], axis=0, return_inverse=True)
    for number, which in enumerate(touched):
        rows = np.flatnonzero(group.ravel() == number)
        for start in range(0, len(rows), BATCH):
            yield rows[start : start + BATCH], np.flatnonzero(here)[which]


def _sums(values: NDArray[Any], width: int, n_columns: int) -> Floats:
    """Return the sums of the last `width` periods up to each of the last `n_columns`."""
    total = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    return np.asarray(total[:, -n_columns:] - total[:, -n_columns - width : total.shape[1] - width], dtype=np.float64)


def _judge(
    counts: NDArray[np.int64], judged: _Judged, into: WatchResult, rows: slice, columns: slice, *, begin: int,
    alpha: float, pace: Pace,
) -> None:  # fmt: skip
    n_columns = columns.stop - columns.start
    recent = counts[rows, begin - pace.windows[-1] + 1 : begin + n_columns]
    newest = np.asarray(counts[rows, begin : begin + n_columns], dtype=np.float64)
    cut = _tail_for(alpha, pace.windows)
    tails, bounds = [], []
    for place, width in enumerate(pace.windows):
        observed = _sums(recent, width, n_columns)
        mean, price = judged.means[place][rows], LONGEST_PAYS if place == len(pace.windows) - 1 else 1.0
        spread = judged.dispersion[rows] + judged.known[place][rows]
        tails.append(upper_tail(observed, mean, spread) * price)
        bound = np.maximum(quantile(cut / price, mean, spread), FEWEST_REPORTS - 1)
        bounds.append(bound - (observed - newest))
        if place == 0:
            rising = quantile(STILL_RISING, mean, spread)
    longer, longer_bound = np.minimum.reduce(tails[1:]), np.minimum.reduce(bounds[1:])
    smallest = np.where(tails[0] <= STILL_RISING, np.minimum(tails[0], longer), tails[0])
    threshold = np.maximum(np.minimum(bounds[0], np.maximum(rising, longer_bound)), 0.0)
    into.alarm[rows, columns] = newest > threshold
    into.expected[rows, columns] = judged.means[0][rows]
    into.threshold[rows, columns] = threshold
    into.p_value[rows, columns] = np.minimum(smallest * price_of(smallest, pace.windows), 1.0)
    into.dispersion[rows, columns] = judged.dispersion[rows] + judged.known[0][rows]


def price_of(smallest: Floats, windows: tuple[int, ...]) -> Floats:
    """Return how many times too small the smallest of the tails is."""
    return np.interp(-np.log10(np.maximum(smallest, 1e-300)), _PRICE_AT, _PRICE[windows])


def _tail_for(alpha: float, windows: tuple[int, ...]) -> float:
    """Return the smallest tail whose p-value is `alpha`."""
    p_values = _PRICE_AT - np.log10(_PRICE[windows])
    if alpha >= STILL_RISING:
        return alpha
    below = -np.log10(alpha) - p_values[-1]
    place = float(np.interp(-np.log10(alpha), p_values, _PRICE_AT)) + max(below, 0.0)
    return float(10.0**-place)
