"""Counts in, alarms out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import Alarm, CountTable, SeriesKey
from ringfence.domain.known_change import KnownChange
from ringfence.foundation.periods import Period, london_date
from ringfence.watch.dispersion import pools_of
from ringfence.watch.flooding import damped
from ringfence.watch.known_changes import change_terms
from ringfence.watch.score_counts import history_needed, score_counts, stretches

__all__ = ["AlarmScan", "find_alarms", "last_full_week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmScan:
    """What one look at the counts found."""

    first: Period  # first period judged
    keys: tuple[SeriesKey, ...]  # rows of the arrays below
    alarms: list[Alarm]
    too_short: tuple[SeriesKey, ...]  # series that cannot be judged yet: not enough history
    detector: str  # name of the detector of the newest period, "none" where none could be
    expected: NDArray[np.float64]  # (n_series, n_periods); NaN: not judged
    threshold: NDArray[np.float64]


def last_full_week(as_of: datetime) -> Period:
    """Return the newest ISO week that is over in London at `as_of`; the week still filling is not judged."""
    return Period.containing(london_date(as_of)).shifted(-1)


def find_alarms(
    table: CountTable,
    *,
    first: Period,
    last: Period,
    detector: str = "default",
    alpha: float = 0.01,
    known_changes: Sequence[KnownChange] = (),
) -> AlarmScan:
    """Return the periods in which reports rose above the threshold.

    A week is judged with nothing newer than itself, and with anonymous reports
    only as far as named ones and the usual go along (`damped`); an alarm tells
    all of them. A series' history begins
    with its first report in the table: zeros before that are no evidence of
    quiet when the whole table is young.

    Args:
        table: distinct reporters per series and period.
        first: first period to judge; moved on to where the history suffices.
        last: last period to judge, inclusive; periods after it are never looked at.
        detector: "default" is windows from fourteen months of history on (`Pace.history`), EARS C2 until then.
        alpha: chance of an alarm without a rise.
        known_changes: what is known to have changed reporting.
    """
    end = min(last.index - table.first.index + 1, table.counts.shape[1])
    begin = max(first.index - table.first.index, 0)
    counts = np.asarray(damped(table.counts, table.anonymous)[:, :end])
    seen = np.flatnonzero(counts.any(axis=0)) if counts.size else np.array([], dtype=np.int64)
    started = int(seen[0]) if seen.size else end
    unit = table.first.unit
    parts = stretches(detector, max(begin - started, history_needed(detector, unit)), end - started, unit=unit)
    shape = (len(table.keys), max(end - begin, 0))
    expected, threshold = np.full(shape, np.nan), np.full(shape, np.nan)
    start = max(begin, started + history_needed(detector, unit))
    if start >= end:
        return AlarmScan(
            first=first, keys=table.keys, alarms=[], too_short=table.keys, detector="none",
            expected=expected, threshold=threshold,
        )  # fmt: skip
    periods = [table.first.shifted(place) for place in range(started, end)]
    result = score_counts(
        counts[:, started:],
        start - started,
        end - started,
        detector=detector,
        alpha=alpha,
        periods=periods,
        pools=pools_of([key.kind for key in table.keys]),
        changes=change_terms(known_changes, keys=table.keys, periods=periods),
    )
    expected[:, start - begin :] = result.expected
    threshold[:, start - begin :] = result.threshold
    anonymous = table.anonymous if table.anonymous is not None else np.zeros_like(table.counts)
    alarms = [
        Alarm(
            series=table.keys[row],
            period=table.first.shifted(start + int(column)),
            observed=int(table.counts[row, start + column]),
            expected=float(result.expected[row, column]),
            threshold=float(result.threshold[row, column]),
            p_value=float(result.p_value[row, column]),
            detector=next(part for part in parts if start + column < started + part.last).detector.name,
            anonymous=int(anonymous[row, start + column]),
        )
        for row, column in np.argwhere(result.alarm)
    ]
    return AlarmScan(
        first=table.first.shifted(begin), keys=table.keys, alarms=alarms, too_short=(),
        detector=parts[-1].detector.name, expected=expected, threshold=threshold,
    )  # fmt: skip
