"""How much the evidence speaks for one campaign, in bits.

Fellegi and Sunter (A Theory for Record Linkage, 1969, eq. 3): the weight of an agreement is log2(m / u), of a
disagreement log2((1 - m) / (1 - u)), and weights add up. u is not one number a class but the share of other reports
that tell this very value (their section 3.3.1; Winkler 1989), and m mixes what the campaign tells with what
anybody tells:

    P(value | campaign) = retold * share in the campaign + (1 - retold) * share elsewhere

so that a report is weighed against one other report and against a campaign of many by the same formula.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log2
from typing import NamedTuple

from ringfence.domain.campaign import MatchReason, ReportTraits
from ringfence.link.background import Background
from ringfence.link.days import DayScale
from ringfence.link.group import PHRASES_TOLD, Group
from ringfence.link.meanings import meaning_of
from ringfence.link.memory import LinkMemory
from ringfence.link.rarity import Told, told_features
from ringfence.link.told_numbers import roughly
from ringfence.link.verbatim import FEWEST_PHRASES, verbatim_bits
from ringfence.link.weights import RETOLD, SINGLE_VALUED, feature_class

__all__ = ["Evidence", "Weigher", "postable"]

# Too common to find anything by.
_NOT_POSTED = frozenset({"who", "kind", "area", "name"})
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
# What a campaign's voices agree on and a report does not tell speaks against it, by so much of what it would if each
# detail were left out irrespective of the others: a short account leaves out most of them.
WEIGHT_OF_THE_MISSED = 0.2
_ANOTHER_NAME = log2(1 - RETOLD["name"])


def postable(features: Iterable[str]) -> list[str]:
    """Return the features under which a group can be found."""
    return [
        one
        for one in features
        if feature_class(one) not in _NOT_POSTED and not (one.startswith("v:") and one[-1] not in _LOOKED_UP)
    ]


class Evidence(NamedTuple):
    """Bits for one campaign, and how many of them come from what was told of the script itself."""

    bits: float
    script: float


@dataclass(slots=True)
class _Side:
    """What a report is compared with: one other, or a campaign."""

    voices: int
    counts: Mapping[str, int]
    known: Mapping[str, int]
    first_on: date | None
    last_on: date | None
    own: Mapping[str, int]  # of the campaign it belongs to: what its voices tell is not common for that
    own_voices: int
    agreed: Mapping[str, float] = field(default_factory=dict)  # what several voices tell → bits where it is missed


class Weigher:
    """One report, ready to be weighed against any number of reports and groups."""

    def __init__(self, traits: ReportTraits, *, memory: LinkMemory, background: Background, is_counted: bool) -> None:
        """Prepare a report.

        Args:
            traits: the report.
            memory: what was counted so far.
            background: what is common where no campaign is at work.
            is_counted: the report itself is among those counted.
        """
        self.traits = traits
        self._told, self._phrases, self._names = told_features(
            traits, memory=memory, background=background, is_counted=is_counted
        )
        self._of_class = Counter(one.name for one in self._told)
        self._unshared = self._of_class["w"] * _UNSHARED_WORD
        self._precise = _precise_of(traits)
        self._kind = f"kind:{traits.kind}"
        self._days = DayScale(traits.told_on, memory.months()) if traits.told_on is not None else None

    def against(self, group: Group) -> Evidence:
        """Return the evidence for this report being of a group's campaign."""
        voices, counts = group.size, group.counts
        side = _Side(
            voices,
            counts,
            group.known,
            group.first_on,
            group.last_on,
            counts,
            voices,
            group.agreed() if voices > 1 else {},
        )
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
        return self.compare(other, within=within)[1]

    def compare(self, other: ReportTraits, *, within: Sequence[Group] = ()) -> tuple[float, list[MatchReason]]:
        """Return the bits for another report, and the comparisons behind them."""
        found: list[MatchReason] = []
        bits = self._score(_side_of(other, within), found).bits
        return bits, sorted(found, key=lambda reason: -abs(reason.weight))

    def telling(self) -> list[tuple[float, str]]:
        """Return the features that can find others of the campaign, with the bits they may bring, for blocking."""
        found = [(one.promise(), one.feature) for one in self._told if one.name not in _NOT_POSTED]
        return found + [(BITS_OF_A_PHRASE, phrase) for phrase in postable(self._phrases)]

    def _score(self, side: _Side, reasons: list[MatchReason] | None) -> Evidence:
        """Add up all comparisons; where `reasons` is a list, enter each that counts."""
        verbatim = self._verbatim(side)
        bits, script = (self._unshared, 0.0) if verbatim is None else (verbatim, max(verbatim, 0.0))
        counts = side.counts
        shared = [one for one in self._told if one.feature in counts]
        of_class: dict[str, int] = {}
        for one, weight in self._agreements(shared, side, is_verbatim=verbatim is not None):
            name = one.name
            of_class[name] = of_class.get(name, 0) + 1
            bits += weight - (_UNSHARED_WORD if name == "w" else 0.0)
            script += weight if name in _SCRIPT else 0.0
            if reasons is not None:
                reasons.append(_reason(one.feature, weight, self.traits, is_shared=True))
        if verbatim is None and side.agreed:
            told = sum(side.agreed.get(one.feature, 0.0) for one in shared)
            bits += WEIGHT_OF_THE_MISSED * (sum(side.agreed.values()) - told)
        bits += self._contradictions(of_class, side, is_verbatim=verbatim is not None, reasons=reasons)
        if self._days is not None and side.first_on is not None and side.last_on is not None:
            apart, weight = self._days.between(side.first_on, side.last_on)
            bits += weight
            if reasons is not None:
                reasons.append(MatchReason(comparison="days", value=str(apart), weight=weight, is_shared=weight > 0))
        if verbatim is not None and reasons is not None:
            reasons.append(MatchReason(comparison="v", value="", weight=verbatim, is_shared=verbatim > 0))
        return Evidence(bits, script)

    def _agreements(self, shared: Sequence[Told], side: _Side, *, is_verbatim: bool) -> Iterable[tuple[Told, float]]:
        """Yield what both tell, with its bits."""
        counts, own, voices = side.counts, side.own, side.voices
        of_kind = own.get(self._kind, 0)
        is_lone = voices == 1 and side.own_voices == 1
        for one in shared:
            name = one.name
            if is_verbatim and name in _TOLD_IN_WORDS:
                continue  # the words themselves were compared
            if name in _LOOSE and any(precise in counts for precise in self._precise.get(one.feature, ())):
                continue  # the very word or sum is told: it says more
            if is_lone:
                yield one, one.lone_bits(1 if of_kind else 0)
                continue
            again = one.retold_by(counts[one.feature], side.known[name] if name in SINGLE_VALUED else voices)
            told = own.get(one.feature, 0)
            yield one, one.bits(again, one.share(told, side.own_voices, min(told, of_kind), of_kind))

    def _contradictions(
        self, of_class: Mapping[str, int], side: _Side, *, is_verbatim: bool, reasons: list[MatchReason] | None
    ) -> float:
        """Return the bits of what both tell of and do not share."""
        known = side.known
        bits = 0.0
        for name, against in _CONTRADICTED.items():
            missing = self._of_class[name] - of_class.get(name, 0)
            if not missing or name not in known or (is_verbatim and name in _TOLD_IN_WORDS):
                continue
            bits += missing * against
            if reasons is not None and name in SINGLE_VALUED:
                feature = next(one.feature for one in self._told if one.name == name)
                reasons.append(_reason(feature, against, self.traits, is_shared=False))
        if self._names and "name" in known and not any(name in side.counts for name in self._names):
            bits += _ANOTHER_NAME
            if reasons is not None:
                reasons.append(MatchReason(comparison="name", value="", weight=_ANOTHER_NAME, is_shared=False))
        return bits

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
    if "v" in known:
        known[PHRASES_TOLD] = sum(feature.startswith("v:") for feature in traits.features)
    own: Mapping[str, int] = counts
    if len(within) == 1:
        own = within[0].counts
    elif within:
        own = {name: sum(group.counts.get(name, 0) for group in within) for name in counts}
    voices = sum(group.size for group in within) or 1
    return _Side(1, counts, known, traits.told_on, traits.told_on, own, voices)


def _reason(feature: str, weight: float, traits: ReportTraits, *, is_shared: bool) -> MatchReason:
    name, _, value = feature.partition(":")
    return MatchReason(comparison=name, value=traits.words.get(feature) or value, weight=weight, is_shared=is_shared)
