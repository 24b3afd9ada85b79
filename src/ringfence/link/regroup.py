"""Merging, parting and keeping apart: the older id survives, the larger part keeps the id, history only grows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from ringfence.domain.campaign import CampaignEvent, CampaignEventKind, CampaignId, ReportTraits
from ringfence.domain.report import ReportId
from ringfence.link.group import NO_DAY, Group
from ringfence.link.memory import LinkMemory
from ringfence.link.score import postable

__all__ = ["MACHINE", "Decision", "append_event", "are_apart", "keep_apart", "let_together", "merge", "new_id", "split"]

MACHINE = "ringfence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided, when and why."""

    by: str = MACHINE
    on: date | None = None
    note: str = ""


def new_id(report: ReportId, memory: LinkMemory) -> CampaignId:
    """Return an id that is made of the founding report's and was never given before."""
    tries = 0
    while True:
        seed = f"{report}/{tries}" if tries else report
        id_ = CampaignId(f"C-{sha256(seed.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}")
        try:
            memory.current(id_)
        except KeyError:
            return id_
        tries += 1


def merge(older: Group, younger: Group, decision: Decision, memory: LinkMemory) -> None:
    """Take the younger group up into the older; its id redirects for good, and what it was kept apart from stays so."""
    for traits in memory.traits(younger.members):
        older.add(traits)
    older.apart |= younger.apart
    for other in memory.groups(sorted(younger.apart)):
        other.apart = (other.apart - {younger.id}) | {older.id}
        memory.keep_group(other)
    memory.move(younger.members, older.id)
    memory.post(postable(younger.counts), older.id)
    memory.retire(younger.id, older.id)
    memory.keep_group(older)
    append_event(CampaignEventKind.MERGED, older.id, decision, memory, other=younger.id, reports=tuple(younger.members))


def split(group: Group, leaving: Collection[ReportId], decision: Decision, memory: LinkMemory) -> Group:
    """Part a group in two that are kept apart from now on; return the smaller part.

    The larger part keeps the id; of two equal ones, the one with the older report.
    """
    parts = [[one for one in group.members if one not in leaving], [one for one in group.members if one in leaving]]
    staying, going = sorted(
        (memory.traits(part) for part in parts), key=lambda part: (-len(part), min(map(_age, part)))
    )
    rest = _group_of(staying, group.id, group.born)
    founder = min(map(_age, going))
    new = _group_of(going, new_id(founder[1], memory), founder)
    rest.apart, new.apart = set(group.apart), set(group.apart)
    memory.keep_group(rest)
    memory.keep_group(new)
    for other in memory.groups(sorted(group.apart)):
        other.apart.add(new.id)
        memory.keep_group(other)
    memory.move(new.members, new.id)
    memory.post(postable(new.counts), new.id)
    append_event(CampaignEventKind.SPLIT, rest.id, decision, memory, other=new.id, reports=tuple(new.members))
    keep_apart(rest, new, decision, memory)
    return new


def are_apart(one: Group, other: Group) -> bool:
    """Say whether a person has decided that two groups are two."""
    return other.id in one.apart or one.id in other.apart


def keep_apart(one: Group, other: Group, decision: Decision, memory: LinkMemory) -> None:
    """Record that two groups are two."""
    one.apart.add(other.id)
    other.apart.add(one.id)
    memory.keep_group(one)
    memory.keep_group(other)
    append_event(CampaignEventKind.KEPT_APART, one.id, decision, memory, other=other.id)


def let_together(one: Group, other: Group, decision: Decision, memory: LinkMemory) -> None:
    """Lift such a decision."""
    one.apart.discard(other.id)
    other.apart.discard(one.id)
    memory.keep_group(one)
    memory.keep_group(other)
    append_event(CampaignEventKind.LET_TOGETHER, one.id, decision, memory, other=other.id)


def append_event(
    kind: CampaignEventKind,
    campaign: CampaignId,
    decision: Decision,
    memory: LinkMemory,
    *,
    other: CampaignId | None = None,
    reports: tuple[ReportId, ...] = (),
    match_weight: float | None = None,
) -> None:
    """Append one event to the history."""
    memory.append(
        CampaignEvent(
            number=memory.event_count(),
            kind=kind,
            campaign=campaign,
            other=other,
            reports=reports,
            by=decision.by,
            on=decision.on,
            match_weight=None if match_weight is None else round(match_weight, 2),
            note=decision.note,
        )
    )


def _age(traits: ReportTraits) -> tuple[date, ReportId]:
    return traits.told_on or NO_DAY, traits.id


def _group_of(members: Sequence[ReportTraits], id_: CampaignId, born: tuple[date, ReportId]) -> Group:
    group = Group(id=id_, born=born)
    for traits in members:
        group.add(traits)
    return group
