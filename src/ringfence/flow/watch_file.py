"""Judge a file of counts. Nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import Alarm, SeriesKey, Surge
from ringfence.domain.known_change import KnownChange
from ringfence.domain.report import World
from ringfence.flow.watch_hierarchy import HIERARCHY, judge_nodes_of
from ringfence.foundation.errors import InvalidInput, UnknownName
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.intake.count_files import CountFile, read_count_file
from ringfence.playbooks import load_playbooks
from ringfence.watch import DETECTORS, DraftBudget, WatchResult, change_terms, join_surges, pools_of, score_counts
from ringfence.watch.score_counts import history_needed, stretches

__all__ = ["WatchedFile", "watch_file"]

# The seasonal window of Farrington is three weeks to either side: with more weeks
# missing, the weeks of former years would stand in for another time of year.
MOST_WEEKS_MISSING = 3
_WORLD = World("library")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFile:
    """A file of counts with a judgement for each cell; rows and columns are those of `file`."""

    file: CountFile
    shown: tuple[int, int]  # first column asked for, and one past the last
    still_filling: Period | None  # it and later periods are not judged
    is_judged: NDArray[np.bool_]  # (n_series, n_periods)
    result: WatchResult  # each array (n_series, n_periods); NaN where not judged
    surges: tuple[tuple[str, Surge], ...]  # label and surge, in time order
    surge_labels: Mapping[tuple[SeriesKey, Period], str]  # alarm → "S1", or "S2 resurgence of S1"
    detectors: Mapping[str, int]  # detector used → number of series
    too_short: tuple[SeriesKey, ...]  # not enough history to judge any period asked for
    known_changes: tuple[KnownChange, ...]  # that touch a series and a period of the file


def watch_file(
    path: Path,
    *,
    layout: str = "long",
    detector: str = "default",
    alpha: float = 0.01,
    first: Period | None = None,
    last: Period | None = None,
    as_of: date | None = None,
    known_changes: Sequence[KnownChange] = (),
) -> WatchedFile:
    """Read counts, judge them, join alarms into surges.

    1. Read the file: missing cells are zero, missing periods are gaps.
    2. Take the periods from `first` to `last`. The one still filling on
       `as_of` and later ones are not judged.
    3. For each area, let the history begin with its first row; each period gets
       the detector that its history permits. A series that is new in an old area
       has zeros behind it, and may alarm at once.
    4. Judge each period with earlier ones only; gaps are passed over.
    5. Join alarms into surges, labelled in time order, so that newer rows
       never change an older label.

    Args:
        path: a file that `read_count_file` reads.
        layout: its layout, "long" or "scamwatch".
        detector: "default", "hierarchy" or a name of `watch.DETECTORS`.
        alpha: chance of an alarm without a rise, above 0 and below a half.
        first: first period shown and judged [the file's first].
        last: last period shown and judged [the file's last].
        as_of: a day in London; without it every period counts as full.
        known_changes: what is known to have changed reporting.

    Raises:
        InvalidInput: the file, a name or a period cannot be used; says which.
    """
    if detector not in {"default", HIERARCHY, *DETECTORS}:
        raise UnknownName(
            f"There is no detector {detector!r}. Use one of default, {HIERARCHY}, {', '.join(DETECTORS)}."
        )
    if not 0 < alpha < 0.5:
        raise InvalidInput(f"An alpha of {alpha:g} cannot be used. Give a chance above 0 and below 0.5, such as 0.01.")
    file = read_count_file(path, layout=layout)
    unit = file.periods[0].unit
    if detector == "farrington":
        _require_calendar(file)
    begin, end = _columns_between(file, first, last)
    still_filling = None if as_of is None else Period.containing(as_of, unit)
    full = sum(still_filling is None or period < still_filling for period in file.periods)

    if detector == HIERARCHY:
        return _over_nodes(file, (begin, end), still_filling, full=min(end, full), alpha=alpha, changes=known_changes)
    blank = np.full(file.counts.shape, np.nan)
    result = WatchResult(
        alarm=np.zeros(file.counts.shape, dtype=bool), expected=blank, threshold=blank.copy(),
        p_value=blank.copy(), dispersion=blank.copy(),
    )  # fmt: skip
    detectors: Counter[str] = Counter()
    too_short: list[SeriesKey] = []
    alarms: list[Alarm] = []
    areas = np.array([file.area_begins[key.area] for key in file.keys])
    for started in sorted(set(file.area_begins.values())):
        rows = np.flatnonzero(areas == started)
        judged_end = min(end, full)
        start = max(begin, started + history_needed(detector, unit))
        if start >= judged_end:
            too_short += [file.keys[row] for row in rows if begin < judged_end]
            continue
        names = np.full(judged_end - start, "", dtype=object)
        for stretch in stretches(detector, start - started, judged_end - started, unit=unit):
            detectors[stretch.detector.name] += len(rows)
            names[stretch.first - start + started : stretch.last - start + started] = stretch.detector.name
        part = score_counts(
            file.counts[rows, started:judged_end], start - started, judged_end - started, detector=detector,
            alpha=alpha, periods=file.periods[started:judged_end],
            pools=pools_of([file.keys[row].kind for row in rows]),
            changes=change_terms(
                known_changes, keys=[file.keys[row] for row in rows], periods=file.periods[started:judged_end]
            ),
        )  # fmt: skip
        _put(part, into=result, rows=rows, start=start, end=judged_end)
        alarms += _alarms(file, part, rows=rows, start=start, names=names.tolist())
    surges = _labelled(alarms)
    return WatchedFile(
        file=file,
        shown=(begin, end),
        still_filling=still_filling,
        is_judged=np.isfinite(result.p_value),
        result=result,
        surges=surges,
        surge_labels=_label_of_each_alarm(surges),
        detectors=detectors,
        too_short=tuple(too_short),
        known_changes=_touching(known_changes, file),
    )


def _over_nodes(
    file: CountFile, shown: tuple[int, int], still_filling: Period | None, *, full: int, alpha: float,
    changes: Sequence[KnownChange],
) -> WatchedFile:  # fmt: skip
    judged = judge_nodes_of(
        file, begin=shown[0], end=full, alpha=alpha, shelf=load_playbooks(), known_changes=changes
    )  # fmt: skip
    return WatchedFile(
        file=judged.file,
        shown=shown,
        still_filling=still_filling,
        is_judged=np.isfinite(judged.result.p_value),
        result=judged.result,
        surges=judged.surges,
        surge_labels=_label_of_each_alarm(judged.surges),
        detectors={HIERARCHY: judged.judged} if judged.judged else {},
        too_short=judged.too_short,
        known_changes=_touching(changes, file),
    )


def _touching(changes: Sequence[KnownChange], file: CountFile) -> tuple[KnownChange, ...]:
    terms = change_terms(changes, keys=file.keys, periods=file.periods)
    here = terms.columns.any(axis=0) & terms.touched.any(axis=0)
    # A level that changed before the file begins is the level of the file.
    moves = terms.columns.min(axis=0, initial=1.0) < 1
    return tuple(change for change, is_here in zip(changes, here & moves, strict=True) if is_here)


def _columns_between(file: CountFile, first: Period | None, last: Period | None) -> tuple[int, int]:
    unit, oldest, newest = file.periods[0].unit, file.periods[0], file.periods[-1]
    for name, period in (("from", first), ("to", last)):
        if period is not None and period.unit is not unit:
            raise InvalidInput(f"--{name} {period} is a {period.unit}, and the file counts by {unit}. Give a {unit}.")
    if (first and first > newest) or (last and last < oldest) or (first and last and first > last):
        asked = f"from {first or oldest} to {last or newest}"
        raise InvalidInput(f"There is nothing {asked}: the file goes from {oldest} to {newest}.")
    begin = sum(first is not None and period < first for period in file.periods)
    end = sum(last is None or period <= last for period in file.periods)
    return begin, end


def _require_calendar(file: CountFile) -> None:
    unit, missing = file.periods[0].unit, sum(last.index - first.index + 1 for first, last in file.gaps)
    if unit is not PeriodUnit.WEEK or missing > MOST_WEEKS_MISSING:
        why = f"{missing} weeks are missing" if unit is PeriodUnit.WEEK else f"the file counts by {unit}"
        raise InvalidInput(f"farrington needs weeks without gaps, and {why}. Use --detector default.")


def _put(part: WatchResult, *, into: WatchResult, rows: NDArray[np.int64], start: int, end: int) -> None:
    columns = np.arange(start, end)
    for name in ("alarm", "expected", "threshold", "p_value", "dispersion"):
        getattr(into, name)[np.ix_(rows, columns)] = getattr(part, name)


def _alarms(
    file: CountFile, part: WatchResult, *, rows: NDArray[np.int64], start: int, names: list[str]
) -> list[Alarm]:
    return [
        Alarm(
            series=file.keys[rows[row]],
            period=file.periods[start + column],
            observed=int(file.counts[rows[row], start + column]),
            expected=float(part.expected[row, column]),
            threshold=float(part.threshold[row, column]),
            p_value=float(part.p_value[row, column]),
            detector=names[column],
        )
        for row, column in np.argwhere(part.alarm)
    ]


def _labelled(alarms: list[Alarm]) -> tuple[tuple[str, Surge], ...]:
    surges = join_surges(alarms, known=[], world=_WORLD, new_id=new_id, budget=DraftBudget())
    surges.sort(key=lambda surge: (surge.first_period, surge.series))
    return tuple((f"S{number}", surge) for number, surge in enumerate(surges, start=1))


def _label_of_each_alarm(surges: tuple[tuple[str, Surge], ...]) -> dict[tuple[SeriesKey, Period], str]:
    label_of = {surge.id: label for label, surge in surges}
    said = {}
    for label, surge in surges:
        of = f" resurgence of {label_of[surge.resurgence_of]}" if surge.resurgence_of else ""
        said.update({(surge.series, alarm.period): label + of for alarm in surge.alarms})
    return said
