# ruff: noqa: E501  (patterns read better on one line than cut)
"""Is this an account of a call that somebody received, or something else?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import re2

from ringfence.reading import ReadText
from ringfence.recognise.find_signs import Found

__all__ = ["is_account_of_a_call"]

_TELLING = (
    r"\b(?:(?:rang|phoned|telephoned|called|contacted|cold called|messaged) (?:[^ |]+ ){0,2}(?:me|her|him|us|mum|dad|my|our|by|today|yesterday|"
    r"this|and|victim|aggrieved|agg|ip|again|back|landline|mobile|house|saying|claiming|from)|(?:received|receive|recd|recieved|had|got|getting|"
    r"taken|answered|took) (?:[^ |]+ ){0,5}(?:call|calls|phonecall|telephone|voicemail|message|ring|text)|(?:he|she|they|the man|the woman|the lady|"
    r"the caller|male|female|caller|scammers?|suspect) (?:then |also |just )?(?:said|told|asked|wanted|claimed|stated|kept|rang|explained|started|was|got)|"
    r"(?:phone|telephone|landline|mobile) (?:rang|went)|(?:asked|told) (?:me|her|him|us|ip|agg|vic) (?:to|for|that)|"
    r"(?:vic|victim|ip|agg|aggrieved|inf|informant|caller) (?:has |had |states|reports|advises|rec|is|was))\b"
)
_OTHER = (
    r"^(?:hi |hello |hey |dear [a-z]+ )?(?:how (?:do|can|does|long|much|would|should)|what (?:is|are|do|does|should|happens|time)|where|when (?:is|will|do)|why|is it|is there|are there|"
    r"can (?:i|you|we)|could you|do you|does|will you|who (?:do|should|can)|which|thank you|thanks|many thanks|just wanted to (?:say|thank)|test|testing|asdf|lorem|"
    r"police (?:are|have|is)|officers (?:are|have)|residents|trading standards|a spokes|detectives|beware|warning|please (?:share|be aware|beware))\b"
)
_NEWS = (
    r"\b(?:police (?:are|have) (?:warning|warned|urging|appealing|issued)|spokes(?:man|woman|person)|residents (?:are|have been) (?:being )?(?:warned|urged)|"
    r"anyone with information|according to (?:police|the force|figures)|share this post|copied from|as seen on|please share|press release|people are being (?:warned|urged))\b"
)


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern)


def is_account_of_a_call(read: ReadText, found: Sequence[Found]) -> bool | None:
    """Return True for an account, False for something else, None for the words of a call itself."""
    if read.turns:
        return None
    text = read.normalised
    tells = sum(1 for _, _ in zip(_compiled(_TELLING).finditer(text), range(4), strict=False))
    marks = sum(1 for one in found if one.feature.mouth == "account" and one.feature.weight > 0)
    is_other = bool(_compiled(_OTHER).search(text)) or bool(_compiled(_NEWS).search(text))
    if tells + marks >= (3 if is_other else 1):
        return True
    if is_other:
        return False
    is_spoken_to_listener = any(one.feature.kind is None and one.feature.weight >= 1.5 for one in found)
    return None if is_spoken_to_listener else False
