"""Reports held together: a campaign, or one report that waits for a second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import log2

from ringfence.domain.campaign import CampaignId, ReportTraits
from ringfence.domain.report import ReportId
from ringfence.link.weights import feature_class, retold_again

__all__ = ["NO_DAY", "PHRASES_TOLD", "Group", "month_of"]

PHRASES_TOLD = "v in all"  # key of `known`: phrases of all recordings together
# A detail that another account is as likely as this to have is agreed upon.
AGREED_FROM = 0.3
# Classes of detail whose absence says something; the looser ones stand for the same words and sums.
_MISSED = ("w:", "n:")
NO_DAY = date.max  # reports without a day come after all others


def month_of(day: date) -> int:
    """Return the running number of a month."""
    return day.year * 12 + day.month - 1


@dataclass(slots=True, kw_only=True)
class Group:
    """The one thing in linking that changes. A store may keep it as a row; `counts` and `known` can be derived."""

    id: CampaignId
    born: tuple[date, ReportId]  # day and id of the report that founded it: the smaller, the older
    members: list[ReportId] = field(default_factory=list)
    voices: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)  # feature → voices that tell it
    known: dict[str, int] = field(default_factory=dict)  # class of feature → voices that tell any value
    first_on: date | None = None
    last_on: date | None = None
    apart: set[CampaignId] = field(default_factory=set)  # a person decided that these are other campaigns
    _agreed: dict[str, float] | None = field(default=None, init=False, compare=False, repr=False)  # worked out on use

    @classmethod
    def founded_by(cls, traits: ReportTraits, id_: CampaignId) -> Group:
        """Return a group of one report."""
        group = cls(id=id_, born=(traits.told_on or NO_DAY, traits.id))
        group.add(traits)
        return group

    @property
    def size(self) -> int:
        """Voices: distinct reporters, anonymous ones one a day."""
        return len(self.voices)

    @property
    def is_campaign(self) -> bool:
        """Two reporters tell of it."""
        return len(self.voices) >= 2

    def add(self, traits: ReportTraits) -> bool:
        """Take a report in; return whether its voice is new. A voice that is heard again changes no count."""
        self.members.append(traits.id)
        if traits.told_on is not None:
            self.first_on = min(self.first_on or traits.told_on, traits.told_on)
            self.last_on = max(self.last_on or traits.told_on, traits.told_on)
        if traits.voice in self.voices:
            return False
        self.voices.add(traits.voice)
        self._agreed = None
        counts, known = self.counts, self.known
        for feature in traits.features:
            counts[feature] = counts.get(feature, 0) + 1
            if feature.startswith("v:"):
                known[PHRASES_TOLD] = known.get(PHRASES_TOLD, 0) + 1
        for name in {feature_class(feature) for feature in traits.features}:
            known[name] = known.get(name, 0) + 1
        return True

    def agreed(self) -> dict[str, float]:
        """Return what several voices agree on, with log2 of the chance that another account does not have it."""
        if self._agreed is None:
            self._agreed = {}
            voices = self.size
            least = max(2.0, AGREED_FROM * voices)
            for feature, told in self.counts.items():
                if told >= least and feature.startswith(_MISSED):
                    again = retold_again(feature_class(feature), told, voices)
                    if again >= AGREED_FROM:
                        self._agreed[feature] = log2(1 - again)
        return self._agreed

    def main_kind(self) -> str | None:
        """Return the kind most voices tell of."""
        return _most({feature: n for feature, n in self.counts.items() if feature.startswith("kind:")})


def _most(counts: Mapping[str, int]) -> str | None:
    if not counts:
        return None
    return min(counts, key=lambda feature: (-counts[feature], feature)).partition(":")[2]
