"""What one agreement is worth: the rarer elsewhere, the more bits."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log2

from ringfence.domain.campaign import ReportTraits
from ringfence.link.background import NOT_IN_CORPUS, Background
from ringfence.link.memory import LinkMemory
from ringfence.link.weights import CALIBRATED, DETAILS, RETOLD, feature_class, retold_again

__all__ = ["Told", "told_features"]

# So many imagined reports of a kind have features as often as reports of all kinds do.
REPORTS_BEHIND_KIND = 40.0
# Told once among the few reports of a kind is hardly told more often than elsewhere.
DISCOUNT_OF_KIND = 0.7
# So many accounts of the same campaign may still be lying elsewhere: they make its details no commoner.
STRAYS = 3.0
# What one voice alone tells counts a little less than one voice, so that a large campaign does not gather its
# tellers' own words (absolute discounting; Ney, Essen and Kneser 1994).
DISCOUNT = 0.3
# No single comparison is worth more: texts have slips that no model foresees.
MOST_BITS = 11.0
LEAST_SHARE = 1e-6
PROMISE_OF_THE_COMMON = 0.25


@dataclass(slots=True)
class Told:
    """A feature of a report, and all that does not depend on what the report is compared with."""

    feature: str
    name: str  # class
    retold: float
    slope: float  # of the calibration; 1 where there is none
    begins: float
    least: float
    corpus: float  # reports of the background that tell it, imagined ones among them
    corpus_total: float
    online: float  # voices counted so far that tell it, without this report's and what may be strays
    total: float  # reports of the background and voices, without this report's
    is_by_kind: bool
    corpus_of_kind: float
    online_of_kind: float
    total_of_kind: float
    lone: list[float | None]  # bits against a lone report of another kind, of the same kind; found on first use

    def share(self, own: int, voices: int, own_of_kind: int, voices_of_kind: int) -> float:
        """Return the share of reports that tell it, outside a group of so many voices of which `own` tell it."""
        every = (self.corpus + max(self.online - own, 0.0)) / max(self.total - voices, 1.0)
        if self.is_by_kind:
            of_kind = self.corpus_of_kind + max(self.online_of_kind - own_of_kind, 0.0)
            every = (of_kind + REPORTS_BEHIND_KIND * every) / (
                max(self.total_of_kind - voices_of_kind, 0.0) + REPORTS_BEHIND_KIND
            )
        return every if every > LEAST_SHARE else LEAST_SHARE

    def promise(self) -> float:
        """Return the bits that finding it elsewhere may bring.

        What a large campaign has made common counts by a part of what it is
        worth where no campaign is at work: it still has to find that campaign.
        """
        plain = self.bits(self.retold, max(self.corpus / self.corpus_total, LEAST_SHARE))
        return max(self.bits(self.retold, self.share(0, 0, 0, 0)), PROMISE_OF_THE_COMMON * plain)

    def lone_bits(self, is_of_kind: int) -> float:
        """Return the bits of agreeing with a lone report: most groups are one."""
        found = self.lone[is_of_kind]
        if found is None:
            found = self.lone[is_of_kind] = self.bits(self.retold, self.share(1, 1, is_of_kind, is_of_kind))
        return found

    def retold_by(self, told: int, voices: int) -> float:
        """Return the chance that another account has it of a campaign of which so many of so many voices tell it."""
        if voices == 1:
            return self.retold
        if self.name in DETAILS:
            return retold_again(self.name, told, voices)
        return self.retold * (told - DISCOUNT) / voices

    def bits(self, retold: float, share: float) -> float:
        """Return the bits of an agreement that is told again with a chance of `retold`, and by `share` elsewhere."""
        weight = log2(retold / share + 1 - retold)
        return min(max(self.slope * (weight - self.begins), self.least), MOST_BITS)


def told_features(
    traits: ReportTraits, *, memory: LinkMemory, background: Background, is_counted: bool
) -> tuple[list[Told], list[str], list[str]]:
    """Look up once how common everything is that a report tells.

    Returns:
        Its features, its phrases (of a recording), and its persona's names.
    """
    kind = traits.kind
    own = 1 if is_counted else 0
    own_of_kind = own if kind else 0
    total, total_of_kind = memory.totals(kind)
    told: list[Told] = []
    phrases: list[str] = []
    names: list[str] = []
    for feature, (count, of_kind) in zip(traits.features, memory.counts(traits.features, kind), strict=True):
        name = feature_class(feature)
        if name == "v":
            phrases.append(feature)
            continue
        if name == "name":
            names.append(feature)  # its words are compared as words; only another name says more
            continue
        before = background.counted(feature, kind)
        slope, begins = CALIBRATED.get(name, (1.0, 0.0))
        strays = STRAYS if name in DETAILS else 0.0
        told.append(
            Told(
                feature=feature,
                name=name,
                retold=RETOLD[name],
                slope=slope,
                begins=begins,
                least=0.0 if name in CALIBRATED else -inf,
                corpus=before.reports,
                corpus_total=before.total,
                online=count - own - strays,
                total=before.total + total - own,
                is_by_kind=kind is not None and name != "kind",
                corpus_of_kind=0.0
                if feature.startswith(NOT_IN_CORPUS)
                else max(before.of_kind - DISCOUNT_OF_KIND, 0.0),
                online_of_kind=of_kind - own_of_kind - strays,
                total_of_kind=background.totals.get(kind or "", 0) + total_of_kind - own_of_kind,
                lone=[None, None],
            )
        )
    return told, phrases, names
