"""The online book of campaigns: a report joins, starts or bridges; nothing is rebuilt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from math import log2

from ringfence.domain.campaign import (
    Campaign,
    CampaignEvent,
    CampaignEventKind,
    CampaignId,
    Link,
    Placement,
    ReportTraits,
)
from ringfence.domain.report import ReportId
from ringfence.foundation.errors import InvalidInput, UnknownName, WrongState
from ringfence.link.background import Background, packaged_background
from ringfence.link.describe import describe_campaign
from ringfence.link.group import Group
from ringfence.link.likeness import Likeness, fits
from ringfence.link.memory import BookMemory, LinkMemory
from ringfence.link.regroup import Decision, append_event, are_apart, keep_apart, let_together, merge, new_id, split
from ringfence.link.score import Evidence, postable
from ringfence.link.weights import DEFAULT_THRESHOLD

__all__ = ["QUIET_DAYS_BEFORE_RETURN", "CampaignBook"]

# A campaign that nobody told of for so long, and that is told of again, has come back.
QUIET_DAYS_BEFORE_RETURN = 60
# A lone report that a new one comes so near to (of the threshold) is weighed again against what that one joined.
NEAR_A_LONE_REPORT = 0.3
# Groups of so many reports are still asked whether they belong to another.
MOST_TO_SETTLE = 4
# The more reports there are, the more look alike by chance: the prior odds of two being of one campaign fall with their
# number, from so many on.
REPORTS_BEFORE_PRIOR = 300


class CampaignBook:
    """Campaigns over one `LinkMemory`. Not safe for use by two threads at once: a store locks around `place`."""

    def __init__(
        self,
        memory: LinkMemory | None = None,
        *,
        threshold: float = DEFAULT_THRESHOLD,
        background: Background | None = None,
    ) -> None:
        """Open a book.

        Args:
            memory: what was kept; None: a new one in this process.
            threshold: bits from which a report joins.
            background: how common features are; None: the packaged one.
        """
        self.memory: LinkMemory = memory if memory is not None else BookMemory()
        self._threshold = threshold
        self._background = background or packaged_background()
        self._likeness = Likeness(self.memory, self._background)

    def place(self, traits: ReportTraits) -> Placement:
        """Put a report where it belongs, and return where that is.

        1. A report that was placed before stays where it is.
        2. Blocking: find the groups that share its rarest features.
        3. Weigh it against each of them (`Weigher.against`).
        4. From the threshold on it joins the best; else it starts a group.
           A reporter who is heard again joins without changing any count.
        5. Other groups over the threshold are bridged: they become one with
           the first where several pairs of reports and their average support
           it, and no person has decided otherwise. The older id survives.
        """
        memory = self.memory
        placed = memory.group_of(traits.id)
        if placed is not None:
            return Placement(report=traits.id, campaign=self._published(placed), group=placed, match_weight=None)
        first_event = memory.event_count()
        weigher = self._likeness.weigher(traits, is_counted=False)
        threshold = self.threshold()
        weighed = self._likeness.candidates(weigher)
        memory.remember_words(traits.words)
        best = next(
            (
                one
                for one in weighed
                if fits(one[0], threshold) and self._likeness.is_like_most(weigher, one[1], threshold)
            ),
            None,
        )
        if best is None:
            group = self._start(traits)
            return self._placement(traits, group, first_event=first_event)
        bits, group = best[0].bits, best[1]
        links = self._likeness.links(weigher, group)
        silence = _silence(group, traits.told_on)
        self._join(traits, group, bits, silence)
        merged: list[CampaignId] = []
        for found, other in weighed:
            if other.id == group.id or are_apart(group, other):
                continue
            is_near = found.bits >= (NEAR_A_LONE_REPORT * threshold if other.size == 1 else threshold)
            if is_near and self._likeness.belong_together(group, other, threshold):
                older, younger = sorted((group, other), key=lambda one: one.born)
                merge(older, younger, Decision(on=traits.told_on), memory)
                merged.append(younger.id)
                group = older
        return self._placement(
            traits, group, first_event=first_event, bits=bits, links=links, merged=merged, silence=silence
        )

    def settle(self, reports: Iterable[ReportId], *, on: date | None = None) -> list[CampaignId]:
        """Weigh small groups once more against what has grown since they came; return the ids that took some up.

        For the end of a file, or a quiet hour. A small group is taken up where
        its reports fit the other campaign on average, as a lone report joins.

        Args:
            reports: whose groups are looked at, where these are small.
            on: day to be noted in the history.
        """
        grown: list[CampaignId] = []
        threshold = self.threshold()
        for id_ in dict.fromkeys(id_ for id_ in map(self.memory.group_of, reports) if id_ is not None):
            group = self._group(id_)
            if len(group.members) > MOST_TO_SETTLE:
                continue
            found: dict[CampaignId, list[Evidence]] = {}
            for traits in self.memory.traits(group.members):
                weigher = self._likeness.weigher(traits)
                for evidence, other in self._likeness.candidates(weigher):
                    if other.id != group.id and not are_apart(group, other):
                        found.setdefault(other.id, []).append(evidence)
            best = max(found, key=lambda one: (sum(each.bits for each in found[one]), one), default=None)
            if best is None:
                continue
            mean = Evidence(*(sum(column) / len(group.members) for column in zip(*found[best], strict=True)))
            if fits(mean, threshold):
                older, younger = sorted((group, self._group(best)), key=lambda one: one.born)
                merge(older, younger, Decision(on=on), self.memory)
                grown.append(older.id)
        return grown

    def threshold(self) -> float:
        """Return the bits from which a report joins, as many as were counted so far."""
        counted, _ = self.memory.totals(None)
        return self._threshold + max(0.0, log2((counted + 1) / REPORTS_BEFORE_PRIOR))

    def campaign_of(self, report: ReportId) -> CampaignId | None:
        """Return the campaign of a report; None: it is unknown, or of no campaign so far."""
        group = self.memory.group_of(report)
        return self._published(group) if group is not None else None

    def campaign(self, id_: CampaignId) -> Campaign:
        """Return a campaign by any id it ever had.

        Raises:
            UnknownName: no campaign had this id.
        """
        return describe_campaign(self._group(id_), memory=self.memory, background=self._background)

    def current(self, id_: CampaignId) -> CampaignId:
        """Return the id that stands for a campaign now.

        Raises:
            UnknownName: no campaign had this id.
        """
        try:
            return self.memory.current(id_)
        except KeyError:
            raise UnknownName(f"There is no campaign {id_}. Take its id from the list of campaigns.") from None

    def history(self, id_: CampaignId) -> tuple[CampaignEvent, ...]:
        """Return what happened to a campaign and to those it took up, oldest first."""
        now = self.current(id_)
        return tuple(event for event in self.memory.events() if self.memory.current(event.campaign) == now)

    def links(self, report: ReportId) -> tuple[Link, ...]:
        """Return a kept report's links to those of its campaign that are most like it, strongest first."""
        id_ = self.memory.group_of(report)
        if id_ is None:
            raise UnknownName(f"There is no report {report} in the book of campaigns.")
        return self._likeness.links(self._likeness.kept(report), self._group(id_))

    def weigh(self, report: ReportId, other: ReportId) -> Link:
        """Return the evidence for two kept reports being of one campaign."""
        (second,) = self.memory.traits([other])
        return self._likeness.link(self._likeness.kept(report), second)

    def merge(
        self, ids: Sequence[CampaignId], *, by: str, on: date | None = None, note: str = "", overrule: bool = False
    ) -> CampaignId:
        """Make several campaigns one because a person says so. The oldest id survives, the others redirect.

        Linking never parts them again.

        Args:
            ids: two or more campaigns or groups.
            by: who decided.
            on: day of the decision.
            note: the reason given.
            overrule: also where a person decided before that they are apart.

        Raises:
            UnknownName: an id is unknown.
            WrongState: a person has kept two of them apart, and `overrule` is not set.
        """
        groups = sorted({group.id: group for group in map(self._group, ids)}.values(), key=lambda one: one.born)
        if len(groups) < 2:
            raise InvalidInput("Give two campaigns or more: these are one already.", code="one_campaign")
        decision = Decision(by=by, on=on, note=note)
        for one, other in combinations(groups, 2):
            if are_apart(one, other):
                if not overrule:
                    raise WrongState(
                        f"Somebody has kept {one.id} and {other.id} apart. Say that you overrule this, or leave it."
                    )
                let_together(one, other, decision, self.memory)
        oldest = groups[0]
        for younger in groups[1:]:
            merge(oldest, younger, decision, self.memory)
        return oldest.id

    def split(
        self, id_: CampaignId, reports: Sequence[ReportId], *, by: str, on: date | None = None, note: str = ""
    ) -> CampaignId:
        """Part a campaign in two because a person says so. The larger part keeps the id.

        Linking never puts them together again.

        Args:
            id_: the campaign.
            reports: those that belong elsewhere; some of its reports, not all.
            by: who decided.
            on: day of the decision.
            note: the reason given.

        Returns:
            The id of the smaller part.

        Raises:
            InvalidInput: `reports` are not a part of it.
        """
        group = self._group(id_)
        leaving = set(reports)
        if not leaving or not leaving < set(group.members):
            raise InvalidInput(
                "Name some of the campaign's reports, not all and no others, to part it.", code="not_a_part"
            )
        return split(group, leaving, Decision(by=by, on=on, note=note), self.memory).id

    def keep_apart(
        self, one: CampaignId, other: CampaignId, *, by: str, on: date | None = None, note: str = ""
    ) -> None:
        """Record a person's decision that two campaigns are two. Linking never puts them together.

        Raises:
            InvalidInput: they are one already; `split` it.
        """
        first, second = self._group(one), self._group(other)
        if first.id == second.id:
            raise InvalidInput("These are one campaign already. Split it first.", code="one_campaign")
        keep_apart(first, second, Decision(by=by, on=on, note=note), self.memory)

    # -- steps ---------------------------------------------------------------------------------------------------

    def _start(self, traits: ReportTraits) -> Group:
        group = Group.founded_by(traits, new_id(traits.id, self.memory))
        self.memory.count(traits)
        self.memory.keep_report(traits, group.id)
        self.memory.keep_group(group)
        self._post(traits, group)
        append_event(
            CampaignEventKind.STARTED, group.id, Decision(on=traits.told_on), self.memory, reports=(traits.id,)
        )
        return group

    def _join(self, traits: ReportTraits, group: Group, bits: float, silence: int | None) -> None:
        was_campaign = group.is_campaign
        is_new_voice = group.add(traits)
        self.memory.keep_report(traits, group.id)
        if is_new_voice:
            self.memory.count(traits)
            self._post(traits, group)
        self.memory.keep_group(group)
        kind = CampaignEventKind.RETURNED if silence is not None else CampaignEventKind.JOINED
        decision = Decision(on=traits.told_on)
        append_event(kind, group.id, decision, self.memory, reports=(traits.id,), match_weight=bits)
        if group.is_campaign and not was_campaign:
            append_event(
                CampaignEventKind.BECAME_CAMPAIGN, group.id, decision, self.memory, reports=tuple(group.members)
            )

    def _post(self, traits: ReportTraits, group: Group) -> None:
        self.memory.post(postable(traits.features), group.id)

    # -- small things --------------------------------------------------------------------------------------------

    def _group(self, id_: CampaignId) -> Group:
        return self.memory.groups([self.current(id_)])[0]

    def _published(self, id_: CampaignId) -> CampaignId | None:
        group = self.memory.groups([id_])[0]
        return group.id if group.is_campaign else None

    def _placement(
        self,
        traits: ReportTraits,
        group: Group,
        *,
        first_event: int,
        bits: float | None = None,
        links: tuple[Link, ...] = (),
        merged: Sequence[CampaignId] = (),
        silence: int | None = None,
    ) -> Placement:
        return Placement(
            report=traits.id,
            campaign=group.id if group.is_campaign else None,
            group=group.id,
            match_weight=None if bits is None else round(bits, 2),
            links=links,
            merged=tuple(merged),
            returned_after_days=silence,
            events=tuple(self.memory.events(first_event)),
        )


def _silence(group: Group, day: date | None) -> int | None:
    if day is None or group.last_on is None:
        return None
    days = (day - group.last_on).days
    return days if days >= QUIET_DAYS_BEFORE_RETURN else None
