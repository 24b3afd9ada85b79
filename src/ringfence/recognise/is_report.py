"""Is this an account of a call that somebody received, or something else?"""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.domain.recognition import Verdict
from ringfence.reading import ReadText
from ringfence.recognise.decide import log_odds
from ringfence.recognise.wording import Model

__all__ = ["is_account_of_a_call"]


def is_account_of_a_call(
    read: ReadText, evidence: Mapping[str, float], verdict: Verdict, model: Model
) -> bool | None:
    """Return True for an account, False for something else, None for the words of a call itself.

    Args:
        read: the text.
        evidence: the features of the decision.
        verdict: what the text was found to be; a scam told by nobody is the call itself.
        model: the weights.
    """
    if read.turns:
        return None
    if log_odds(evidence, model.account) >= 0:
        return True
    return None if verdict is Verdict.SCAM else False
