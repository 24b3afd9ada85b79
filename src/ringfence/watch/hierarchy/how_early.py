"""How large a rise has to be to be seen in its first weeks."""

from __future__ import annotations

import math

import numpy as np

from ringfence.watch.hierarchy.evidence import WINDOW, log_ratios, window_evidence

__all__ = ["reports_to_be_seen"]

MOST_TIMES = 1000


def reports_to_be_seen(usual: float, *, dispersion: float, bits: float, weeks: int) -> int:
    """Return the reports a week that bring so much evidence by the end of that many weeks.

    Args:
        usual: reports a week that are expected.
        dispersion: variance over mean of a week's count.
        bits: evidence that a draft takes.
        weeks: how long the rise has lasted, at most WINDOW; it is level, and the weeks before it were as usual.
    """
    before = [round(usual)] * (WINDOW - weeks)
    low, high = math.floor(usual), max(MOST_TIMES, math.ceil(usual * MOST_TIMES))
    while high - low > 1:
        middle = (low + high) // 2
        counts = np.array([[*before, *[middle] * weeks]], dtype=np.float64)
        ratios = log_ratios(counts, np.full(counts.shape, usual), np.full(counts.shape, dispersion))
        enough = window_evidence(ratios)[0] / math.log(2) >= bits
        low, high = (low, middle) if enough else (middle, high)
    return high
