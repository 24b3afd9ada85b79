"""How many reports a week will have in the end, from those known so far."""

from __future__ import annotations

from dataclasses import dataclass

from scipy import stats

__all__ = ["Nowcast", "nowcast"]

# Prior of the week's own level: Jeffreys' half report, so that the usual level does not pull a rise down.
PRIOR_REPORTS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Nowcast:
    """Reports of one week in the end."""

    known: int  # so far
    expected: float  # in the end
    low: int  # with a chance of `level`, no fewer than this in the end ...
    high: int  # ... and no more than this


def nowcast(known: int, *, seen: float, level: float = 0.9) -> Nowcast:
    """Return what a week's reports come to in the end, with an interval.

    If each report is known by now with probability `seen`, and nothing is
    taken for granted of the level of the week, those still to come are negative
    binomial: size `known + 1/2`, mean `(known + 1/2) (1 - seen) / seen` (the
    predictive distribution of a Poisson count under Jeffreys' prior). That
    `seen` itself is estimated is not part of the interval.

    Args:
        known: reports known so far.
        seen: share of a week's reports that is known so long after it, above 0.
        level: chance that the interval holds the number.
    """
    if seen >= 1:
        return Nowcast(known=known, expected=float(known), low=known, high=known)
    size = known + PRIOR_REPORTS
    to_come = stats.nbinom(size, seen)
    return Nowcast(
        known=known,
        expected=known + size * (1 - seen) / seen,
        low=known + int(to_come.ppf((1 - level) / 2)),
        high=known + int(to_come.ppf((1 + level) / 2)),
    )
