"""Known changes in reporting, as doubt about what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import SeriesKey
from ringfence.domain.known_change import ChangeEffect, KnownChange
from ringfence.foundation.periods import Period
from ringfence.watch.known_changes import CHANGE_SD, change_terms

__all__ = ["Doubts", "doubts_of"]

Floats = NDArray[np.float64]

# A change of level is learned within so many weeks; after that the doubt about it halves every HALVES_IN weeks.
LEARNED_IN, HALVES_IN = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What known changes do to cells and weeks: arrays of shape (n_cells, n_weeks)."""

    spread: Floats  # standard deviation of the log of what they do; all cells that one change touches move together
    learned: Floats  # 0 to 1: how far the week tells of the baseline
    starts: NDArray[np.bool_]  # a change of level begins: what came before tells little

    @classmethod
    def none(cls, n_cells: int, n_weeks: int) -> Doubts:
        """Return those of a table in which nothing is known to have changed."""
        shape = (n_cells, n_weeks)
        return cls(spread=np.zeros(shape), learned=np.ones(shape), starts=np.zeros(shape, dtype=bool))


def doubts_of(changes: Sequence[KnownChange], *, keys: Sequence[SeriesKey], periods: Sequence[Period]) -> Doubts:
    """Return the doubts about each cell and week.

    A pulse tells nothing of the baseline while it lasts, and may double or halve
    what is reported (CHANGE_SD). After a change of level the same doubt fades as
    weeks come in, and the cells' share of what went before is forgotten.
    """
    doubts = Doubts.none(len(keys), len(periods))
    terms = change_terms(changes, keys=keys, periods=periods)
    for number, change in enumerate(changes):
        rows, column = terms.touched[:, number], terms.columns[:, number]
        reached = np.flatnonzero(column > 0)
        if not reached.size or not rows.any():
            continue
        if change.effect is ChangeEffect.PULSE:
            spread = CHANGE_SD * column
            doubts.learned[rows] = np.minimum(doubts.learned[rows], 1 - column)
        else:
            since = np.arange(len(periods)) - reached[0]
            spread = CHANGE_SD * np.where(since < 0, 0.0, 0.5 ** (np.maximum(since - LEARNED_IN, 0) / HALVES_IN))
            # A change before the table began is part of all of it.
            doubts.starts[np.ix_(rows, [reached[0]] if reached[0] > 0 else [])] = True
        doubts.spread[rows] = np.hypot(doubts.spread[rows], spread)
    return doubts
