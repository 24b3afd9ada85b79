"""A report that is to be forgotten: out of its group, and out of every count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ringfence.domain.campaign import ReportTraits
from ringfence.domain.report import ReportId
from ringfence.link.group import Group
from ringfence.link.memory import LinkMemory

__all__ = ["ForgettingMemory", "forget", "gather_again"]


class ForgettingMemory(LinkMemory, Protocol):
    """A memory that can take a count back."""

    def count_by(self, step: int, traits: ReportTraits) -> None:
        """Count a voice and its features, or (-1) take them back."""


def forget(report: ReportId, memory: ForgettingMemory) -> None:
    """Take a report out of its group; the group keeps its id, also when nothing is left of it.

    The history keeps that a report of this id was there, and nothing of what
    it told. A report that was never placed is passed over.
    """
    id_ = memory.group_of(report)
    if id_ is None:
        return
    (group,) = memory.groups([id_])
    (gone,) = memory.traits([report])
    # Of each voice in a group its first report was counted.
    of_voice = [one for one in memory.traits(group.members) if one.voice == gone.voice]
    gather_again(group, [one for one in group.members if one != report], memory)
    if of_voice[0].id == report:
        memory.count_by(-1, gone)
        for heir in of_voice[1:2]:
            memory.count_by(1, heir)


def gather_again(group: Group, members: Sequence[ReportId], memory: LinkMemory) -> Group:
    """Make a group anew of the traits that are kept of these members, and keep it."""
    made = Group(id=group.id, born=group.born, apart=group.apart)
    for traits in memory.traits(members):
        made.add(traits)
    memory.keep_group(made)
    return made
