"""Alarms close together are one rise; after a long quiet, a resurgence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from ringfence.domain.counts import Alarm, CountTable, SeriesKey, Surge, SurgeId
from ringfence.domain.report import World
from ringfence.foundation.ids import new_id as random_id
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.watch.budget import DraftBudget
from ringfence.watch.find_alarms import find_alarms

__all__ = ["find_surges", "join_surges"]

# Alarms at most so far apart belong to one rise.
GAP_WEEKS = 2
# A rise of the same kind this long after the last clear one is a resurgence; a shorter gap is a surge of its own.
QUIET_WEEKS_BEFORE_RETURN = 8
# Alarms that an earlier rise must have had to be called one.
WEEKS_OF_A_WAVE = 2
# A surge of which more than this share is anonymous may be one person at a keyboard.
ANONYMOUS_SHARE = 0.5


def join_surges(
    alarms: Sequence[Alarm],
    *,
    known: Sequence[Surge],
    world: World,
    new_id: Callable[[], str],
    budget: DraftBudget,
) -> list[Surge]:
    """Return the surges that are new or changed by these alarms.

    A known surge is extended while alarms are at most two weeks apart, and
    keeps its id; the same alarms again change nothing. Later reports move
    the counts of an alarm, never its surge.
    """
    changed: list[Surge] = []
    by_series: dict[SeriesKey, list[Surge]] = {}
    for surge in known:
        by_series.setdefault(surge.series, []).append(surge)
    ordered = sorted(alarms, key=lambda alarm: (alarm.series, alarm.period))
    for series, group in groupby(ordered, key=lambda alarm: alarm.series):
        before = sorted(by_series.get(series, []), key=lambda surge: surge.first_period)
        after = _join_one(list(group), before, world=world, new_id=new_id, budget=budget)
        known_ids = {surge.id: surge for surge in before}
        changed += [surge for surge in after if known_ids.get(surge.id) != surge]
    return changed


def find_surges(
    table: CountTable,
    *,
    first: Period,
    last: Period,
    detector: str = "default",
    budget: DraftBudget | None = None,
    world: World = World("library"),  # noqa: B008
) -> list[Surge]:
    """Judge a table of counts and return its surges: the whole of watch in one call."""
    scan = find_alarms(table, first=first, last=last, detector=detector)
    return join_surges(scan.alarms, known=[], world=world, new_id=random_id, budget=budget or DraftBudget())


def _join_one(
    alarms: list[Alarm], known: list[Surge], *, world: World, new_id: Callable[[], str], budget: DraftBudget
) -> list[Surge]:
    surges = list(known)
    for alarm in alarms:
        place = next((i for i, surge in enumerate(surges) if _belongs(alarm, surge)), None)
        if place is None:
            surges.append(Surge(id=SurgeId(new_id()), world=world, series=alarm.series, alarms=(alarm,)))
            surges.sort(key=lambda surge: surge.first_period)
        else:
            surges[place] = replace(surges[place], alarms=_merged(surges[place].alarms, [alarm]))
    return _with_returns([_judged(surge, budget) for surge in surges])


def _belongs(alarm: Alarm, surge: Surge) -> bool:
    first, last = surge.first_period.index, surge.last_period.index
    return first - GAP_WEEKS <= alarm.period.index <= last + GAP_WEEKS


def _merged(old: Iterable[Alarm], new: Iterable[Alarm]) -> tuple[Alarm, ...]:
    by_period = {alarm.period: alarm for alarm in old} | {alarm.period: alarm for alarm in new}
    return tuple(by_period[period] for period in sorted(by_period))


def _lasted(surge: Surge) -> bool:
    is_weekly = surge.first_period.unit is PeriodUnit.WEEK
    return len(surge.alarms) >= (WEEKS_OF_A_WAVE if is_weekly else 1)


def _with_returns(surges: list[Surge]) -> list[Surge]:
    """Name the earlier rise that each surge takes up again; in time order."""
    named: list[Surge] = []
    for surge in surges:
        # A week that chance raised is no earlier wave: it takes a rise that would have earned a draft, and lasted.
        clear = [each for each in named if each.passes_budget and _lasted(each)]
        quiet = surge.first_period.index - clear[-1].last_period.index - 1 if clear else 0
        if surge.resurgence_of is None and quiet >= QUIET_WEEKS_BEFORE_RETURN:
            surge = replace(surge, resurgence_of=clear[-1].id, quiet_weeks=quiet)  # noqa: PLW2901
        named.append(surge)
    return named


def _judged(surge: Surge, budget: DraftBudget) -> Surge:
    anonymous = sum(alarm.anonymous for alarm in surge.alarms)
    return replace(
        surge,
        # Once strong enough it stays so: a draft may hang on it.
        passes_budget=surge.passes_budget or budget.is_passed_by(surge.alarms),
        is_possible_flooding=surge.is_possible_flooding or anonymous > ANONYMOUS_SHARE * surge.observed,
    )
