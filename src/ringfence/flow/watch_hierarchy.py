"""Judge a file of counts over all its nodes: each area and kind, regions, nations, families of kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import Alarm, SeriesKey, Surge
from ringfence.domain.known_change import KnownChange
from ringfence.domain.report import World
from ringfence.flow.watch_nodes import WatchedNode, nodes_of
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import PeriodUnit
from ringfence.intake.count_files import CountFile
from ringfence.playbooks import Shelf
from ringfence.watch import WatchResult
from ringfence.watch.hierarchy import NodeRun, chance_of, doubts_of, find_stories, follow_nodes
from ringfence.watch.join_stories import Telling, join_tellings
from ringfence.watch.tails import NEAREST_TO_POISSON, quantile

__all__ = ["HIERARCHY", "JudgedNodes", "judge_nodes_of"]

HIERARCHY = "hierarchy"
# The first weeks of a run find the baseline; nothing in them is told.
WARM_UP_WEEKS = 60
# Areas that began to report within so many weeks of the first are watched together.
TOGETHER_WEEKS = 26
# Chance brings b bits with probability 0.09 to 0.12 x 2^-b (docs/methods/surge-detection.md). A fixed factor, so that
# newer rows of a file never change how an older one was judged.
CHANCE_FACTOR = 0.12
# An earlier rise has to have been so clear, and so large, that a resurgence may take it up.
CLEAR_BITS, FEWEST_REPORTERS, LEAST_RISE = 12.5, 5, 2.0
_WORLD = World("library")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedNodes:
    """A file with the wider nodes that alarm as further series, and a judgement for each cell."""

    file: CountFile  # keys and counts have more rows than the file that was read
    result: WatchResult  # each array (n_series, n_periods); NaN where not judged
    surges: tuple[tuple[str, Surge], ...]  # label and surge, in time order
    judged: int  # series of the file that were judged
    too_short: tuple[SeriesKey, ...]


def judge_nodes_of(
    file: CountFile, *, begin: int, end: int, alpha: float, shelf: Shelf, known_changes: Sequence[KnownChange] = ()
) -> JudgedNodes:
    """Judge columns `begin` to `end` (half-open) of every node; a rise is told once, by the node with most evidence.

    1. Take together the areas that began to report at about the same time.
    2. Follow every node week by week, what a known change brings in doubt. The
       first 60 weeks are history.
    3. A week is told as a rise where chance would bring as much evidence with
       probability `alpha` at most, and no other node that shares cells with it
       tells it already.
    4. Join what is told into surges; wider nodes become series of their own.

    Raises:
        InvalidInput: the file does not count by week, or weeks are missing.
    """
    if file.periods[0].unit is not PeriodUnit.WEEK or file.gaps:
        why = "weeks are missing" if file.periods[0].unit is PeriodUnit.WEEK else f"it counts by {file.periods[0].unit}"
        raise InvalidInput(f"hierarchy needs weeks without gaps, and {why}. Use --detector default.")
    parts, too_short = [], []
    for rows, started in _together(file):
        if max(begin, started + WARM_UP_WEEKS) < end:
            parts.append(_Part.of(file, rows, started, end, shelf=shelf, changes=known_changes))
        else:
            too_short += [file.keys[row] for row in rows]
    bits = float(np.log2(CHANCE_FACTOR / alpha))
    tellings = [telling for part in parts for telling in part.tellings(max(begin - part.started, WARM_UP_WEEKS), bits)]
    found = join_tellings(tellings, known=[], world=_WORLD, new_id=new_id)
    found.sort(key=lambda surge: (surge.first_period, surge.series))
    surges = tuple((f"S{number}", surge) for number, surge in enumerate(found, start=1))
    wide = sorted({surge.series for surge in found} - set(file.keys))
    return JudgedNodes(
        file=_with_wide(file, parts, wide),
        result=_result(file, parts, [*file.keys, *wide], found, begin=begin, end=end, alpha=alpha),
        surges=surges,
        judged=sum(len(part.rows) for part in parts),
        too_short=tuple(too_short),
    )


def _together(file: CountFile) -> Iterator[tuple[list[int], int]]:
    waiting = sorted(file.area_begins, key=lambda area: (file.area_begins[area], area))
    while waiting:
        started = file.area_begins[waiting[0]]
        group = {area for area in waiting if file.area_begins[area] <= started + TOGETHER_WEEKS}
        waiting = [area for area in waiting if area not in group]
        yield [row for row, key in enumerate(file.keys) if key.area in group], started


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Areas followed together."""

    rows: list[int]  # of the file
    started: int  # column of the file
    nodes: dict[SeriesKey, int]  # row of the run
    watched: list[WatchedNode]
    run: NodeRun
    file: CountFile

    @classmethod
    def of(
        cls, file: CountFile, rows: list[int], started: int, end: int, *, shelf: Shelf, changes: Sequence[KnownChange]
    ) -> _Part:
        keys = [file.keys[row] for row in rows]
        watched, membership = nodes_of(keys, shelf=shelf)
        kinds = np.unique([key.kind for key in keys], return_inverse=True)[1]
        return cls(
            rows=rows,
            started=started,
            nodes={node.series: place for place, node in enumerate(watched)},
            watched=watched,
            run=follow_nodes(
                file.counts[rows, started:end],
                membership,
                pools=kinds,
                doubts=doubts_of(changes, keys=keys, periods=file.periods[started:end]),
            ),
            file=file,
        )

    def tellings(self, first: int, bits: float) -> Iterator[Telling]:
        for story in find_stories(self.run, first, self.run.evidence.shape[1], bits=bits):
            top = max(story.marks, key=lambda mark: (mark.bits, -mark.week))
            node = self.watched[top.node]
            best = {mark.week: mark.bits for mark in sorted(story.marks, key=lambda mark: mark.bits)}
            retold = partial(self.alarms, best=best)
            alarms = retold(node.series)
            observed, expected = sum(each.observed for each in alarms), sum(each.expected for each in alarms)
            is_clear = top.bits >= CLEAR_BITS and observed >= max(FEWEST_REPORTERS, LEAST_RISE * expected)
            yield Telling(
                series=node.series, areas=node.areas, kinds=node.kinds, alarms=alarms, bits=top.bits, passes=is_clear,
                retold=retold,
            )  # fmt: skip

    def alarms(self, series: SeriesKey, *, best: dict[int, float]) -> tuple[Alarm, ...]:
        row = self.nodes.get(series)
        if row is None:
            return ()
        run = self.run
        return tuple(
            Alarm(
                series=series,
                period=self.file.periods[self.started + week],
                observed=int(run.observed[row, week]),
                expected=float(run.expected[row, week]),
                threshold=float("nan"),
                p_value=float(chance_of(np.array(best[week]), CHANCE_FACTOR)),
                detector=HIERARCHY,
            )
            for week in sorted(best)
        )


def _with_wide(file: CountFile, parts: list[_Part], wide: list[SeriesKey]) -> CountFile:
    counts = np.zeros((len(wide), file.counts.shape[1]), dtype=np.int64)
    for place, series in enumerate(wide):
        for part in parts:
            if series in part.nodes:
                member = part.run.membership[part.nodes[series]] > 0
                counts[place] += file.counts[np.array(part.rows)[member]].sum(axis=0)
    return replace(file, keys=(*file.keys, *wide), counts=np.vstack([file.counts, counts]))


def _result(
    file: CountFile, parts: list[_Part], keys: list[SeriesKey], found: list[Surge], *, begin: int, end: int,
    alpha: float,
) -> WatchResult:  # fmt: skip
    shape = (len(keys), file.counts.shape[1])
    numbers: dict[str, NDArray[np.float64]] = {
        name: np.full(shape, np.nan) for name in ("expected", "threshold", "p_value", "dispersion")
    }
    place_of = {key: place for place, key in enumerate(keys)}
    for part in parts:
        first = max(begin, part.started + WARM_UP_WEEKS)
        columns, weeks = slice(first, end), slice(first - part.started, end - part.started)
        for series, row in part.nodes.items():
            if (place := place_of.get(series)) is None:
                continue
            run = part.run
            mean, spread = run.expected[row, weeks], np.maximum(run.dispersion[row, weeks], NEAREST_TO_POISSON)
            numbers["expected"][place, columns], numbers["dispersion"][place, columns] = mean, spread
            # What one week alone would take; several weeks together may take less.
            numbers["threshold"][place, columns] = quantile(alpha, mean, spread)
            numbers["p_value"][place, columns] = chance_of(run.evidence[row, weeks], CHANCE_FACTOR)
    alarm = np.zeros(shape, dtype=bool)
    for surge in found:
        for each in surge.alarms:
            alarm[place_of[surge.series], each.period.index - file.periods[0].index] = True
    return WatchResult(alarm=alarm, **numbers)
