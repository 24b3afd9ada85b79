"""From evidence to a probability and one of three honest answers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ringfence.domain.recognition import Verdict
from ringfence.reading import Frame
from ringfence.recognise.find_signs import Found
from ringfence.recognise.wording import Model

__all__ = ["answer", "evidence_of", "log_odds", "probability", "with_wording"]

# Most that one kind's own signs, and the wording, can add up to; beyond it more of the same says nothing new.
MOST_KIND_BITS = 16.0
MOST_WORDING = 6.0
MOST_ACCOUNT = 3.0
# A sign of so many bits counts as heavy when it is only warned of, or denied.
HEAVY_FROM = 2.0


def evidence_of(counted: Sequence[Found], found: Sequence[Found], *, is_call: bool) -> dict[str, float]:
    """Return the features of the decision.

    Args:
        counted: the signs that count, none twice over the same words (see `weigh`).
        found: all signs with how they are meant.
        is_call: turns of a call, not a text that somebody typed.
    """
    made: dict[str, float] = {"intercept": 1.0, "call": float(is_call)}
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
    heavy = [one for one in found if one.feature.weight >= HEAVY_FROM]
    made["advised"] = float(min(sum(one.frame is Frame.ADVISED for one in heavy), 4))
    made["negated"] = float(min(sum(one.frame is Frame.NEGATED for one in heavy), 4))
    return made


def with_wording(evidence: Mapping[str, float], *, scam: float, account: float) -> dict[str, float]:
    """Return the evidence with what the words alone say (log-odds of a scam, of an account)."""
    made = {**evidence, "wording": max(-MOST_WORDING, min(MOST_WORDING, scam))}
    if not evidence.get("call"):
        made["account"] = max(-MOST_ACCOUNT, min(MOST_ACCOUNT, account))
    return made


def log_odds(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the natural log-odds: the weighted sum of the evidence."""
    return sum(value * weights.get(name, 0.0) for name, value in evidence.items())


def probability(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, odds))))


def answer(odds: float, *, is_decisive: bool, model: Model) -> Verdict:
    """Return the answer; something decisive that was asked for forbids "no signs" whatever the odds."""
    if odds >= model.scam_from:
        return Verdict.SCAM
    if odds >= model.unsure_from or is_decisive:
        return Verdict.UNSURE
    return Verdict.NO_SIGNS
