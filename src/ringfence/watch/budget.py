"""Which surges earn a draft: a budget that an officer understands.

A p-value means little to an officer and, over hundreds of series, little at all.
The setting is how many drafts a force and year chance alone may raise; the cut
follows from it, from the number of kinds and from the weeks of a year.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from ringfence.domain.counts import Alarm

__all__ = ["DraftBudget"]

WEEKS_A_YEAR = 365.25 / 7
# Under five reporters there is too little to write about, whatever the statistics.
FEWEST_REPORTERS = 5
# A small rise of a large number may be certain and still no reason to warn.
LEAST_RISE = 2.0
# Measured chance drafts are this many times what the cut alone promises, because mean and
# dispersion are estimated and each week is tried alone and with its neighbour (docs/methods/surge-detection.md).
OPTIMISM = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBudget:
    """How many drafts chance alone may raise."""

    false_drafts_per_year: float = 0.1  # per force
    kinds: int = 12  # kinds of scam that a force is watched for

    @property
    def p_cut(self) -> float:
        """Evidence a week must bring, as a p-value."""
        return self.false_drafts_per_year / (WEEKS_A_YEAR * self.kinds * OPTIMISM)

    def is_passed_by(self, alarms: Sequence[Alarm]) -> bool:
        """Say whether alarms in time order are strong enough for a draft.

        One week may suffice. Where the detector judges each week alone, so may two within a fortnight together
        (Fisher's method); one that judges windows has taken the week before into account already.
        """
        for place, alarm in enumerate(alarms):
            if self._is_passed(alarm.p_value, alarm.observed, alarm.expected):
                return True
            is_alone = alarm.detector != "windows"
            if is_alone and place and alarm.period.index - alarms[place - 1].period.index <= 2:
                before = alarms[place - 1]
                both = max(alarm.p_value, 1e-300) * max(before.p_value, 1e-300)
                p_value = float(stats.chi2.sf(-2 * _log(both), 4))
                if self._is_passed(p_value, alarm.observed + before.observed, alarm.expected + before.expected):
                    return True
        return False

    def _is_passed(self, p_value: float, observed: int, expected: float) -> bool:
        return p_value <= self.p_cut and observed >= FEWEST_REPORTERS and observed >= LEAST_RISE * expected


def _log(number: float) -> float:
    return math.log(max(number, 1e-300))
