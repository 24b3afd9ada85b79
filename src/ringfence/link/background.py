"""How common a feature is where no campaign is at work."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from io import StringIO
from typing import NamedTuple

__all__ = ["NOT_IN_CORPUS", "Background", "Counted", "packaged_background", "prior_share"]

# So many imagined reports stand behind what a list of English words says, against the reports counted.
GENERAL_REPORTS = 1000.0
# The corpus has neither places nor phone numbers nor one name more than once on purpose.
NOT_IN_CORPUS = ("area:", "tel:", "name:")
# A word that so large a share of all reports hold is no feature.
COMMON_FROM = 0.12
# Answers kept for the next time.
MOST_REMEMBERED = 200_000
# A word of no list: as rare as a report of fifty words has it once in ten thousand.
UNLISTED_SHARE = 1e-4
# Numbers are forged, and popular ones are shown by several crews: two crews agree on one as often as this.
PHONE_SHARE = 1 / 100
# A stranger's first name: the commonest take a percent, most a tenth of that.
NAME_SHARE = 1 / 250
_PRIOR = {
    "tel": PHONE_SHARE, "m": 0.002, "r": 0.04, "name": NAME_SHARE, "s": 0.05, "tool": 0.04, "brand": 0.02, "pay": 0.15,
    "who": 0.5, "kind": 0.05, "area": 1 / 45,
}  # fmt: skip


class Counted(NamedTuple):
    """Reports with a feature and all reports, of every kind and of one kind; imagined ones are among them."""

    reports: float
    total: float
    of_kind: float
    total_of_kind: float


@dataclass(frozen=True)
class Background:
    """Shares in the packaged corpus, shrunk to a list of English words; see benchmarks/build_link_background.py."""

    general: Mapping[str, float]  # word feature → share of reports of fifty words that hold it, by its rank
    reports: Mapping[str, int]  # feature → reports of the corpus that have it
    by_kind: Mapping[tuple[str, str], int]  # (feature, kind) → reports of that kind that have it
    total: int
    totals: Mapping[str, int]  # kind → reports
    _counted: dict[tuple[str, str | None], Counted] = field(default_factory=dict, compare=False, repr=False)

    def prior(self, feature: str) -> float:
        """Return the share before any report is counted."""
        general = self.general.get(feature)
        return general if general is not None else prior_share(feature)

    def counted(self, feature: str, kind: str | None) -> Counted:
        """Return what the corpus and the list of words say of a feature."""
        found = self._counted.get((feature, kind))
        if found is not None:
            return found
        mass = GENERAL_REPORTS * self.prior(feature)
        if feature.startswith(NOT_IN_CORPUS):
            found = Counted(mass, GENERAL_REPORTS, 0, 0)
        else:
            of_kind = (self.by_kind.get((feature, kind), 0), self.totals.get(kind, 0)) if kind else (0, 0)
            found = Counted(self.reports.get(feature, 0) + mass, self.total + GENERAL_REPORTS, *of_kind)
        if len(self._counted) < MOST_REMEMBERED:
            self._counted[feature, kind] = found
        return found

    def share(self, feature: str) -> float:
        """Return the share of reports that have a feature, of any kind."""
        found = self.counted(feature, None)
        return found.reports / found.total

    def is_common(self, feature: str) -> bool:
        """Say whether so many reports hold a word that it tells no script from another."""
        return self.total > 0 and self.share(feature) >= COMMON_FROM


def prior_share(feature: str) -> float:
    """Return how common a feature of no list is taken to be, by its class."""
    name, _, value = feature.partition(":")
    if name == "n":
        return _number_share(value)
    return _PRIOR.get(name, UNLISTED_SHARE)


def _number_share(value: str) -> float:
    if not value.isdigit():
        return 1 / 400  # "9minut": a small number and what it counts
    significant = len(value.rstrip("0"))
    # People ask for round sums: the fewer digits, the likelier by chance.
    return {1: 1 / 60, 2: 1 / 250}.get(significant, 1 / 1500)


@lru_cache(maxsize=1)
def packaged_background() -> Background:
    """Return the background that comes with Ringfence."""
    text = (files("ringfence.link") / "background.csv").read_text(encoding="utf-8")
    general: dict[str, float] = {}
    reports: dict[str, int] = {}
    by_kind: dict[tuple[str, str], int] = {}
    totals: dict[str, int] = {}
    total = 0
    for feature, share, count, kinds in csv.reader(StringIO(text)):
        counted = {name: int(n) for name, _, n in (part.partition("=") for part in kinds.split())}
        if not feature:
            total, totals = int(count), counted
            continue
        if share:
            general[feature] = float(share)
        if count:
            reports[feature] = int(count)
        for kind, n in counted.items():
            by_kind[feature, kind] = n
    return Background(general=general, reports=reports, by_kind=by_kind, total=total, totals=totals)
