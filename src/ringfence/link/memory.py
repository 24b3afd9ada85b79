"""What linking remembers between two reports: a protocol, and its form in this process's memory.

A store that keeps campaigns in a database implements `LinkMemory`; every read is one call for many keys, so that a
report costs it a fixed, small number of queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import Protocol

from ringfence.domain.campaign import CampaignEvent, CampaignId, ReportTraits
from ringfence.domain.report import ReportId
from ringfence.link.group import Group, month_of

__all__ = ["MOST_HOLDERS", "BookMemory", "LinkMemory"]

# Of the groups that share a feature only so many, the newest, are looked at: this keeps the cost of a report flat.
MOST_HOLDERS = 48


class LinkMemory(Protocol):
    """Reports' traits, groups, how often each feature was told, and who tells it."""

    def totals(self, kind: str | None) -> tuple[int, int]:
        """Return voices counted so far, of every kind and of this kind."""

    def counts(self, features: Sequence[str], kind: str | None) -> list[tuple[int, int]]:
        """Return for each feature how many voices told it, of every kind and of this kind."""

    def months(self) -> Mapping[int, int]:
        """Return month (`month_of`) → voices counted."""

    def holders(self, features: Sequence[str]) -> list[Sequence[CampaignId]]:
        """Return for each feature the newest groups posted under it, at most MOST_HOLDERS; some may redirect."""

    def current(self, group: CampaignId) -> CampaignId:
        """Return the group that an id stands for now, through all merges.

        Raises:
            KeyError: no group ever had this id.
        """

    def groups(self, ids: Sequence[CampaignId]) -> list[Group]:
        """Return the groups of current ids, in their order."""

    def traits(self, reports: Sequence[ReportId]) -> list[ReportTraits]:
        """Return what was kept of reports, in their order."""

    def group_of(self, report: ReportId) -> CampaignId | None:
        """Return the current group of a report; None: it was never placed."""

    def count(self, traits: ReportTraits) -> None:
        """Count a voice and its features."""

    def post(self, features: Sequence[str], group: CampaignId) -> None:
        """Enter a group under features, as the newest."""

    def keep_report(self, traits: ReportTraits, group: CampaignId) -> None:
        """Keep a report's traits (never `words`) and its group."""

    def move(self, reports: Sequence[ReportId], group: CampaignId) -> None:
        """Move reports to a group."""

    def keep_group(self, group: Group) -> None:
        """Keep a group that is new or has changed."""

    def retire(self, group: CampaignId, into: CampaignId) -> None:
        """Make an id redirect to another for good."""

    def append(self, event: CampaignEvent) -> None:
        """Append to the history; nothing is ever changed in it."""

    def events(self, since: int = 0) -> Sequence[CampaignEvent]:
        """Return the history from an event's number on, oldest first."""

    def event_count(self) -> int:
        """Return how many events there are."""

    def remember_words(self, words: Mapping[str, str]) -> None:
        """Remember one way of telling each feature, for people to read."""

    def words_of(self, features: Sequence[str]) -> list[str | None]:
        """Return for each feature the words it was told in, where known."""


class BookMemory:
    """All of it in dictionaries: for files, tests and one process."""

    def __init__(self) -> None:
        self._total = 0
        self._totals: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._by_kind: dict[str, dict[str, int]] = {}
        self._months: dict[int, int] = {}
        self._holders: dict[str, list[CampaignId]] = {}
        self._groups: dict[CampaignId, Group] = {}
        self._into: dict[CampaignId, CampaignId] = {}
        self._traits: dict[ReportId, ReportTraits] = {}
        self._group_of: dict[ReportId, CampaignId] = {}
        self._events: list[CampaignEvent] = []
        self._words: dict[str, str] = {}

    def totals(self, kind: str | None) -> tuple[int, int]:
        return self._total, self._totals.get(kind, 0) if kind else 0

    def counts(self, features: Sequence[str], kind: str | None) -> list[tuple[int, int]]:
        every, of_kind = self._counts, self._by_kind.get(kind or "", {})
        return [(every.get(feature, 0), of_kind.get(feature, 0)) for feature in features]

    def months(self) -> Mapping[int, int]:
        return self._months

    def holders(self, features: Sequence[str]) -> list[Sequence[CampaignId]]:
        return [self._holders.get(feature, ()) for feature in features]

    def current(self, group: CampaignId) -> CampaignId:
        into = self._into
        if group not in into:
            if group not in self._groups:
                raise KeyError(group)
            return group
        last = group
        while last in into:
            last = into[last]
        while into.get(group, last) != last:  # shorten the way for the next time
            into[group], group = last, into[group]
        return last

    def groups(self, ids: Sequence[CampaignId]) -> list[Group]:
        return [self._groups[id_] for id_ in ids]

    def all_groups(self) -> Iterable[Group]:
        """Return every current group."""
        return self._groups.values()

    def traits(self, reports: Sequence[ReportId]) -> list[ReportTraits]:
        return [self._traits[report] for report in reports]

    def group_of(self, report: ReportId) -> CampaignId | None:
        group = self._group_of.get(report)
        return None if group is None else self.current(group)

    def count(self, traits: ReportTraits) -> None:
        self._total += 1
        counts = self._counts
        for feature in traits.features:
            counts[feature] = counts.get(feature, 0) + 1
        if traits.kind:
            self._totals[traits.kind] = self._totals.get(traits.kind, 0) + 1
            of_kind = self._by_kind.setdefault(traits.kind, {})
            for feature in traits.features:
                of_kind[feature] = of_kind.get(feature, 0) + 1
        if traits.told_on is not None:
            month = month_of(traits.told_on)
            self._months[month] = self._months.get(month, 0) + 1

    def post(self, features: Sequence[str], group: CampaignId) -> None:
        for feature in features:
            held = self._holders.get(feature)
            if held is None:
                self._holders[feature] = [group]
            elif held[-1] != group:
                if group in held:
                    held.remove(group)  # told again: among the newest again
                held.append(group)
                if len(held) > MOST_HOLDERS:
                    del held[0]

    def keep_report(self, traits: ReportTraits, group: CampaignId) -> None:
        self._traits[traits.id] = ReportTraits(
            id=traits.id,
            told_on=traits.told_on,
            area=traits.area,
            voice=traits.voice,
            kind=traits.kind,
            features=tuple(map(intern, traits.features)),
        )
        self._group_of[traits.id] = group

    def move(self, reports: Sequence[ReportId], group: CampaignId) -> None:
        for report in reports:
            self._group_of[report] = group

    def keep_group(self, group: Group) -> None:
        self._groups[group.id] = group

    def retire(self, group: CampaignId, into: CampaignId) -> None:
        self._groups.pop(group, None)
        self._into[group] = into

    def append(self, event: CampaignEvent) -> None:
        self._events.append(event)

    def events(self, since: int = 0) -> Sequence[CampaignEvent]:
        return self._events[since:]

    def event_count(self) -> int:
        return len(self._events)

    def remember_words(self, words: Mapping[str, str]) -> None:
        known = self._words
        for feature, told in words.items():
            if feature not in known and not feature.endswith(f":{told}"):
                known[feature] = told[:60]

    def words_of(self, features: Sequence[str]) -> list[str | None]:
        return [self._words.get(feature) for feature in features]
