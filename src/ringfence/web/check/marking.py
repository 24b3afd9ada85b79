"""A text cut where its signs begin and end, so that a template can mark them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ringfence.domain.recognition import Sign

__all__ = ["Piece", "marked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of the text; `number` counts the reason that is listed below it, None: unmarked."""

    text: str
    number: int | None = None


def marked(text: str, signs: Iterable[Sign]) -> tuple[list[Piece], list[str]]:
    """Return the pieces of the text in order, and the reasons their numbers stand for.

    Only signs that speak for a scam are marked. Where two overlap, the one
    that begins first keeps its mark; the other's reason is listed all the same.
    """
    pieces: list[Piece] = []
    reasons: list[str] = []
    place = 0
    for sign in sorted((sign for sign in signs if sign.weight > 0), key=lambda sign: (sign.start, -sign.end)):
        why = sign.why or sign.sign.replace("_", " ")
        if why not in reasons:
            reasons.append(why)
        if sign.start < place or sign.end <= sign.start:
            continue
        if sign.start > place:
            pieces.append(Piece(text=text[place : sign.start]))
        pieces.append(Piece(text=text[sign.start : sign.end], number=reasons.index(why) + 1))
        place = sign.end
    if place < len(text):
        pieces.append(Piece(text=text[place:]))
    return pieces, reasons
