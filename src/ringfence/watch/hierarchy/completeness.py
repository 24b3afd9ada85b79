"""Which share of a week's reports is known so soon after it.

The chain-ladder estimate of claims reserving and of nowcasting (Mack: "Distribution-free
calculation of the standard error of chain ladder reserve estimates", ASTIN Bulletin 23
(1993) 213-225): by what factor the known reports of a week grew from one week after it
to the next, over the recent weeks for which both are known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["RECENT_WEEKS", "completeness_of"]

# Weeks that tell of the delay: half a year, so that a new form shows before long.
RECENT_WEEKS = 26
# Reports' worth of evidence for "nothing comes late", so that a week or two of data cannot say anything absurd.
PRIOR_REPORTS = 1.0


def completeness_of(known: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of reports known 0, 1, 2, ... weeks after the end of their week: (n_delays,).

    Args:
        known: (n_weeks, n_delays); reports of a week as known so many weeks
            after its end, NaN where that time has not come yet. The last delay
            counts as the end: nothing comes later.
    """
    n_delays = known.shape[1]
    share = np.ones(n_delays)
    for delay in range(n_delays - 2, -1, -1):
        both = np.isfinite(known[:, delay + 1])
        before, after = known[both, delay].sum(), known[both, delay + 1].sum()
        growth = (after + PRIOR_REPORTS) / (before + PRIOR_REPORTS) if both.any() else 1.0
        # Reports can also be withdrawn or moved; a share above one would call for more than was expected.
        share[delay] = min(share[delay + 1] / growth, 1.0)
    return share
