"""From evidence to a probability and one of three honest answers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ringfence.domain.recognition import Verdict
from ringfence.reading import Frame, ReadText, Side
from ringfence.recognise.find_signs import Found
from ringfence.recognise.wording import Decision, Tally, by_side

__all__ = [
    "answer",
    "evidence_of",
    "judged_bits",
    "log_odds",
    "names_by_side",
    "odds_so_far",
    "probability",
    "scam_boundary",
    "sign_names",
]

# Most that what was judged by hand can add up to, in bits; beyond it more of the same says nothing new.
MOST_JUDGED = 15.0
# Of the bits of a kind's own signs, which overlap with the shared acts.
SHARE_OF_KIND = 0.5
# Bits judged by hand under which more is asked of the wording before a text is called a scam.
FEW_BITS = 3.0
# Judged bits from which the wording may speak somewhat against a scam: foreign words, but act upon act.
PLENTY_OF_BITS = 14.5
# Judged bits from which "no signs" is never said, whatever the wording.
CLEAR_BITS = 8.0
# By how much the log-odds of a call's first words rise with the logarithm of their number, and the fewest that count.
# Beyond the last number nothing more is gained: an hour of ordinary talk must not warn by its length.
TRUST_BY_LENGTH, FEWEST_WORDS, MOST_WORDS = 0.75, 10, 150
# A text of fewer words has to say more before it is called a scam: a customer's one question is no story.
SHORT_TEXT = 30
# How sharply "an account of a call" and "a scam, if it is one" multiply.
SHARPNESS = 2.0


def judged_bits(counted: Sequence[Found]) -> float:
    """Return what all signs together were judged by hand to say, in bits.

    Args:
        counted: the signs that count, none twice over the same words (see `weigh`).
    """
    judged = 0.0
    for one in counted:
        if one.frame is not Frame.ADVISED:
            judged += one.feature.weight if one.feature.kind is None else SHARE_OF_KIND * one.feature.weight
    return max(-MOST_JUDGED, min(MOST_JUDGED, judged))


def sign_names(found: Iterable[Found]) -> set[str]:
    """Return the signs found, each with how it is meant, by the names that the weights know."""
    return {f"{one.feature.kind or ''}/{one.feature.id}:{one.frame}" for one in found}


def names_by_side(found: Sequence[Found], read: ReadText) -> list[str]:
    """Return signs by the side that gives them; a text without turns is one voice, the caller's."""
    if read.turns and not read.sides:
        return []
    return [
        name
        for one in found
        for name in by_side(Side.CALLER if one.turn is None else read.sides[one.turn], sign_names([one]))
    ]


def evidence_of(tally: Tally, signs: Iterable[str], judged: float, *, is_call: bool) -> dict[str, float]:
    """Return what a decision weighs: what the words and signs say (natural log-odds), and the judged bits.

    Of a typed text, `both` is the logarithm of the chance that it is an account of a call and that this call was a
    scam; `account` is the log-odds of the former.
    """
    heads = tally.odds(signs)
    made = {"intercept": 1.0, "learned": heads[0], "judged": judged / 10.0}
    if not is_call:
        made["account"] = heads[1]
        made["both"] = _log_chance(SHARPNESS * heads[1]) + _log_chance(SHARPNESS * heads[2])
    return made


def _log_chance(odds: float) -> float:
    return -math.log1p(math.exp(-max(-40.0, min(40.0, odds))))


def log_odds(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the natural log-odds: the weighted sum of the evidence."""
    return sum(value * weights.get(name, 0.0) for name, value in evidence.items())


def odds_so_far(odds: float, words: int) -> float:
    """Return log-odds of the first words of a call as a warning weighs them: what little was heard says less."""
    return odds + TRUST_BY_LENGTH * math.log(min(max(words, FEWEST_WORDS), MOST_WORDS) / 100)


def probability(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, odds))))


def answer(
    odds: float, *, judged: float, is_decisive: bool, has_sign: bool, by: Decision, words: int = SHORT_TEXT
) -> Verdict:
    """Return the answer for a text of so many words.

    Something decisive that was asked for, or many bits judged by hand, forbid "no signs" whatever the odds. Wording
    alone never makes a scam: signs have to speak for one as well; where they say little, the wording has to say more.
    Where nothing at all was found, less than even odds are "no signs".
    """
    if has_sign and odds >= scam_boundary(by, judged) + _more_for_brevity(words):
        return Verdict.SCAM
    if is_decisive or judged >= CLEAR_BITS or odds >= (by.unsure_from if has_sign else max(by.unsure_from, 0.0)):
        return Verdict.UNSURE
    return Verdict.NO_SIGNS


def _more_for_brevity(words: int) -> float:
    return TRUST_BY_LENGTH * math.log(SHORT_TEXT / min(max(words, FEWEST_WORDS), SHORT_TEXT))


def scam_boundary(by: Decision, judged: float) -> float:
    """Return the log-odds from which a text is called a scam, given the bits judged by hand."""
    if judged < FEW_BITS:
        return by.bare_from
    return by.scam_from - (by.less_for_plenty if judged >= PLENTY_OF_BITS else 0.0)
