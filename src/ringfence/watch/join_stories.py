"""Stories found over a hierarchy become surges with ids that stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ringfence.domain.counts import Alarm, SeriesKey, Surge, SurgeId
from ringfence.domain.report import World
from ringfence.watch.join_surges import ANONYMOUS_SHARE, GAP_WEEKS, QUIET_WEEKS_BEFORE_RETURN, WEEKS_OF_A_WAVE

__all__ = ["Telling", "join_tellings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One story as the newest counts tell it."""

    series: SeriesKey  # of the node with most evidence
    areas: tuple[str, ...]  # forces of that node
    kinds: tuple[str, ...]
    alarms: tuple[Alarm, ...]  # in time order, in numbers of that node
    bits: float  # most evidence of any week
    passes: bool  # enough for a draft
    retold: Callable[[SeriesKey], tuple[Alarm, ...]]  # the same weeks in numbers of another node


def join_tellings(
    tellings: Sequence[Telling], *, known: Sequence[Surge], world: World, new_id: Callable[[], str]
) -> list[Surge]:
    """Return the surges that are new or changed by these stories, oldest first.

    A story carries on the known surge of the same or a wider node whose alarms
    are at most two weeks away: a rise that is national is not told again for
    each force. A story wider than the surge it grew out of is a surge of its
    own that names it. After eight quiet weeks it is a resurgence.
    """
    surges = {surge.id: surge for surge in known}
    for telling in sorted(tellings, key=lambda each: (each.alarms[0].period, -each.bits)):
        near = [surge for surge in surges.values() if _is_near(telling, surge)]
        # What is strong enough in a part says nothing of the whole: a wider surge holds it only if it was so itself.
        holding = [
            surge
            for surge in near
            if _holds(surge, telling) and (surge.series == telling.series or surge.passes_budget or not telling.passes)
        ]
        if holding:
            surge = max(holding, key=lambda each: (each.series == telling.series, -each.first_period.index))
            surges[surge.id] = _carried_on(surge, telling)
            continue
        grown_from = [surge for surge in near if set(surge.scope[0]) < set(telling.areas)]
        surge = Surge(
            id=SurgeId(new_id()),
            world=world,
            series=telling.series,
            areas=telling.areas,
            kinds=telling.kinds,
            alarms=telling.alarms,
            bits=telling.bits,
            passes_budget=telling.passes,
            grew_from=min(grown_from, key=lambda each: each.first_period).id if grown_from else None,
        )
        surges[surge.id] = surge
    before = {surge.id: surge for surge in known}
    after = [_flood_marked(surge) for surge in _with_returns(list(surges.values()))]
    return [surge for surge in after if before.get(surge.id) != surge]


def _is_near(telling: Telling, surge: Surge) -> bool:
    first, last = telling.alarms[0].period.index, telling.alarms[-1].period.index
    in_time = surge.first_period.index - GAP_WEEKS <= last and first <= surge.last_period.index + GAP_WEEKS
    areas, kinds = surge.scope
    return in_time and bool(set(areas) & set(telling.areas)) and bool(set(kinds) & set(telling.kinds))


def _holds(surge: Surge, telling: Telling) -> bool:
    areas, kinds = surge.scope
    return set(areas) >= set(telling.areas) and set(kinds) >= set(telling.kinds)


def _carried_on(surge: Surge, telling: Telling) -> Surge:
    new = telling.alarms if telling.series == surge.series else telling.retold(surge.series)
    by_period = {alarm.period: alarm for alarm in (*surge.alarms, *new)}
    return replace(
        surge,
        alarms=tuple(by_period[period] for period in sorted(by_period)),
        bits=max(telling.bits, surge.bits or 0.0),
        # Once strong enough it stays so: a draft may hang on it.
        passes_budget=surge.passes_budget or telling.passes,
    )


def _with_returns(surges: list[Surge]) -> list[Surge]:
    """Name the earlier rise that each surge takes up again; in time order."""
    named: list[Surge] = []
    for surge in sorted(surges, key=lambda each: (each.first_period, each.id)):
        # A wide node's forces differ where areas of a file begin at different times.
        same = [each for each in named if each.series == surge.series and set(each.scope[0]) & set(surge.scope[0])]
        # A week that chance raised is no earlier wave: it takes a rise that would have earned a draft, and lasted.
        clear = [each for each in same if each.passes_budget and len(each.alarms) >= WEEKS_OF_A_WAVE]
        newest = max(clear, key=lambda each: each.last_period, default=None)
        if newest is not None and surge.resurgence_of is None:
            quiet = surge.first_period.index - newest.last_period.index - 1
            if quiet >= QUIET_WEEKS_BEFORE_RETURN:
                surge = replace(surge, resurgence_of=newest.id, quiet_weeks=quiet)  # noqa: PLW2901
        named.append(surge)
    return named


def _flood_marked(surge: Surge) -> Surge:
    anonymous = sum(alarm.anonymous for alarm in surge.alarms)
    return replace(
        surge,
        is_possible_flooding=surge.is_possible_flooding or anonymous > ANONYMOUS_SHARE * surge.observed,
    )
