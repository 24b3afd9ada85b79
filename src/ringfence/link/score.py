"""How much the evidence speaks for one campaign, in bits.

Fellegi and Sunter (A Theory for Record Linkage, 1969, eq. 3): the weight of an agreement is log2(m / u), of a
disagreement log2((1 - m) / (1 - u)), and weights add up. u is not one number a class but the share of other reports
that tell this very value (their section 3.3.1; Winkler 1989), and m mixes what the campaign tells with what
anybody tells:

    P(value | campaign) = retold * share in the campaign + (1 - retold) * share elsewhere

so that a report is weighed against one other report and against a campaign of many by the same formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import NamedTuple

from ringfence.domain.campaign import MatchReason, ReportTraits
from ringfence.link.background import Background
from ringfence.link.group import PHRASES_TOLD, Group, month_of
from ringfence.link.meanings import meaning_of
from ringfence.link.memory import LinkMemory
from ringfence.link.told_numbers import roughly
from ringfence.link.verbatim import FEWEST_PHRASES, verbatim_bits
from ringfence.link.weights import CALIBRATED, RETOLD, SINGLE_VALUED, TIME_LEVELS, feature_class

__all__ = ["Evidence", "Weigher", "postable"]

# Too common to find anything by.
_NOT_POSTED = frozenset({"who", "kind", "area", "name"})

# So many imagined reports of a kind have features as often as reports of all kinds do.
REPORTS_BEHIND_KIND = 40.0
# Told once among the few reports of a kind is hardly told more often than elsewhere.
DISCOUNT_OF_KIND = 0.7
# So many accounts of the same campaign may still be lying elsewhere: they make its details no commoner.
STRAYS = 3.0
_DETAILS = frozenset({"w", "m", "n", "r"})
# What one voice alone tells counts a little less than one voice, so that a large campaign does not gather its
# tellers' own words (absolute discounting; Ney, Essen and Kneser 1994).
DISCOUNT = 0.3
# No single comparison is worth more: texts have slips that no model foresees.
MOST_BITS = 11.0
LEAST_SHARE = 1e-6
# Days are compared against when all reports come, shrunk to a spread over three years.
REPORTS_BEHIND_DAYS = 30.0
_SPREAD = (0.05, 0.09, 0.35, 0.51)
MOST_DAY_BITS, LEAST_DAY_BITS = 2.5, -2.0


def postable(features: Iterable[str]) -> list[str]:
    """Return the features under which a group can be found."""
    return [
        one
        for one in features
        if feature_class(one) not in _NOT_POSTED and not (one[0] == "v" and one[-1] not in _LOOKED_UP)
    ]


# Every fourth phrase of a recording is enough to find another of the same script.
_LOOKED_UP = frozenset("048c")
BITS_OF_A_PHRASE = 12.0
# Of a campaign's recordings so many have to hold a phrase for it to be the script's.
SHARE_OF_RECORDINGS = 0.25
_TOLD_IN_WORDS = frozenset({"w", "m", "n", "r", "s"})
# The same sort of call in the same days, in the same firm's name and with the same number on the display, is what two
# crews have in common: without something of the script itself nothing is linked.
_SCRIPT = frozenset({"w", "m", "n", "r", "s", "tool"})
# Compared only where the word or sum that they stand for is not shared.
_LOOSE = frozenset({"m", "r"})
# What another value says (log2 of 1 - m; of sums, signs and numbers half of it: a call has several of them).
_CONTRADICTED = {name: log2(1 - RETOLD[name]) for name in SINGLE_VALUED} | {
    name: log2(1 - RETOLD[name]) / 2 for name in ("n", "s", "tel")
}
# A word that the other side does not tell may be the teller's own.
_UNSHARED_WORD = log2(1 - RETOLD["w"])
_ANOTHER_NAME = log2(1 - RETOLD["name"])


class Evidence(NamedTuple):
    """Bits for one campaign, and how many of them come from what was told of the script itself."""

    bits: float
    script: float


class _Told(NamedTuple):
    feature: str
    name: str  # class
    corpus: float  # reports of the background that tell it, imagined ones among them
    corpus_of_kind: float
    online: int  # voices counted so far that tell it, without this report's
    online_of_kind: int
    strays: float


@dataclass(frozen=True, slots=True)
class _Side:
    """What is compared with: one report, or a campaign; and the campaign whose own voices say nothing of how common a
    feature is elsewhere.
    """  # noqa: D205

    voices: int
    counts: Mapping[str, int]
    known: Mapping[str, int]
    first_on: date | None
    last_on: date | None
    own: Mapping[str, int]
    own_voices: int


class Weigher:
    """One report, ready to be weighed against any number of reports and groups."""

    def __init__(self, traits: ReportTraits, *, memory: LinkMemory, background: Background, is_counted: bool) -> None:
        """Look up once how common everything is that the report tells.

        Args:
            traits: the report.
            memory: what was counted so far.
            background: what is common where no campaign is at work.
            is_counted: the report itself is among those counted.
        """
        self.traits = traits
        kind = traits.kind
        total, total_of_kind = memory.totals(kind)
        own = 1 if is_counted else 0
        base = background.counted("w:", kind)
        self._corpus_total = base.total
        self._total = total - own
        self._total_of_kind = base.total_of_kind + total_of_kind - (own if kind else 0)
        told: list[_Told] = []
        self._phrases: list[str] = []
        self._names: list[str] = []
        for feature, (count, of_kind) in zip(traits.features, memory.counts(traits.features, kind), strict=True):
            name = feature_class(feature)
            if name in {"v", "name"}:
                # A name's words are compared as words; only another name says more.
                (self._phrases if name == "v" else self._names).append(feature)
                continue
            before = background.counted(feature, kind)
            told.append(
                _Told(
                    feature,
                    name,
                    before.reports,
                    max(before.of_kind - DISCOUNT_OF_KIND, 0.0),
                    count - own,
                    of_kind - (own if kind else 0),
                    STRAYS if name in _DETAILS else 0.0,
                )
            )
        self._not_in_corpus = background.counted("tel:", kind).total
        self._told = told
        self._unshared = sum(_UNSHARED_WORD for one in told if one.name == "w")
        self._precise = _precise_of(traits)
        self._months = memory.months()

    def against(self, group: Group) -> Evidence:
        """Return the evidence for this report being of a group's campaign."""
        side = _Side(group.size, group.counts, group.known, group.first_on, group.last_on, group.counts, group.size)
        return self._score(side, None)

    def against_report(self, other: ReportTraits, *, within: Sequence[Group] = ()) -> float:
        """Return the bits for this and another report being of one campaign.

        Args:
            other: the other report.
            within: groups of which both are: how often these tell a feature
                does not make it common.
        """
        return self._score(_side_of(other, within), None).bits

    def reasons(self, other: ReportTraits, *, within: Sequence[Group] = ()) -> list[MatchReason]:
        """Return the comparisons with another report, strongest first; what is left out is small."""
        found: list[MatchReason] = []
        self._score(_side_of(other, within), found)
        return sorted(found, key=lambda reason: -abs(reason.weight))

    def telling(self) -> Iterable[tuple[str, float]]:
        """Yield the features that can find others of the campaign, with how rare they are in bits, for blocking."""
        for one in self._told:
            if one.name not in _NOT_POSTED:
                yield one.feature, -log2(max(self._share(one, 0, 0), LEAST_SHARE))
        for phrase in postable(self._phrases):
            yield phrase, BITS_OF_A_PHRASE

    def _share(self, one: _Told, own: int, voices: int, own_of_kind: int = 0, voices_of_kind: int = 0) -> float:
        """Return the share of reports outside a group that tell a feature."""
        corpus = self._not_in_corpus if one.name in {"area", "tel", "name"} else self._corpus_total
        online = max(one.online - own - one.strays, 0.0)
        every = (one.corpus + online) / max(corpus + self._total - voices, 1.0)
        if not self.traits.kind or one.name == "kind":
            return every
        of_kind = one.corpus_of_kind + max(one.online_of_kind - own_of_kind - one.strays, 0.0)
        return (of_kind + REPORTS_BEHIND_KIND * every) / (
            max(self._total_of_kind - voices_of_kind, 0.0) + REPORTS_BEHIND_KIND
        )

    def _score(self, side: _Side, reasons: list[MatchReason] | None) -> Evidence:
        """Add up all comparisons; where `reasons` is a list, enter each that counts."""
        verbatim = self._verbatim(side)
        bits, script = (self._unshared, 0.0) if verbatim is None else (verbatim, max(verbatim, 0.0))
        counts, known = side.counts, side.known
        of_kind = side.own.get(f"kind:{self.traits.kind}", 0)
        for one in self._told:
            name = one.name
            if verbatim is not None and name in _TOLD_IN_WORDS:
                continue  # the words themselves were compared
            count = counts.get(one.feature, 0)
            if not count:
                against = _CONTRADICTED.get(name, 0.0) if name in known else 0.0
                bits += against
                if against and reasons is not None and name in SINGLE_VALUED:
                    reasons.append(_reason(one, against, self.traits, is_shared=False))
                continue
            if name in _LOOSE and self._tells_precisely(one.feature, counts):
                continue
            weight = self._agreement(one, count, side, of_kind)
            bits += weight - (_UNSHARED_WORD if name == "w" else 0.0)
            script += weight if name in _SCRIPT else 0.0
            if reasons is not None:
                reasons.append(_reason(one, weight, self.traits, is_shared=True))
        if self._names and "name" in known and not any(counts.get(name) for name in self._names):
            bits += _ANOTHER_NAME
            if reasons is not None:
                reasons.append(MatchReason(comparison="name", value="", weight=_ANOTHER_NAME, is_shared=False))
        days = self._days(side)
        if reasons is not None:
            if days is not None:
                reasons.append(
                    MatchReason(comparison="days", value=str(days[0]), weight=days[1], is_shared=days[1] > 0)
                )
            if verbatim is not None:
                reasons.append(MatchReason(comparison="v", value="", weight=verbatim, is_shared=verbatim > 0))
        return Evidence(bits + (days[1] if days is not None else 0.0), script)

    def _agreement(self, one: _Told, count: int, side: _Side, of_kind: int) -> float:
        """Return the bits of a feature that so many voices of the other side tell too."""
        name = one.name
        retold = RETOLD[name]
        own = side.own.get(one.feature, 0)
        share = max(self._share(one, own, side.own_voices, min(own, of_kind), of_kind), LEAST_SHARE)
        among = side.known[name] if name in SINGLE_VALUED else side.voices
        discount = DISCOUNT if side.voices > 1 else 0.0
        weight = log2(retold * (count - discount) / among / share + 1 - retold)
        if name in CALIBRATED:
            slope, begins = CALIBRATED[name]
            weight = max(slope * (weight - begins), 0.0)
        return min(weight, MOST_BITS)

    def _tells_precisely(self, loose: str, counts: Mapping[str, int]) -> bool:
        """Say whether a word or sum behind a loose feature is shared itself, which says more."""
        return any(precise in counts for precise in self._precise.get(loose, ()))

    def _verbatim(self, side: _Side) -> float | None:
        """Return the bits of comparing two recordings word for word; None where either is none."""
        heard = side.known.get("v")
        if heard is None or len(self._phrases) < FEWEST_PHRASES:
            return None
        usual = side.known[PHRASES_TOLD] / heard
        if usual < FEWEST_PHRASES:
            return None
        least = max(1.0, SHARE_OF_RECORDINGS * heard)
        shared = sum(side.counts.get(phrase, 0) >= least for phrase in self._phrases)
        return verbatim_bits(shared, min(len(self._phrases), usual))

    def _days(self, side: _Side) -> tuple[int, float] | None:
        """Return days between and their weight; None where a day is unknown."""
        day = self.traits.told_on
        if day is None or side.first_on is None or side.last_on is None:
            return None
        apart = max((side.first_on - day).days, (day - side.last_on).days, 0)
        level = next(place for place, (most, _) in enumerate(TIME_LEVELS) if apart <= most)
        month = month_of(day)
        within = [0, 0, 0, 0]
        for other, count in self._months.items():
            gap = abs(other - month)
            within[0 if gap <= 1 else 1 if gap <= 3 else 2 if gap <= 12 else 3] += count
        total = sum(within) + REPORTS_BEHIND_DAYS
        usual = (within[level] + REPORTS_BEHIND_DAYS * _SPREAD[level]) / total
        return apart, max(min(log2(TIME_LEVELS[level][1] / usual), MOST_DAY_BITS), LEAST_DAY_BITS)


def _precise_of(traits: ReportTraits) -> dict[str, list[str]]:
    """Return loose feature → the report's own words and sums behind it."""
    found: dict[str, list[str]] = {}
    for feature in traits.features:
        name, _, value = feature.partition(":")
        loose = meaning_of(value) if name == "w" else roughly(value) if name == "n" else None
        if loose is not None:
            found.setdefault(f"{'m' if name == 'w' else 'r'}:{loose}", []).append(feature)
    return found


def _side_of(traits: ReportTraits, within: Sequence[Group]) -> _Side:
    counts = dict.fromkeys(traits.features, 1)
    known = dict.fromkeys(map(feature_class, traits.features), 1)
    known[PHRASES_TOLD] = sum(feature.startswith("v:") for feature in traits.features)
    own: Mapping[str, int] = counts
    if within:
        # The report that is weighed may be among them; it was taken off already (`is_counted`).
        own = {name: sum(group.counts.get(name, 0) for group in within) for name in counts}
    voices = sum(group.size for group in within) or 1
    return _Side(1, counts, known, traits.told_on, traits.told_on, own, voices)


def _whole_reasons(verbatim: float | None, days: tuple[int, float] | None) -> Iterable[MatchReason]:
    if verbatim is not None:
        yield MatchReason(comparison="v", value="", weight=verbatim, is_shared=verbatim > 0)
    if days is not None:
        yield MatchReason(comparison="days", value=str(days[0]), weight=days[1], is_shared=days[1] > 0)


def _reason(one: _Told, weight: float, traits: ReportTraits, *, is_shared: bool) -> MatchReason:
    told = traits.words.get(one.feature) or one.feature.partition(":")[2]
    return MatchReason(comparison=one.name, value=told, weight=weight, is_shared=is_shared)
