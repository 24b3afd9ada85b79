"""How much evidence a draft takes.

Chance brings `bits` of evidence or more to a node in a week with a probability of
at most 2^-bits (Ville); in fact with some 0.1 x 2^-bits, because the evidence is
shared out over many kinds of rise. That factor is measured on the node's own past.
With the number of nodes and the weeks of a year it gives the stories that chance
tells in a year, for any cut. The cut is then the lowest that keeps

- false drafts a year within the budget an officer sets, and
- chance's part of all stories that reach the cut within `most_false` (the estimate
  of Storey, JRSS B 64 (2002) 479-498, with the calibrated tail in place of p-values,
  over the stories of one year).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ringfence.watch.hierarchy.stories import Story

__all__ = ["BOARD_CHANCE", "DraftRule", "chance_factor", "chance_of", "peaks_of"]

Floats = NDArray[np.float64]

WEEKS_A_YEAR = 365.25 / 7
# The calibration looks at so many weeks, none of the first ones, in which the baseline was still being found.
PAST_WEEKS, FIRST_WEEKS = 156, 60
# Weeks with so many bits tell how often chance brings some; stories begin above.
LOW_BITS, MIDDLE_BITS, HIGH_BITS = 2.0, 4.0, 7.0
# Weeks to either side of a clear story that do not count as chance.
GUARD_WEEKS = 4
# What the factor is where there is no past, worth so many node-weeks.
PRIOR_FACTOR, PRIOR_NODE_WEEKS = 0.12, 2000.0
# Variance over mean of a week's count, where it is not measured.
PRIOR_DISPERSION_OF_A_WEEK = 1.5
# Of the node-weeks above a cut so many begin a story of their own: nodes overlap, and weeks share a window.
# Measured in worlds without a campaign, cuts of 4 to 10 bits: 0.61 to 0.77 (docs/methods/surge-detection.md).
STORIES_A_NODE_WEEK = 0.75
# Marks for the board.
BOARD_CHANCE = 0.01


def chance_factor(evidence: Floats) -> float:
    """Return c, so that chance brings `bits` or more with probability c x 2^-bits: measured on past weeks.

    Args:
        evidence: (n_nodes, n_weeks) bits of the weeks before the judged one.
    """
    past = evidence[:, max(FIRST_WEEKS, evidence.shape[1] - PAST_WEEKS) :]
    if not past.size:
        return PRIOR_FACTOR
    # Weeks about a story would count its flanks as chance.
    width = 2 * GUARD_WEEKS + 1
    padded = np.pad(past, ((0, 0), (GUARD_WEEKS, GUARD_WEEKS)), constant_values=-np.inf)
    about = np.lib.stride_tricks.sliding_window_view(padded, width, axis=1).max(axis=2)
    calm = past[about <= HIGH_BITS]
    factors = []
    for low, high in ((LOW_BITS, MIDDLE_BITS), (MIDDLE_BITS, HIGH_BITS)):
        share = 2**-low - 2**-high
        seen = ((calm > low) & (calm <= high)).sum()
        factors.append((seen / share + PRIOR_FACTOR * PRIOR_NODE_WEEKS) / (calm.size + PRIOR_NODE_WEEKS))
    return float(max(factors))


def chance_of(bits: Floats, factor: float) -> Floats:
    """Return the probability that chance brings so much evidence to a node in a week, at most 1."""
    return np.asarray(np.minimum(1.0, factor * 2.0**-bits))


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRule:
    """The settings of an officer, and the cut that follows."""

    false_drafts_per_year: float = 0.1  # per force
    forces: int = 1
    most_false: float | None = 0.1  # part of all drafts that chance may tell; None: no such bound

    def chance_stories(self, bits: float, *, nodes: int, factor: float) -> float:
        """Return the stories a year with so much evidence that chance tells."""
        return float(STORIES_A_NODE_WEEK * factor * nodes * WEEKS_A_YEAR * 2.0**-bits)

    def bits_needed(self, *, nodes: int, factor: float, peaks: Sequence[float] = ()) -> float:
        """Return the evidence a draft takes.

        Args:
            nodes: how many are watched.
            factor: what `chance_factor` measured.
            peaks: most evidence of each story of the last year, those of this week included.
        """
        yearly = self.chance_stories(0.0, nodes=nodes, factor=factor)
        needed = math.log2(yearly / (self.false_drafts_per_year * self.forces))
        if self.most_false is None:
            return needed
        bound = math.log2(yearly / self.most_false)
        for rank, peak in enumerate(sorted(peaks, reverse=True), start=1):
            if self.chance_stories(peak, nodes=nodes, factor=factor) <= self.most_false * rank:
                bound = min(bound, peak)
        return max(needed, bound)


def peaks_of(stories: Sequence[Story], *, week: int) -> list[float]:
    """Return the most evidence so far of each story that is of the last year, seen from a week."""
    return [s.peak(until=week) for s in stories if s.first <= week and s.last > week - WEEKS_A_YEAR]
