"""A group as a campaign that people read: when, where, what marks it, and how it changed when it came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from math import log2

from ringfence.domain.campaign import (
    Campaign,
    CampaignEventKind,
    CampaignId,
    CampaignReturn,
    CampaignTrait,
    ReportTraits,
)
from ringfence.domain.report import UNKNOWN_AREA
from ringfence.link.background import Background
from ringfence.link.group import Group
from ringfence.link.memory import LinkMemory
from ringfence.link.weights import feature_class

__all__ = ["describe_campaign"]

QUIET_DAYS_BEFORE_RETURN = 60
MOST_TRAITS = 20
MOST_CHANGES = 8
# A change is something that so large a share tell on one side of the silence and hardly anybody on the other.
TOLD_BY, HARDLY = 0.4, 0.1
_NO_TRAITS = frozenset({"area", "who", "s", "m", "r", "v"})


def describe_campaign(group: Group, *, memory: LinkMemory, background: Background) -> Campaign:
    """Return the campaign that a group is."""
    traits = sorted(memory.traits(group.members), key=lambda one: (one.told_on or date.max, one.id))
    heard: dict[str, ReportTraits] = {}
    for one in traits:
        heard.setdefault(one.voice, one)
    areas = Counter(one.area for one in heard.values() if one.area != UNKNOWN_AREA)
    months = Counter(one.told_on.strftime("%Y-%m") for one in heard.values() if one.told_on is not None)
    return Campaign(
        id=group.id,
        reports=tuple(one.id for one in traits),
        reporters=group.size,
        first_on=group.first_on,
        last_on=group.last_on,
        kind=group.main_kind(),
        areas=dict(sorted(areas.items())),
        months=dict(sorted(months.items())),
        traits=_traits(Counter(group.counts), group.size, memory, background, most=MOST_TRAITS),
        returns=_returns([one for one in traits if one.told_on is not None], memory, background),
        kept_apart_from=tuple(sorted(group.apart)),
        former_ids=tuple(dict.fromkeys(_former(group, memory))),
    )


def _former(group: Group, memory: LinkMemory) -> Iterator[CampaignId]:
    for event in memory.events():
        if event.kind is CampaignEventKind.MERGED and event.other and memory.current(event.other) == group.id:
            yield event.other


def _traits(
    counts: Counter[str], voices: int, memory: LinkMemory, background: Background, *, most: int
) -> tuple[CampaignTrait, ...]:
    """Return what marks a campaign: told by two or more, ranked by how much rarer it is elsewhere."""
    told = [(n, feature) for feature, n in counts.items() if n >= 2 and feature_class(feature) not in _NO_TRAITS]
    ranked = sorted(
        told, key=lambda one: (-one[0] / voices * log2(one[0] / voices / background.share(one[1])), one[1])
    )[:most]
    return _named([(feature, n) for n, feature in ranked], memory)


def _named(told: Sequence[tuple[str, int]], memory: LinkMemory) -> tuple[CampaignTrait, ...]:
    words = memory.words_of([feature for feature, _ in told])
    return tuple(
        CampaignTrait(feature=feature, value=said or feature.partition(":")[2], voices=n)
        for (feature, n), said in zip(told, words, strict=True)
    )


def _returns(traits: Sequence[ReportTraits], memory: LinkMemory, background: Background) -> tuple[CampaignReturn, ...]:
    found = []
    for place in range(1, len(traits)):
        before, after = traits[place - 1].told_on, traits[place].told_on
        if before is None or after is None or (after - before).days < QUIET_DAYS_BEFORE_RETURN:
            continue
        end = next(
            (
                later
                for later in range(place + 1, len(traits))
                if _gap(traits[later - 1], traits[later]) >= QUIET_DAYS_BEFORE_RETURN
            ),
            len(traits),
        )
        earlier, since = traits[:place], traits[place:end]
        found.append(
            CampaignReturn(
                last_before=before,
                first_after=after,
                gained=_changes(since, earlier, memory, background),
                lost=_changes(earlier, since, memory, background),
            )
        )
    return tuple(found)


def _gap(one: ReportTraits, other: ReportTraits) -> int:
    return (other.told_on - one.told_on).days if one.told_on and other.told_on else 0


def _changes(
    here: Sequence[ReportTraits], there: Sequence[ReportTraits], memory: LinkMemory, background: Background
) -> tuple[CampaignTrait, ...]:
    ours = Counter(feature for one in here for feature in one.features)
    theirs = Counter(feature for one in there for feature in one.features)
    told = [
        (feature, n)
        for feature, n in ours.items()
        if feature_class(feature) not in _NO_TRAITS
        and n / len(here) >= TOLD_BY
        and n >= min(2, len(here))
        and theirs[feature] / len(there) <= HARDLY
    ]
    told.sort(key=lambda one: (-one[1] / len(here) * log2(1 / background.share(one[0])), one[0]))
    return _named(told[:MOST_CHANGES], memory)
