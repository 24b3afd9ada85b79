"""Words as speech and typing share them, with a map back to the text as given."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cached_property

__all__ = ["TURN_MARK", "Words", "normalise", "word_set"]

# Stands as a word of its own between two turns, so that no phrase reaches across them.
TURN_MARK = "|"
_TURN_BREAK = "\x1e"  # what `read_turns` puts into the joined text
_JOINED = "\x01"  # an apostrophe: takes no room in the word, but one place in the text

_FILLERS = frozenset({"um", "umm", "uh", "uhh", "erm", "er", "hmm", "mm", "ah", "eh"})

# The dropped g of many accents, where no other word is meant.
_DROPPED_G = (
    "call", "ring", "phon", "say", "ask", "tell", "talk", "speak", "pay", "mov", "send", "transferr", "go", "do",
    "com", "gett", "try", "want", "giv", "tak", "putt", "us", "sell", "offer", "claim", "pretend", "warn", "buy",
    "mak", "look", "steal", "hack", "noth", "someth", "anyth", "morn", "happen", "work", "check", "download",
    "install", "press", "keep", "think", "play", "liv", "hav", "mean", "charg", "owe", "bank", "thank", "clean",
    "fix", "wait", "hold", "stopp", "runn", "sitt", "stand", "leav",
)  # fmt: skip
_DROPPED = {f"{stem}in": f"{stem}ing" for stem in _DROPPED_G}
# "Didnae" says what "didn't" says.
_DROPPED |= {
    f"{stem}{ending}": f"{stem}nt"
    for stem in ("did", "does", "is", "was", "would", "could", "should", "have", "has", "had")
    for ending in ("nae", "na", "ny")
}
_DROPPED |= {"dinnae": "dont", "dinna": "dont", "cannae": "cant", "canna": "cant", "willnae": "wont", "winnae": "wont"}
_CHANGED = _FILLERS | _DROPPED.keys()

# Letters of other scripts that look like ours; NFKC leaves them alone.
_LOOKALIKES = str.maketrans("аеорсухіјѕԁһмтквнАЕОРСХІЈЅМТКВН", "aeopcyxijsdhmtkbnAEOPCXIJSMTKBH"[:31])
_APOSTROPHES = frozenset("'’‘ʼ`´＇")


class _Fold(dict[int, str]):
    """Code point → what stands for it in the folded text; fills itself as characters turn up."""

    def __init__(self) -> None:
        self.uneven: set[str] = set()  # characters for which not one stands

    def __missing__(self, point: int) -> str:
        folded = _fold(chr(point))
        if len(folded) != 1:
            self.uneven.add(chr(point))
        self[point] = folded
        return folded


def _fold(char: str) -> str:
    if char in _APOSTROPHES:
        return _JOINED
    if char == _TURN_BREAK:
        return f" {TURN_MARK} "
    # Zero-width characters, bidi controls, variation selectors, soft hyphens: gone.
    if unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return ""
    made = unicodedata.normalize("NFKD", char.translate(_LOOKALIKES)).lower()
    return "".join(
        part if part.isalnum() or part in "£$€" else " " for part in made if unicodedata.category(part) != "Mn"
    )


_FOLD = _Fold()


def normalise(text: str) -> str:
    """Return the words of a text: lower case, no punctuation, one space between, fillers gone.

    Apostrophes vanish ("don't" → "dont"), hyphens part words, accents and
    look-alike letters of other scripts become plain ones, zero-width and
    bidirectional characters vanish. Phrases of playbooks go through the same.
    """
    return Words(text).normalised


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string, parted by spaces, as a set."""
    return frozenset(words.split())


class Words:
    """The normalised words of one text; the map back is made only when somebody asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = text.translate(_FOLD)
        flat = self._folded.replace(_JOINED, "") if _JOINED in self._folded else self._folded
        self.words: list[str] = flat.split()
        if not _CHANGED.isdisjoint(self.words):
            self.words = [_DROPPED.get(word, word) for word in self.words if word not in _FILLERS]
        self.normalised: str = " ".join(self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts in the normalised text."""
        found, place = [], 0
        for word in self.words:
            found.append(place)
            place += len(word) + 1
        return found

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Start and end of each word in the text as given (code points)."""
        begins: list[int] = []
        ends: list[int] = []
        begin, is_joined = 0, _JOINED in self._folded
        for raw in self._folded.split(" "):  # all white space is folded to spaces
            end = begin + len(raw)
            if is_joined and _JOINED in raw:
                word = raw.replace(_JOINED, "")
                if word and word not in _FILLERS:
                    begins.append(end - len(raw.lstrip(_JOINED)))
                    ends.append(begin + len(raw.rstrip(_JOINED)))
            elif raw and raw not in _FILLERS:
                begins.append(begin)
                ends.append(end)
            begin = end + 1
        back = self._folded_to_text
        if back is not None:
            begins, ends = [back[first] for first in begins], [back[end - 1] + 1 for end in ends]
        return begins, ends

    @cached_property
    def _folded_to_text(self) -> list[int] | None:
        if (self.text.isascii() and _TURN_BREAK not in self.text) or _FOLD.uneven.isdisjoint(self.text):
            return None  # one for one
        back: list[int] = []
        for place, char in enumerate(self.text):
            back.extend([place] * len(_FOLD[ord(char)]))
        return back

    def word_at(self, offset: int) -> int:
        """Return which word stands at an offset of the normalised text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def word_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that a normalised span touches."""
        return self.word_at(start), self.word_at(max(start, end - 1)) + 1

    def original_span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words first..last (half-open) stand in the text as given."""
        begins, ends = self._places
        return begins[first], ends[last - 1]

    def word_starts_in_text(self) -> list[int]:
        """Return where every word starts in the text as given."""
        return self._places[0]
