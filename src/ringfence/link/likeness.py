"""Which groups a report may belong to, and whether two groups are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest

from ringfence.domain.campaign import CampaignId, Link, ReportTraits
from ringfence.domain.report import ReportId
from ringfence.link.background import Background
from ringfence.link.group import Group
from ringfence.link.memory import LinkMemory
from ringfence.link.score import Evidence, Weigher
from ringfence.link.why import say_why

__all__ = ["Likeness", "fits"]

# Blocking: the rarest features of a report are looked up, and the groups that share most of them are weighed.
FEATURES_LOOKED_UP = 32
LEAST_BITS_LOOKED_UP = 0.3  # what brings less finds nothing
MOST_CANDIDATES = 16
# Of a campaign so many members stand for all when pairs are counted.
MEMBERS_SAMPLED = 6
# Two campaigns become one only where at least so many reports of either, and the average of all pairs, say so.
REPORTS_FOR_A_BRIDGE = 2
AVERAGE_FOR_A_BRIDGE = 1.0  # of the threshold
# What a report has to have in common with a campaign's reports on average, of the threshold, lest one that was joined
# wrongly draws its like after it.
AVERAGE_TO_JOIN = 0.5
# Bits that must come from the script itself, whatever number, firm and days say.
LEAST_SCRIPT = 3.0
LINKS_SHOWN = 2


def fits(found: Evidence, threshold: float) -> bool:
    """Say whether a report with this evidence joins."""
    return found.bits >= threshold and found.script >= LEAST_SCRIPT


class Likeness:
    """Weighs reports and groups of one memory against each other; changes nothing."""

    def __init__(self, memory: LinkMemory, background: Background) -> None:
        self._memory = memory
        self._background = background
        self._paired: tuple[Weigher | None, str, list[tuple[float, ReportTraits]]] = (None, "", [])

    def weigher(self, traits: ReportTraits, *, is_counted: bool = True) -> Weigher:
        """Return a report ready to be weighed."""
        return Weigher(traits, memory=self._memory, background=self._background, is_counted=is_counted)

    def kept(self, report: ReportId) -> Weigher:
        """Return a kept report ready to be weighed, with words that people can read."""
        (traits,) = self._memory.traits([report])
        told = zip(traits.features, self._memory.words_of(traits.features), strict=True)
        return self.weigher(replace(traits, words={feature: said for feature, said in told if said is not None}))

    def candidates(self, weigher: Weigher) -> list[tuple[Evidence, Group]]:
        """Return the groups that share a report's rarest features, with the evidence, best first."""
        memory = self._memory
        telling = [one for one in weigher.telling() if one[0] >= LEAST_BITS_LOOKED_UP]
        telling = nlargest(FEATURES_LOOKED_UP, telling)
        shared: dict[CampaignId, float] = {}
        for (bits, _), holders in zip(telling, memory.holders([feature for _, feature in telling]), strict=True):
            for id_ in holders:
                shared[id_] = shared.get(id_, 0.0) + bits
        enough = ((bits, id_) for id_, bits in shared.items() if bits >= LEAST_SCRIPT)
        likely = nlargest(MOST_CANDIDATES, enough)
        ids = list(dict.fromkeys(memory.current(id_) for _, id_ in likely))
        weighed = [(weigher.against(group), group) for group in memory.groups(ids)]
        return sorted(weighed, key=lambda one: (-one[0].bits, one[1].born))

    def belong_together(self, group: Group, other: Group, threshold: float) -> bool:
        """Say whether two groups are one campaign: a lone report joins as it would if it came now."""
        small, large = sorted((group, other), key=lambda one: one.size)
        if small.size > 1:
            return self._may_bridge(group, other, threshold)
        (traits,) = self._memory.traits(small.members[:1])
        return fits(self.weigher(traits).against(large), threshold)

    def _may_bridge(self, group: Group, other: Group, threshold: float) -> bool:
        """Say whether enough pairs of reports across two groups hold them to be one campaign.

        One report that resembles both is not enough: the average over a
        sample has to support it, and over the threshold there have to be pairs
        of several reports on either side.
        """
        ours = self._memory.traits(_sample(group))
        theirs = self._memory.traits(_sample(other))
        weights: list[float] = []
        supporting: tuple[set[ReportId], set[ReportId]] = set(), set()
        for traits in ours:
            weigher = self.weigher(traits)
            for one in theirs:
                if one.voice != traits.voice:
                    weights.append(weigher.against_report(one, within=(group, other)))
                    if weights[-1] >= threshold:
                        supporting[0].add(traits.id)
                        supporting[1].add(one.id)
        if min(map(len, supporting)) < REPORTS_FOR_A_BRIDGE:
            return False
        return sum(weights) >= AVERAGE_FOR_A_BRIDGE * threshold * len(weights)

    def is_like_most(self, weigher: Weigher, group: Group, threshold: float) -> bool:
        """Say whether a report is like a group's reports on average, and not like one of them alone."""
        if group.size == 1:
            return True
        pairs = self._pairs(weigher, group)
        return sum(bits for bits, _ in pairs) >= AVERAGE_TO_JOIN * threshold * len(pairs)

    def links(self, weigher: Weigher, group: Group) -> tuple[Link, ...]:
        """Return a report's links to those of a group that are most like it, strongest first."""
        best = sorted(self._pairs(weigher, group), key=lambda pair: (-pair[0], pair[1].id))[:LINKS_SHOWN]
        return tuple(self.link(weigher, one, within=(group,)) for _, one in best)

    def _pairs(self, weigher: Weigher, group: Group) -> list[tuple[float, ReportTraits]]:
        """Return the members that stand for a group with their bits; asked for twice, they are weighed once."""
        if self._paired[:2] != (weigher, group.id):
            others = [one for one in self._memory.traits(_sample(group)) if one.id != weigher.traits.id]
            pairs = [(weigher.against_report(one, within=(group,)), one) for one in others]
            self._paired = (weigher, group.id, pairs)
        return self._paired[2]

    def link(self, weigher: Weigher, other: ReportTraits, *, within: Sequence[Group] = ()) -> Link:
        """Return the evidence for two reports, with its sentence."""
        bits, found = weigher.compare(other, within=within)
        reasons = tuple(found)
        return Link(
            report=weigher.traits.id,
            other=other.id,
            match_weight=round(bits, 2),
            reasons=reasons,
            why=say_why(other.id, bits, reasons),
        )


def _sample(group: Group) -> list[ReportId]:
    """Return members that stand for a group: its first and its latest."""
    half = MEMBERS_SAMPLED // 2
    members = group.members
    return members if len(members) <= MEMBERS_SAMPLED else [*members[:half], *members[-half:]]
