"""Who of a call rang and who answered: by the names that turns carry, else by how the first turn begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

import re2

__all__ = ["Side", "find_sides"]


class Side(StrEnum):
    """A side of a call; a second caller and a recording are on the caller's."""

    CALLER = "caller"
    LISTENER = "listener"


# Names that transcripts give to a side; what is ambiguous ("agent", "customer": who rang?) is no name here.
_NAMES = {
    **dict.fromkeys(("c", "caller", "dialler", "scammer", "fraudster", "suspect"), Side.CALLER),
    **dict.fromkeys(("s", "second caller", "accomplice", "r", "recording", "robocall", "ivr"), Side.CALLER),
    **dict.fromkeys(("l", "listener", "callee", "called", "called party", "receiver", "recipient"), Side.LISTENER),
    **dict.fromkeys(("victim", "target", "innocent"), Side.LISTENER),
}
_NUMBERED = re.compile(r"[ _\-]+|\d+$")
# How a telephone is answered: with a greeting and no more, with who speaks, or by a desk.
_GREETINGS = frozenset({"hello", "hiya", "hi", "yes", "yeah", "yo", "aye", "helo", "hallo", "alright", "yalright"})
_GREETING_WORDS = 3
_ANSWERS = re2.compile(
    r"\b(?:(?:youre|you are|youve come|youve got) (?:through to|speaking (?:to|with))|"
    r"(?:thanks|thank you) for (?:calling|ringing|holding)|(?:how|what) (?:can|may) (?:i|we) (?:help|do)|"
    r"can i (?:help|take your)|who(?: is|s) (?:this|it|that|there|calling))\b|\bspeaking(?: how| can|$)"
)
_RINGS = re2.compile(
    r"\b(?:(?:am i|i am|im) (?:speaking|through)|is (?:that|this)|its me|(?:calling|ringing) (?:from|you|about))\b"
)
_FAMILY = frozenset({"mum", "mam", "dad", "nan", "nana", "gran", "grandma", "grandad", "granny"})


def find_sides(speakers: Sequence[str], *, first: Sequence[str], listener: str | None = None) -> tuple[Side, ...]:
    """Return the side of each turn.

    A name that tells nothing is that of the other side than the first to speak, a further such name that of somebody
    on the caller's side. Nothing hangs on what comes afterwards, so that a call can be followed turn by turn.

    Args:
        speakers: the name that each turn carries.
        first: the normalised words of the first turn.
        listener: the name of the one who is to be protected, where known.
    """
    if listener is not None:
        return tuple(Side.LISTENER if speaker == listener else Side.CALLER for speaker in speakers)
    sides: dict[str, Side] = {}
    for speaker in dict.fromkeys(speakers):
        side = _NAMES.get(_NUMBERED.sub(" ", speaker).strip().lower())
        if side is None and not sides:
            side = Side.LISTENER if _answers(first) else Side.CALLER
        elif side is None:
            side = Side.LISTENER if set(sides.values()) == {Side.CALLER} else Side.CALLER
        sides[speaker] = side
    return tuple(sides[speaker] for speaker in speakers)


def _answers(words: Sequence[str]) -> bool:
    """Return whether these are the first words of somebody who was rung up."""
    said = " ".join(words)
    if _RINGS.search(said):
        return False
    if _ANSWERS.search(said):
        return True
    return 0 < len(words) <= _GREETING_WORDS and words[0] in _GREETINGS and not _FAMILY.intersection(words)
