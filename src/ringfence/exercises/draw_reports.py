"""When each report of a world was told and received, and by whom; not yet its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.report import ToldBy
from ringfence.exercises.draw_counts import DrawnCounts
from ringfence.exercises.scenario import Scenario
from ringfence.foundation.periods import LONDON

__all__ = ["DrawnReports", "draw_reports"]

_EPOCH = date(1970, 1, 1)
# Monday to Sunday: most of these calls come on working days.
_WEEKDAYS = np.array([0.18, 0.18, 0.17, 0.17, 0.16, 0.08, 0.06])
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnReports:
    """One entry a report, in the order in which they are received."""

    row: NDArray[np.int64]  # row of the counts: area and kind
    week: NDArray[np.int64]  # index of the ISO week of the call
    wave: NDArray[np.int64]  # place among the scenario's waves, -1: background
    called_day: NDArray[np.int64]  # days since 1 January 1970
    called_minute: NDArray[np.int64]  # London clock, minutes since midnight
    reported: NDArray[np.int64]  # UTC, minutes since 1970
    received: NDArray[np.int64]  # UTC, minutes since 1970, never falling
    told_by: NDArray[np.int64]  # place in `tellers`
    tellers: tuple[ToldBy, ...]
    is_anonymous: NDArray[np.bool_]
    is_uncertain: NDArray[np.bool_]  # knows the week, not the day


def draw_reports(scenario: Scenario, drawn: DrawnCounts, rng: np.random.Generator) -> DrawnReports:
    """Turn the counts since `texts_from` into one entry a report."""
    row, column, wave = _spread(scenario, drawn)
    n = row.size
    week = column + scenario.counts_from.index
    monday = np.array(
        [(scenario.counts_from.shifted(step).first_day - _EPOCH).days for step in range(column.max() + 1)]
    )
    called_day = monday[column] + rng.choice(7, size=n, p=_WEEKDAYS)
    called_hour = np.clip(rng.normal(13.5, 2.6, size=n), 8.1, 19.9)
    called_minute = (called_hour * 60).astype(np.int64)
    delay = rng.choice(len(scenario.reporters.delay_chances), size=n, p=_chances(scenario))
    same_day = called_minute + rng.integers(4, 240, size=n)
    later = rng.integers(8 * 60, 21 * 60, size=n)
    reported_day = called_day + delay
    local = reported_day * _DAY_MINUTES + np.where(delay == 0, same_day, later)
    reported = local - _london_offsets(reported_day)
    received = reported + 1 + np.minimum(rng.exponential(25, size=n), 1_000).astype(np.int64)
    tellers = tuple(scenario.reporters.told_by)
    shares = np.array(list(scenario.reporters.told_by.values()))
    told_by = rng.choice(len(tellers), size=n, p=shares / shares.sum())
    is_anonymous = _anonymous(
        np.isin(told_by, [place for place, name in enumerate(tellers) if name in {ToldBy.VICTIM, ToldBy.RELATIVE}]),
        share=scenario.reporters.anonymous,
        cell_days=np.stack([row, called_day]),
        rng=rng,
    )
    # A vague day could move an anonymous report onto another one's day.
    is_uncertain = (rng.random(n) < scenario.reporters.uncertain_day) & ~is_anonymous
    order = np.lexsort((np.arange(n), received))
    return DrawnReports(
        row=row[order],
        week=week[order],
        wave=wave[order],
        called_day=called_day[order],
        called_minute=called_minute[order],
        reported=reported[order],
        received=received[order],
        told_by=told_by[order],
        tellers=tellers,
        is_anonymous=is_anonymous[order],
        is_uncertain=is_uncertain[order],
    )


def _spread(scenario: Scenario, drawn: DrawnCounts) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    first = scenario.texts_from.index - scenario.counts_from.index
    rows, columns = np.nonzero(drawn.background[:, first:])
    columns = columns + first
    times = drawn.background[rows, columns]
    parts = [(np.repeat(rows, times), np.repeat(columns, times), np.full(times.sum(), -1))]
    for place, (wave_row, start, added) in enumerate(drawn.waves):
        weeks = np.repeat(np.arange(start, start + added.size), added)
        weeks = weeks[weeks >= first]
        parts.append((np.full(weeks.size, wave_row), weeks, np.full(weeks.size, place)))
    row, column, wave = (np.concatenate(part).astype(np.int64) for part in zip(*parts, strict=True))
    return row, column, wave


def _chances(scenario: Scenario) -> NDArray[np.float64]:
    chances: NDArray[np.float64] = np.array(scenario.reporters.delay_chances)
    return chances / float(chances.sum())


def _london_offsets(days: NDArray[np.int64]) -> NDArray[np.int64]:
    # Clocks change at night and everything here happens by day, so the offset
    # at noon holds for the whole of it.
    unique, where = np.unique(days, return_inverse=True)
    offsets = []
    for day in unique.tolist():
        noon = datetime.combine(_EPOCH + timedelta(days=day), time(12), tzinfo=LONDON)
        offsets.append(int((noon.replace(tzinfo=UTC) - noon.astimezone(UTC)).total_seconds()) // 60)
    return np.array(offsets, dtype=np.int64)[where]


def _anonymous(
    can: NDArray[np.bool_], *, share: float, cell_days: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.bool_]:
    # Only who reports for themselves or a relative can stay anonymous.
    chosen = np.flatnonzero(can & (rng.random(can.size) < share / max(float(can.mean()), 1e-9)))
    # Anonymous reports are counted as one a day, so a second one on a day
    # would be lost from the counts: it gets a contact instead.
    _, firsts = np.unique(cell_days[:, chosen], axis=1, return_index=True)
    anonymous = np.zeros(can.size, dtype=np.bool_)
    anonymous[chosen[firsts]] = True
    return anonymous
