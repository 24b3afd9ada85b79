"""What a day, a week and a month need: how long a year is, how far back to look, which windows to try."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.foundation.periods import PeriodUnit

__all__ = ["PACES", "Pace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """All in periods of one unit."""

    unit: PeriodUnit
    year: float  # periods of a year
    memory: int  # the baseline looks no further back
    half_life: float  # a period so long ago counts half
    left_out: int  # newest periods before a refit that the baseline leaves out: a wave must not hide itself
    refit_every: int  # the baseline is fitted anew so often
    windows: tuple[int, ...]  # lengths of the sums that are tried; the first is 1
    history: int  # periods needed before the first that is judged
    wave_sd: float = 0.5  # prior standard deviation of each wave of the season, of the log mean

    @property
    def harmonics(self) -> int:
        """Waves a year of the season: a half-yearly one on top of the yearly one."""
        return 2


PACES = {
    PeriodUnit.DAY: Pace(
        unit=PeriodUnit.DAY,
        year=365.25,
        memory=1096,
        half_life=365.0,
        left_out=21,
        refit_every=7,
        windows=(1, 3, 7),
        history=120,
    ),
    PeriodUnit.WEEK: Pace(
        unit=PeriodUnit.WEEK,
        year=365.25 / 7,
        memory=520,
        half_life=156.0,
        left_out=8,
        refit_every=4,
        windows=(1, 2, 3),
        history=60,
    ),
    PeriodUnit.MONTH: Pace(
        unit=PeriodUnit.MONTH,
        year=12.0,
        # Monthly counts are large and drift: what was a year ago says little.
        memory=24,
        half_life=4.0,
        left_out=2,
        refit_every=1,
        windows=(1, 2, 3),
        history=12,
        wave_sd=0.15,
    ),
}
