"""Draw the weekly counts of a scenario, before anybody has told anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import SeriesKey
from ringfence.exercises.scenario import CountModel, Scenario

__all__ = ["DrawnCounts", "draw_counts", "usual_levels"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCounts:
    """Counts by series and week, and what part of them each wave added."""

    keys: tuple[SeriesKey, ...]  # the order of the rows below
    usual: NDArray[np.float64]  # (n_series, n_weeks), mean without waves
    background: NDArray[np.int64]  # (n_series, n_weeks), drawn around `usual`
    waves: tuple[tuple[int, int, NDArray[np.int64]], ...]  # per wave: row, first column, reports added

    @property
    def total(self) -> NDArray[np.int64]:
        """Background and waves together, (n_series, n_weeks)."""
        total = self.background.copy()
        for row, column, added in self.waves:
            total[row, column : column + added.size] += added
        return total


def usual_levels(scenario: Scenario) -> tuple[tuple[SeriesKey, ...], NDArray[np.float64]]:
    """Return the series and their mean counts without waves, (n_series, n_weeks)."""
    model = scenario.counts
    areas = {code: people * model.uptake.get(code, 1.0) for code, people in model.people.items()}
    keys = tuple(SeriesKey(area=area, kind=kind) for area in areas for kind in model.kinds)
    share = np.array([areas[key.area] / sum(areas.values()) * model.kinds[key.kind] for key in keys])
    n_weeks = scenario.last.index - scenario.counts_from.index + 1
    weeks = np.arange(n_weeks) + scenario.counts_from.index
    years = (weeks - model.trend_from.index) / (365.25 / 7)
    level = model.reports_a_week * (1 + model.trend_a_year) ** years * _season(model, scenario, n_weeks)
    return keys, share[:, None] * level[None, :]


def draw_counts(scenario: Scenario, rng: np.random.Generator) -> DrawnCounts:
    """Draw negative binomial counts with variance = dispersion x mean."""
    keys, usual = usual_levels(scenario)
    background = _draw(rng, usual, scenario.counts.dispersion)
    waves = []
    for wave in scenario.waves:
        row = keys.index(wave.series)
        column = wave.first.index - scenario.counts_from.index
        here = usual[row, column : column + len(wave.levels)]
        added = _draw(rng, here * (np.array(wave.levels) - 1), scenario.counts.dispersion)
        if wave.first_week_at_most is not None:
            # The limit holds for what was drawn, not for the mean alone.
            room = int(wave.first_week_at_most * here[0]) - int(background[row, column])
            added[0] = min(int(added[0]), max(room, 0))
        waves.append((row, column, added))
    return DrawnCounts(keys=keys, usual=usual, background=background, waves=tuple(waves))


def _season(model: CountModel, scenario: Scenario, n_weeks: int) -> NDArray[np.float64]:
    # By the day of the year, so that a year of 53 weeks shifts nothing.
    thursdays = [scenario.counts_from.shifted(step).first_day + timedelta(days=3) for step in range(n_weeks)]
    into_year = np.array([day.timetuple().tm_yday / 365.25 for day in thursdays])
    return 1 + model.swing * np.cos(2 * np.pi * (into_year - model.peak_week * 7 / 365.25))


def _draw(rng: np.random.Generator, mean: NDArray[np.float64], dispersion: float) -> NDArray[np.int64]:
    # Negative binomial with size = mean / (dispersion - 1): a Poisson count
    # whose own mean varies as a gamma, which gives variance = dispersion x mean.
    # A mean of 0 stays 0.
    level = rng.gamma(np.maximum(mean, 1e-12) / (dispersion - 1), dispersion - 1)
    return rng.poisson(np.where(mean > 0, level, 0.0)).astype(np.int64)
