"""A text, or the turns of a call, read once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ringfence.reading.identifiers import Identifier, IdentifierType, find_identifiers, may_hold_phone
from ringfence.reading.sides import Side, find_sides
from ringfence.reading.words import TURN_MARK, Words

__all__ = ["ReadText", "Turn", "read_text", "read_turns"]

_TURN_BREAK = "\x1e"
_END = re.compile(r"[.?!\n;\x1e]")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a call and where it stands in the joined text."""

    speaker: str
    text: str
    start: int  # code point in `ReadText.text`


@dataclass(frozen=True)
class ReadText:
    """Words with a map back to the text as given, turns, identifiers.

    For turns, `text` is their texts joined by one break character each; use
    `locate` to turn an offset into a turn and an offset within it.
    """

    text: str
    words: Words
    turns: tuple[Turn, ...] = ()
    listener: str | None = None
    _turn_starts: tuple[int, ...] = field(default=(), repr=False)

    @property
    def normalised(self) -> str:
        """The normalised words, one space between, "|" between turns."""
        return self.words.normalised

    @cached_property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Phone numbers, e-mail addresses, cards and the like, in order."""
        return tuple(find_identifiers(self.text))

    @cached_property
    def phone_numbers(self) -> tuple[Identifier, ...]:
        """The phone numbers among the identifiers; quick where there are none."""
        if not may_hold_phone(self.text):
            return ()
        return tuple(one for one in self.identifiers if one.type is IdentifierType.PHONE)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The side of each turn; none where it is not known who rang and who answered."""
        return find_sides([turn.speaker for turn in self.turns], listener=self.listener)

    def locate(self, start: int, end: int) -> tuple[int | None, int, int]:
        """Return turn (None for a plain text) and span within it."""
        if not self.turns:
            return None, start, end
        turn = max(0, bisect_right(self._turn_starts, start) - 1)
        base = self.turns[turn].start
        longest = len(self.turns[turn].text)
        return turn, start - base, min(end - base, longest)

    def words_by_turn(self) -> Iterator[list[str]]:
        """Yield the normalised words of each turn, in order."""
        words, place = self.words.words, 0
        for _ in self.turns:
            end = place
            while end < len(words) and words[end] != TURN_MARK:
                end += 1
            yield words[place:end]
            place = end + 1

    def turn_of_word(self, word: int) -> int | None:
        """Return the turn in which a word stands."""
        return self.locate(self.words.word_starts_in_text()[word], 0)[0]

    def sentence_start(self, word: int, *, reach: int) -> int:
        """Return the first word of the sentence around a word, at most `reach` words back."""
        starts = self._sentence_starts
        return max(starts[bisect_right(starts, word) - 1], word - reach)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        text, begins = self.text, self.words.word_starts_in_text()
        found = [0]
        for end in _END.finditer(text):
            place = bisect_right(begins, end.start())
            if place in {0, found[-1], len(begins)}:
                continue  # before the first word, after the last, or another end between the same words
            before = text[begins[place - 1] : begins[place]]
            if before[-1:].isalnum() or (before[-2:-1].isalnum() and before[-1] == " "):
                continue  # the word before and one space
            if len(before.strip()) <= 2 and before.strip().endswith(".") and before[:1].isalpha():
                continue  # an initial: "J. Smith"
            found.append(place)
        return found


def read_text(text: str) -> ReadText:
    """Read a plain text: an account, a voicemail, a call without turns."""
    clean = _clean(text)
    return ReadText(text=clean, words=Words(clean))


def read_turns(turns: Sequence[tuple[str, str]], *, listener: str | None = None) -> ReadText:
    """Read the turns (speaker, text) of a call.

    Args:
        turns: in the order in which they were said.
        listener: the speaker who is to be protected, where known.
    """
    made: list[Turn] = []
    place = 0
    for speaker, said in turns:
        clean = _clean(said)
        made.append(Turn(speaker=speaker, text=clean, start=place))
        place += len(clean) + 1
    text = _TURN_BREAK.join(turn.text for turn in made)
    return ReadText(
        text=text,
        words=Words(text),
        turns=tuple(made),
        listener=listener,
        _turn_starts=tuple(turn.start for turn in made),
    )


def _clean(text: str) -> str:
    """Put one character for one where a text holds what no pattern can read."""
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text.replace(_TURN_BREAK, "\n")
