"""From evidence to a probability and one of three honest answers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ringfence.domain.recognition import Verdict
from ringfence.reading import Frame
from ringfence.recognise.find_signs import Found
from ringfence.recognise.wording import Decision, Tally

__all__ = ["answer", "evidence_of", "log_odds", "probability", "with_wording"]

# Most that one kind's own signs, and the wording, can add up to; beyond it more of the same says nothing new.
MOST_KIND_BITS = 16.0
MOST_WORDING = 6.0
MOST_ACCOUNT = 3.0
MOST_DECISIVE = 3
# A plain case: something decisive asked, so many other acts beside it, and nothing that speaks against.
FEWEST_BESIDE = 2
# A sign of so many bits counts as heavy when it is only warned of, or denied.
HEAVY_FROM = 2.0


def evidence_of(counted: Sequence[Found], found: Sequence[Found]) -> dict[str, float]:
    """Return the features of the decision.

    Args:
        counted: the signs that count, none twice over the same words (see `weigh`).
        found: all signs with how they are meant.
    """
    made: dict[str, float] = {"intercept": 1.0}
    kind_bits = against = 0.0
    for one in counted:
        if one.frame is Frame.ADVISED:
            continue
        if one.feature.kind is None:
            made[f"act:{one.feature.id}"] = 1.0
        elif one.feature.weight > 0:
            kind_bits += one.feature.weight
        else:
            against += one.feature.weight
    made["kind_bits"] = min(kind_bits, MOST_KIND_BITS)
    made["kind_bits_against"] = max(against, -MOST_KIND_BITS)
    decisive = {one.feature.id for one in counted if one.feature.decisive and one.frame is Frame.SAID}
    made["decisive"] = float(min(len(decisive), MOST_DECISIVE))
    others = [one for one in counted if one.feature.kind is None and one.feature.id not in decisive]
    is_opposed = any(one.feature.weight < 0 for one in others)
    made["plain_case"] = float(bool(decisive) and not is_opposed and len(others) >= FEWEST_BESIDE)
    heavy = [one for one in found if one.feature.weight >= HEAVY_FROM]
    made["advised"] = float(min(sum(one.frame is Frame.ADVISED for one in heavy), 4))
    made["negated"] = float(min(sum(one.frame is Frame.NEGATED for one in heavy), 4))
    return made


def with_wording(evidence: Mapping[str, float], tally: Tally, *, is_call: bool) -> dict[str, float]:
    """Return the evidence with what the words alone say."""
    made = {**evidence, "wording": _within(tally.odds("scam_call" if is_call else "scam_typed"), MOST_WORDING)}
    if not is_call:
        account = tally.odds("is_account")
        made["account"] = _within(account, MOST_ACCOUNT)
        # What was asked for in a call that somebody tells of says more than the same words in a question.
        made["told_decisive"] = evidence.get("decisive", 0.0) if account > 0 else 0.0
    return made


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))


def log_odds(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the natural log-odds: the weighted sum of the evidence."""
    return sum(value * weights.get(name, 0.0) for name, value in evidence.items())


def probability(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, odds))))


def answer(odds: float, *, is_decisive: bool, has_sign: bool, has_act: bool, by: Decision) -> Verdict:
    """Return the answer.

    Something decisive that was asked for forbids "no signs" whatever the odds.
    Where no sign was found, wording alone never makes a scam; where nothing was
    found but that somebody tells of a call, less than even odds are "no signs".
    """
    if odds >= by.scam_from and has_sign:
        return Verdict.SCAM
    if is_decisive or odds >= (by.unsure_from if has_act else 0.0):
        return Verdict.UNSURE
    return Verdict.NO_SIGNS
