"""Live: after which turn of a call a listener is warned."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ringfence.reading import ReadText
from ringfence.recognise.decide import names_by_side, odds_so_far, sign_names
from ringfence.recognise.find_signs import Found
from ringfence.recognise.windows import STEP, WORDS, penalty
from ringfence.recognise.wording import CALL_HEADS, Model, Tally

__all__ = ["first_warned_turn"]


def first_warned_turn(read: ReadText, found: Sequence[Found], model: Model) -> int | None:
    """Return the first turn after which the log-odds reach the boundary.

    A sequential test: the boundary is set on the largest value that genuine
    calls reach at any turn, so that the false alarms of a whole call, not
    of one turn, are under control (Wald, Sequential Analysis, 1947, ch. 3,
    with the boundary taken from data instead of from two likelihoods).
    """
    warn_from = model.warn_from_by_sides if read.sides else model.warn_from
    by_turn: dict[int, list[Found]] = {}
    for one in found:
        if one.turn is not None:
            by_turn.setdefault(one.turn, []).append(one)
    so_far = _Heard(model, read)
    turns = [list(said) for said in read.words_by_turn()]
    total, begin, recent = 0, 0, 0
    for turn, said in enumerate(turns):
        total += len(said)
        recent += len(said)
        so_far.hear(turn, said, by_turn.get(turn, ()))
        if so_far.odds() >= warn_from:
            return turn
        if total > WORDS + STEP // 2 and turn in by_turn:
            while begin < turn and recent - len(turns[begin]) >= WORDS:
                recent -= len(turns[begin])
                begin += 1
            lately = _Heard(model, read)  # the last minutes of a long call
            for heard in range(begin, turn + 1):
                lately.hear(heard, turns[heard], by_turn.get(heard, ()))
            if lately.odds() - penalty(total) >= warn_from:
                return turn
    return None


class _Heard:
    """What turns of a call amount to so far, by words and signs alone.

    Bits judged by hand add nothing here: of the first turns they say the same of a scam and of its genuine look-alike.
    """

    def __init__(self, model: Model, read: ReadText) -> None:
        self._tally = Tally(model.sides if read.sides else model.said, len(CALL_HEADS))
        self._read = read
        self._words = 0
        self._signs: set[str] = set()

    def hear(self, turn: int, said: Sequence[str], found: Sequence[Found]) -> None:
        sides = self._read.sides
        self._tally.add(said, sides[turn] if sides else None)
        self._words += len(said)
        self._signs.update(names_by_side(found, self._read) if sides else sign_names(found))

    def odds(self) -> float:
        """Return the log-odds of a scam; nothing found says nothing."""
        return odds_so_far(self._tally.odds(self._signs)[0], self._words) if self._signs else -math.inf
