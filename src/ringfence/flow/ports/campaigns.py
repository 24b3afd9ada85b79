"""Campaigns as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ringfence.domain.campaign import CampaignEvent, CampaignId, ReportTraits
from ringfence.domain.report import Report, ReportId
from ringfence.flow.ports.ledgers import ReadReport
from ringfence.link import LinkMemory

__all__ = ["CampaignLedger", "CampaignLine", "KeptMemory", "ShownNumber"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLine:
    """A campaign in a list."""

    id: CampaignId
    kind: str | None  # the kind most reporters tell of
    reporters: int  # distinct; anonymous ones count one a day
    reports: int
    first_on: date | None
    last_on: date | None
    returned_on: date | None  # day of the report that last ended a long silence
    reporters_lately: int = 0  # distinct reporters of the days asked for, where any were


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNumber:
    """A number on somebody's display: possibly forged."""

    report: ReportId
    number: str  # as given


class KeptMemory(LinkMemory, Protocol):
    """What linking remembers, of which much can be read at once."""

    def expect(self, reports: Sequence[ReportTraits]) -> None:
        """Read together what placing these reports will ask for one by one."""


class CampaignLedger(Protocol):
    """Keeps what linking needs of reports, the groups they are in, and all that ever happened to these."""

    def traits_of(self, report: Report, read: ReadReport) -> ReportTraits:
        """Return what linking keeps of a report: numbers, names, rare words and who reported as keyed hashes."""

    def hash_features(self, features: Iterable[str]) -> list[str]:
        """Return features in the form in which they are kept."""

    def book(self) -> AbstractContextManager[KeptMemory]:
        """Lock what is kept until the transaction ends; leaving without an error writes what has changed."""

    def read_only(self, *, words: Mapping[str, str] | None = None, about: CampaignId | None = None) -> LinkMemory:
        """Return what is kept, to be looked at.

        Args:
            words: feature as kept → words to show for it.
            about: the campaign whose history `events` gives.
        """

    def forget(self, reports: Sequence[ReportId], *, values: Sequence[str] = ()) -> None:
        """Take reports out of their campaigns and out of every count; blank `values` in the reasons people gave."""

    def follow_retention(self, *, most: int) -> int:
        """Bring what is kept here in line with reports that are past their periods; returns how many were touched.

        Where a report is gone, it is forgotten here too. Where its original
        is gone, its number shown goes, and who reported can no longer be
        found. Where its text is gone, what it told goes.
        """

    def wait(self, traits: Iterable[tuple[ReportTraits, str | None]]) -> None:
        """Keep the traits of reports, each with the number shown, that are to be placed; repeated, nothing happens."""

    def waiting(self, *, most: int) -> list[ReportTraits]:
        """Return the reports that wait to be placed, first come first."""

    def newest(self, *, most: int) -> list[CampaignLine]:
        """Return campaigns, the most lately told of first."""

    def active(self, first: date, last: date, *, fewest: int) -> list[CampaignLine]:
        """Return the campaigns that at least so many distinct reporters told of in these days, most first."""

    def lines(self, ids: Iterable[CampaignId]) -> list[CampaignLine]:
        """Return some campaigns by their current ids, the most lately told of first."""

    def campaigns_of(self, reports: Iterable[ReportId]) -> dict[ReportId, CampaignId]:
        """Return the campaign of each report that is of one."""

    def history(self, id_: CampaignId) -> list[CampaignEvent]:
        """Return what happened to a campaign and to those it took up, oldest first."""

    def shown_numbers(self, reports: Sequence[ReportId]) -> list[ShownNumber]:
        """Return the numbers shown in calls, where they were given."""
