"""Who of a call rang and who answered, by the names that turns carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

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


def find_sides(speakers: Sequence[str], *, listener: str | None = None) -> tuple[Side, ...]:
    """Return the side of each turn; none where the name of the first to speak does not tell.

    Who comes later under a name that tells nothing is on the other side than the first. Nothing hangs on who speaks
    afterwards, so that a call can be followed turn by turn.

    Args:
        speakers: the name that each turn carries.
        listener: the name of the one who is to be protected, where known.
    """
    if listener is not None:
        return tuple(Side.LISTENER if speaker == listener else Side.CALLER for speaker in speakers)
    by_name = {speaker: _NAMES.get(_NUMBERED.sub(" ", speaker).strip().lower()) for speaker in set(speakers)}
    first = by_name[speakers[0]] if speakers else None
    if first is None:
        return ()
    other = Side.CALLER if first is Side.LISTENER else Side.LISTENER
    return tuple(by_name[speaker] or other for speaker in speakers)
