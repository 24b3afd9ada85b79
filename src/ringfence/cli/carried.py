"""What outlived a restored backup, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ringfence.store.promises import Carried

__all__ = ["carried_in_words"]


def carried_in_words(carried: Carried | None) -> str:
    """Say what was carried over; None: the database before could not be read."""
    if carried is None:
        return (
            "It cannot be read, so nothing was carried over: what was erased, held or told to nobody since the "
            "backup was made has to be done again by hand."
        )
    return (
        f"Carried over from it: {carried.decisions} decisions about somebody's data; {carried.erased} records erased "
        f"again; {carried.silent} numbers told to nobody; {carried.departed} people who have left, let go again."
    )
