"""From evidence to a probability and one of three honest answers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ringfence.domain.recognition import Verdict
from ringfence.reading import Frame
from ringfence.recognise.find_signs import Found
from ringfence.recognise.wording import Decision, Tally

__all__ = ["answer", "evidence_of", "log_odds", "probability", "with_wording"]

# Most that what was judged by hand can add up to, in bits; beyond it more of the same says nothing new.
MOST_JUDGED = 15.0
# Of the bits of a kind's own signs, which overlap with the shared acts.
SHARE_OF_KIND = 0.5
# Most that the wording alone can say, in natural log-odds.
MOST_WORDING = 8.0
# Bits judged by hand → natural log-odds beside the wording: signs that come together say less than their sum.
# Calls: 0.1 to 0.2, typed texts: 0.2 to 0.3 rank alike (benchmarks/leave_one_source_out.py).
SHARE_OF_JUDGED = {True: 0.15, False: 0.25}


def evidence_of(counted: Sequence[Found]) -> dict[str, float]:
    """Return what was found: each act that counts, and `judged`, what all together were judged by hand to say, in bits.

    Args:
        counted: the signs that count, none twice over the same words (see `weigh`).
    """
    made: dict[str, float] = {"intercept": 1.0}
    judged = 0.0
    for one in counted:
        if one.frame is Frame.ADVISED:
            continue
        if one.feature.kind is None:
            made[f"act:{one.feature.id}"] = 1.0
            judged += one.feature.weight
        else:
            judged += SHARE_OF_KIND * one.feature.weight
    made["judged"] = _within(judged, MOST_JUDGED)
    return made


def with_wording(evidence: Mapping[str, float], tally: Tally, *, is_call: bool) -> dict[str, float]:
    """Return the evidence with what the words say (natural log-odds) and `scam`, the sum of both."""
    wording = _within(tally.odds("scam_call" if is_call else "scam_typed"), MOST_WORDING)
    made = {**evidence, "scam": wording + SHARE_OF_JUDGED[is_call] * evidence.get("judged", 0.0)}
    if not is_call:
        made["account"] = tally.odds("is_account")
    return made


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))


def log_odds(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the natural log-odds: the weighted sum of the evidence."""
    return sum(value * weights.get(name, 0.0) for name, value in evidence.items())


def probability(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, odds))))


def answer(odds: float, *, judged: float, is_decisive: bool, has_sign: bool, has_act: bool, by: Decision) -> Verdict:
    """Return the answer.

    Something decisive that was asked for forbids "no signs" whatever the odds.
    Wording alone never makes a scam: signs have to speak for one as well; where nothing was
    found but that somebody tells of a call, less than even odds are "no signs".
    """
    if odds >= by.scam_from and has_sign and judged >= 0:
        return Verdict.SCAM
    if is_decisive or odds >= (by.unsure_from if has_act else 0.0):
        return Verdict.UNSURE
    return Verdict.NO_SIGNS
