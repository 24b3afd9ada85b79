"""The level of each pool, followed week by week.

A dynamic generalised linear model: log mean = level + season, the level a random
walk, the season two harmonics of a year, counts with variance proportional to the
mean (West, Harrison, Migon: "Dynamic generalized linear models and Bayesian
forecasting", JASA 80 (1985) 73-83; updated by one step of Fisher scoring, the
extended Kalman filter). How fast a level walks is not known: several speeds run
side by side and are averaged by how well each foretold the past.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["PoolLevels"]

Floats = NDArray[np.float64]

YEAR = 365.25 / 7
HARMONICS = 2
# Speeds of the random walk: standard deviation of the log level a week.
SPEEDS = np.array([0.002, 0.008, 0.02, 0.05])
# Prior spread of the season's first harmonic on the log scale; the second has half of it.
SEASON_SPREAD = 0.25
# Residuals beyond so many standard deviations move the level no further than this one would.
BOUND = 2.0
# The record of a speed fades, so that a level may change its pace.
MEMORY = 0.99


@dataclass(slots=True)
class PoolLevels:
    """What is known of the pools' levels; rows are pools, columns are speeds."""

    state: Floats  # (n_pools, n_speeds, 5): level, then cosine and sine of each harmonic
    cover: Floats  # (n_pools, n_speeds, 5, 5), covariance of the state
    record: Floats  # (n_pools, n_speeds), log of how well a speed foretold
    _ahead: tuple[Floats, Floats, Floats] = field(default_factory=lambda: (np.zeros(0),) * 3)

    @classmethod
    def starting_at(cls, totals: Floats) -> PoolLevels:
        """Begin with the first week's counts and a wide prior."""
        size, n_pools = 1 + 2 * HARMONICS, len(totals)
        state = np.zeros((n_pools, len(SPEEDS), size))
        state[:, :, 0] = np.log(totals + 0.5)[:, None]
        season = [(SEASON_SPREAD / (j + 1)) ** 2 for j in range(HARMONICS) for _ in range(2)]
        cover = np.broadcast_to(np.diag([1.0, *season]), (n_pools, len(SPEEDS), size, size)).copy()
        return cls(state, cover, np.zeros((n_pools, len(SPEEDS))))

    def step(self, week: int) -> None:
        """Move on to a week: levels walk, and the forecast for that week is made."""
        self.cover[:, :, 0, 0] += SPEEDS**2
        self._ahead = self._forecast(week)

    def foretell(self, week: int, *, steps: int) -> tuple[Floats, Floats]:
        """Return the mean of each pool so many steps on, and the variance of its logarithm."""
        _, variance, eta = self._forecast(week)
        variance = variance + steps * SPEEDS**2
        weight = np.exp(self.record - self.record.max(axis=1, keepdims=True))
        weight /= weight.sum(axis=1, keepdims=True)
        mean = (weight * np.exp(np.clip(eta, -20, 20) + np.minimum(variance, 1) / 2)).sum(axis=1)
        return mean, (weight * (variance + (eta - np.log(mean)[:, None]) ** 2)).sum(axis=1)

    def learn(self, totals: Floats, *, factor: Floats, unsure: Floats, dispersion: Floats) -> None:
        """Take in the counts of the week that `step` moved on to.

        Args:
            totals: counts a pool.
            factor: what multiplies the level: the week's common shock, the share of cells and reports counted.
            unsure: variance of the logarithm of that factor.
            dispersion: variance over mean of the counts.
        """
        gain_top, variance, eta = self._ahead
        mean = np.exp(np.clip(eta, -20, 20)) * factor[:, None]
        noise = dispersion[:, None] / mean + unsure[:, None]
        error = np.clip((totals[:, None] - mean) / mean, -5, 20)
        spread = variance + noise
        size = np.abs(error) / np.sqrt(spread)
        # Student's t with four degrees of freedom: one surge does not unseat the speed that was right for years.
        self.record = MEMORY * self.record - 0.5 * np.log(spread) - 2.5 * np.log1p(size**2 / 4)
        gain = gain_top / (spread * np.maximum(size / BOUND, 1) ** 2)[..., None]
        self.state = self.state + gain * error[..., None]
        self.cover = self.cover - gain[..., :, None] * gain_top[..., None, :]

    def loosen(self, spread: Floats) -> None:
        """Let the levels move at once, by a standard deviation of the log level a pool: a known change."""
        self.cover[:, :, 0, 0] += spread[:, None] ** 2

    def _forecast(self, week: int) -> tuple[Floats, Floats, Floats]:
        angle = 2 * np.pi * week / YEAR * np.arange(1, HARMONICS + 1)
        onto = np.concatenate([[1.0], np.column_stack([np.cos(angle), np.sin(angle)]).ravel()])
        top = self.cover @ onto
        return top, top @ onto, self.state @ onto
