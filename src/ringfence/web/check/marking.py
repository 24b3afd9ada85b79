"""A text cut where its signs begin and end, so that a template can mark them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ringfence.domain.recognition import Sign

__all__ = ["MOST_MARKS", "Piece", "marked"]

# As many reasons as somebody shaken can take in; the strongest are kept.
MOST_MARKS = 6
# Weaker signs add up but explain nothing to a reader. In bits.
_WORTH_SAYING = 1.0
# That somebody tells of a call at all is weighed, but it is nothing that the caller did.
_HOW_IT_IS_TOLD = frozenset(
    {
        "account_of_a_call",
        "caller_told_of",
        "foreign_number_or_no_number",
        "loss_told",
        "money_sent",
        "saw_through_it",
        "says_who_they_are",
        "sceptical_listener",
        "told_as_scam",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of the text; `number` counts the reason that is listed below it, None: unmarked."""

    text: str
    number: int | None = None


def marked(text: str, signs: Iterable[Sign]) -> tuple[list[Piece], list[str]]:
    """Return the pieces of the text in order, and the reasons their numbers stand for.

    Only signs that speak for a scam are marked. Where two overlap, the
    stronger keeps its mark. Reasons are counted in the order of the text.
    """
    chosen = _chosen(signs)
    pieces: list[Piece] = []
    reasons: list[str] = []
    place = 0
    for sign in chosen:
        why = _why(sign)
        if why not in reasons:
            reasons.append(why)
        if sign.start > place:
            pieces.append(Piece(text=text[place : sign.start]))
        pieces.append(Piece(text=text[sign.start : sign.end], number=reasons.index(why) + 1))
        place = sign.end
    if place < len(text):
        pieces.append(Piece(text=text[place:]))
    return pieces, reasons


def _chosen(signs: Iterable[Sign]) -> list[Sign]:
    """Return the strongest signs that do not overlap, in the order of the text."""
    speaking = [sign for sign in signs if sign.weight > 0 and sign.start < sign.end]
    of_the_call = [sign for sign in speaking if sign.sign not in _HOW_IT_IS_TOLD]
    worth = [sign for sign in of_the_call if sign.weight >= _WORTH_SAYING] or of_the_call or speaking
    kept: list[Sign] = []
    reasons: set[str] = set()
    for sign in sorted(worth, key=lambda sign: (-sign.weight, sign.start, sign.end)):
        is_free = all(sign.end <= other.start or sign.start >= other.end for other in kept)
        if is_free and (_why(sign) in reasons or len(reasons) < MOST_MARKS):
            kept.append(sign)
            reasons.add(_why(sign))
    return sorted(kept, key=lambda sign: sign.start)


def _why(sign: Sign) -> str:
    return sign.why or sign.sign.replace("_", " ")
