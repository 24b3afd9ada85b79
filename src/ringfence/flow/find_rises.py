"""What rises anywhere, as known now: every force, region and nation, every kind."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import numpy as np
from scipy import stats

from ringfence.domain.counts import Alarm, CountTable, SeriesKey
from ringfence.domain.known_change import KnownChange
from ringfence.domain.warning import WarningState
from ringfence.flow.after_warning import forces_warned
from ringfence.flow.ports import Place
from ringfence.flow.watch_nodes import WatchedNode, nodes_of
from ringfence.foundation.periods import Period, london_date
from ringfence.playbooks import Shelf
from ringfence.playbooks.known_changes import load_known_changes
from ringfence.watch import damped, pulse_of_warning
from ringfence.watch.hierarchy import (
    WINDOW,
    DraftRule,
    NodeRun,
    Story,
    chance_factor,
    chance_of,
    completeness_of,
    doubts_of,
    find_stories,
    follow_nodes,
    peaks_of,
)
from ringfence.watch.join_stories import Telling

__all__ = ["LEAST_HISTORY", "REJUDGED_WEEKS", "Rises", "find_rises", "rises_in"]

# A year is needed before a season can be told from a wave.
LEAST_HISTORY = 52
# Late reports change recent weeks, so these are judged again every time.
REJUDGED_WEEKS = 8
# The first weeks of a run find the baseline; nothing in them is told.
WARM_UP_WEEKS = 60
# Forces that began to report within so many weeks of the first are watched together.
TOGETHER_WEEKS = 26
# The board shows what chance tells so many times as often as it may tell drafts.
BOARD_TIMES = 10.0
# Under five reporters there is too little to write about, whatever the statistics.
FEWEST_REPORTERS = 5
# A small rise of a large number may be certain and still no reason to warn; over many forces less of it is one.
LEAST_RISE, LEAST_RISE_WIDE = 2.0, 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rises:
    """What one look found."""

    tellings: tuple[Telling, ...]  # stories that reach into the weeks judged again
    earlier: tuple[Telling, ...]  # older ones
    young: CountTable  # of forces that have reported for too short a time: not judged here
    draft_bits: float  # evidence a draft takes now
    board_bits: float  # evidence that shows on the board
    completeness: tuple[float, ...]  # share of a week's reports known 0, 1, 2, ... weeks after it


def find_rises(*, judged: Period, as_of: datetime, history_weeks: int, place: Place) -> Rises:
    """Count, reckon with late reports and known changes, and tell what rises."""
    table = place.counts.count_table(first=judged.shifted(-history_weeks), last=judged)
    share = completeness_of(place.counts.known_by_delay(judged=judged, as_of=as_of))
    return rises_in(
        table,
        shelf=place.shelf,
        completeness=share,
        false_drafts_per_year=place.false_drafts_per_year,
        changes=(*load_known_changes(), *_own_warnings(place)),
    )


def _own_warnings(place: Place) -> list[KnownChange]:
    """Return what our own warnings do: people recognise the calls, and report."""
    states = (WarningState.PUBLISHED, WarningState.EXPIRED, WarningState.WITHDRAWN)
    return [
        replace(
            pulse_of_warning(area=each.area, kind=each.kind, published_on=london_date(each.published_at)),
            areas=frozenset(forces_warned(each, place=place)),
        )
        for each in place.warnings.in_state(*states)
        if each.published_at is not None
    ]


def rises_in(
    table: CountTable,
    *,
    shelf: Shelf,
    completeness: np.ndarray | None,
    false_drafts_per_year: float,
    changes: Sequence[KnownChange] = (),
) -> Rises:
    """Tell what rises in a table of counts whose last week is the newest full one.

    1. Take together the forces that began to report at about the same time;
       one that has reported for less than a year is not judged.
    2. Follow every node week by week, the newest weeks thinned by what is
       still to come. Anonymous reports count as far as named ones go along,
       and what a known change brings is doubted.
    3. Set the cuts: for the board, and for a draft.
    4. Tell each rise once, by the node with most evidence.
    """
    parts = [
        _Part.of(rows, begin, table, shelf, completeness=completeness, changes=changes)
        for rows, begin in _groups(table)
    ]
    share = () if completeness is None else tuple(float(each) for each in completeness)
    if not parts:
        return Rises(tellings=(), earlier=(), young=table, draft_bits=np.inf, board_bits=np.inf, completeness=share)
    forces = {key.area for part in parts for key in part.keys}
    n_nodes = sum(len(part.nodes) for part in parts)
    factor = max(chance_factor(part.run.evidence[:, :-1]) for part in parts)
    rule = DraftRule(false_drafts_per_year=false_drafts_per_year, forces=len(forces))
    board = replace(rule, false_drafts_per_year=BOARD_TIMES * false_drafts_per_year, most_false=None)
    board_bits = board.bits_needed(nodes=n_nodes, factor=factor)
    stories = [part.stories(board_bits) for part in parts]
    peaks = [
        peak
        for part, told in zip(parts, stories, strict=True)
        for peak in peaks_of(told, week=part.run.evidence.shape[1] - 1)
    ]
    draft_bits = rule.bits_needed(nodes=n_nodes, factor=factor, peaks=peaks)
    tellings = [
        part.telling(story, draft_bits=draft_bits, board_bits=board_bits, factor=factor)
        for part, told in zip(parts, stories, strict=True)
        for story in told
    ]
    newest = table.first.index + table.counts.shape[1] - 1
    recent = [each for each in tellings if each.alarms[-1].period.index > newest - REJUDGED_WEEKS]
    return Rises(
        tellings=tuple(recent),
        earlier=tuple(each for each in tellings if each.alarms[-1].period.index <= newest - REJUDGED_WEEKS),
        young=_without(forces, table),
        draft_bits=draft_bits,
        board_bits=board_bits,
        completeness=share,
    )


def _without(forces: Set[str], table: CountTable) -> CountTable:
    rows = [row for row, key in enumerate(table.keys) if key.area not in forces]
    return replace(
        table,
        keys=tuple(table.keys[row] for row in rows),
        counts=table.counts[rows],
        anonymous=None if table.anonymous is None else table.anonymous[rows],
    )


def _groups(table: CountTable) -> list[tuple[list[int], int]]:
    """Return rows that are followed together, with the column their history begins in."""
    weeks = int(table.counts.shape[1])
    begins: dict[str, int] = {}
    for row, key in enumerate(table.keys):
        seen = np.flatnonzero(table.counts[row])
        if seen.size:
            begins[key.area] = min(begins.get(key.area, weeks), int(seen[0]))
    groups: list[tuple[list[int], int]] = []
    waiting = sorted(begins, key=lambda area: (begins[area], area))
    while waiting:
        begin = begins[waiting[0]]
        together = {area for area in waiting if begins[area] <= begin + TOGETHER_WEEKS}
        waiting = [area for area in waiting if area not in together]
        if weeks - begin > LEAST_HISTORY:
            groups.append(([row for row, key in enumerate(table.keys) if key.area in together], begin))
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Forces followed together."""

    keys: tuple[SeriesKey, ...]
    nodes: list[WatchedNode]
    run: NodeRun
    first: Period  # period of the run's first column
    observed: np.ndarray  # (n_nodes, n_weeks), every reporter
    anonymous: np.ndarray  # (n_nodes, n_weeks)

    @classmethod
    def of(
        cls,
        rows: list[int],
        begin: int,
        table: CountTable,
        shelf: Shelf,
        *,
        completeness: np.ndarray | None,
        changes: Sequence[KnownChange],
    ) -> _Part:
        keys = tuple(table.keys[row] for row in rows)
        nodes, membership = nodes_of(keys, shelf=shelf)
        kinds = np.unique([key.kind for key in keys], return_inverse=True)[1]
        counts, first = table.counts[rows, begin:], table.first.shifted(begin)
        unnamed = np.zeros_like(counts) if table.anonymous is None else table.anonymous[rows, begin:]
        run = follow_nodes(
            damped(counts, unnamed),
            membership,
            completeness=completeness,
            pools=kinds,
            doubts=doubts_of(changes, keys=keys, periods=[first.shifted(week) for week in range(counts.shape[1])]),
        )
        return cls(
            keys=keys, nodes=nodes, run=run, first=first, observed=membership @ counts, anonymous=membership @ unnamed
        )

    def stories(self, bits: float) -> list[Story]:
        weeks = self.run.evidence.shape[1]
        return find_stories(self.run, min(WARM_UP_WEEKS, weeks - 1), weeks, bits=bits)

    def telling(self, story: Story, *, draft_bits: float, board_bits: float, factor: float) -> Telling:
        top = max(story.marks, key=lambda mark: (mark.bits, -mark.week))
        node = self.nodes[top.node]
        best = self._weeks_before(story.first, top.node)
        for mark in story.marks:
            best[mark.week] = max(mark.bits, best.get(mark.week, -np.inf))
        chance = {week: float(chance_of(np.array(bits), factor)) for week, bits in best.items()}
        level = float(chance_of(np.array(board_bits), factor))
        retold = partial(self._alarms, chance=chance, level=level)
        alarms = retold(node.series)
        observed, expected = sum(each.observed for each in alarms), sum(each.expected for each in alarms)
        least = LEAST_RISE if len(node.areas) == 1 else LEAST_RISE_WIDE
        return Telling(
            series=node.series,
            areas=node.areas,
            kinds=node.kinds,
            alarms=alarms,
            bits=top.bits,
            passes=top.bits >= draft_bits and observed >= FEWEST_REPORTERS and observed >= least * expected,
            retold=retold,
        )

    def _weeks_before(self, week: int, row: int) -> dict[int, float]:
        """Return the weeks right before a first mark in which its node was above the expected, with their evidence.

        Several weeks told the story together; it began with the first of them.
        """
        run, found = self.run, {}
        for before in range(week - 1, max(week - WINDOW, -1), -1):
            if run.observed[row, before] <= run.expected[row, before]:
                break
            found[before] = float(run.evidence[row, before])
        return found

    def _alarms(self, series: SeriesKey, *, chance: dict[int, float], level: float) -> tuple[Alarm, ...]:
        row = next((row for row, node in enumerate(self.nodes) if node.series == series), None)
        if row is None:
            return ()
        return tuple(self._alarm(row, week, p_value=chance[week], level=level) for week in sorted(chance))

    def _alarm(self, row: int, week: int, *, p_value: float, level: float) -> Alarm:
        run = self.run
        mean, phi = float(run.expected[row, week]), float(max(run.dispersion[row, week], 1.0001))
        return Alarm(
            series=self.nodes[row].series,
            period=self.first.shifted(week),
            observed=int(self.observed[row, week]),
            expected=mean,
            # What one week alone would take; several weeks together may take less.
            threshold=float(stats.nbinom.isf(level, mean / (phi - 1), 1 / phi)),
            p_value=p_value,
            detector="hierarchy",
            anonymous=int(self.anonymous[row, week]),
        )


def series_of(tellings: Sequence[Telling]) -> set[SeriesKey]:
    """Return the series that tell a story strong enough for a draft."""
    return {each.series for each in tellings if each.passes}
