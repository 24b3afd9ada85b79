"""The learned part: which words and signs go with scams and with accounts of calls.

Names of people, places and firms are no part of the vocabulary, so that a swapped name changes nothing.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ringfence.reading import TURN_MARK, Side, word_set

__all__ = [
    "CALL_HEADS", "FORM_HEADS", "TYPED_HEADS", "Decision", "Model", "Table", "Tally", "by_side", "length_of",
    "packaged_model", "times", "word_features",
]  # fmt: skip

_ANY_NUMBER = "#"
# How it sounds in some mouths says nothing of what is meant.
_DIALECT = {"e": "he", "an": "and", "er": "her", "ave": "have", "ad": "had", "me": "my", "summat": "something"}
# Said as one word or as two, it is the same.
_SHORT = {
    f"{verb}nt": (verb, "not")
    for verb in ("did", "do", "does", "is", "was", "are", "would", "could", "should", "have", "has", "had")
} | {"cant": ("can", "not"), "cannot": ("can", "not"), "wont": ("will", "not")}
# Sums of money are said in words as often as in figures; one and two are said of everything.
_NUMBER_WORDS = word_set(
    "zero oh nought three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred thousand triple treble"
)
_BEGINS_NUMBER = frozenset("0123456789£$€")
# What a word stands for; a mark between turns for nothing.
_STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    TURN_MARK: (),
    **{word: (other,) for word, other in _DIALECT.items()},
    **dict.fromkeys(_NUMBER_WORDS, (_ANY_NUMBER,)),
    **_SHORT,
}
# A vector shorter than this is not stretched to length one: few words say little (squared lengths).
SHORTEST_WORDS = 1000.0
SHORTEST_SIGNS = 30.0
# Signs beside words: the length of their part.
LENGTH_OF_SIGNS = 0.35


@dataclass(frozen=True, slots=True)
class Decision:
    """How evidence in one form of text becomes an answer."""

    weights: Mapping[str, float]  # feature of the decision → weight, natural units
    scam_from: float  # log-odds from which a text is called a scam
    bare_from: float  # the same where signs judged by hand say little
    unsure_from: float
    less_for_plenty: float  # how much lower the boundary is where signs judged by hand say very much


@dataclass(frozen=True)
class Table:
    """Words, pairs of words and signs of one form of text: each with its rarity and a weight for each head."""

    words: Mapping[str, Sequence[float]]
    signs: Mapping[str, Sequence[float]]


# What a table says, in the order of its weights.
CALL_HEADS = ("scam",)  # of the words of a call: a scam
# Of a typed text: a scam; an account of a call; a scam, if it is an account.
TYPED_HEADS = ("scam", "account", "scam_if_account")
FORM_HEADS = ("call",)  # these are the words of a call, not typed about one


@dataclass(frozen=True)
class Model:
    """Weights as built by `benchmarks/build_model.py`; docs/methods/model-card.md describes them.

    What is said in a call and what somebody types about one are different
    languages: each has its own weights.
    """

    said: Table  # of the words of calls, whoever says them
    sides: Table  # of the same, apart by who says them (`by_side`)
    written: Table  # of typed texts
    form: Table  # which of the two
    call: Decision
    turns: Decision  # of calls of which it is known who speaks when
    typed: Decision
    spoken_from: float  # log-odds of `form` from which a text without turns is read as the words of a call
    report_from: float  # log-odds of "account" from which a typed text is an account of a call
    warn_from: float  # what words and signs have to say for a listener to be warned, the largest value over a call
    warn_from_by_sides: float  # the same where it is known who speaks when


class Tally:
    """What the words so far say; grows turn by turn.

    Logistic regression on words and pairs weighted by rarity and by the logarithm of how often they stand there
    (Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988), scaled to length one, beside
    the signs found, scaled in the same way.
    """

    def __init__(self, table: Table, heads: int, words: Iterable[str] = ()) -> None:
        self._table = table
        self._counts: dict[str, int] = {}
        self._sums = [0.0] * heads
        self._square = 0.0
        if words:
            self.add(words)

    @classmethod
    def of_sums(cls, table: Table, sums: list[float], square: float) -> Tally:
        """Return a tally that was added up elsewhere (`Lexicon`), to which nothing is added."""
        made = cls(table, 0)
        made._sums, made._square = sums, square
        return made

    def add(self, words: Iterable[str], side: Side | None = None) -> None:
        """Count further words; of one side of a call where the table holds them apart."""
        features = word_features(words)
        self.add_features(Counter(by_side(side, features) if side else features))

    def add_features(self, features: Mapping[str, int]) -> None:
        """Count further words and pairs, given how often each stands there."""
        known, counts, sums = self._table.words, self._counts, self._sums
        heads = range(len(sums))
        square = 0.0
        for name, more in features.items():
            entry = known.get(name)
            if entry is None:
                continue
            before = counts.get(name, 0)
            counts[name] = before + more
            if before:
                new, old = times(before + more), times(before)
                gain = entry[0] * (new - old)
                square += entry[0] * entry[0] * (new * new - old * old)
            else:
                gain = entry[0] if more == 1 else entry[0] * times(more)
                square += gain * gain
            for head in heads:
                sums[head] += gain * entry[head + 1]
        self._square += square

    def odds(self, signs: Iterable[str]) -> list[float]:
        """Return the natural log-odds of each head, given the signs found as well."""
        scale = 1.0 / length_of(self._square, SHORTEST_WORDS)
        found = [value * scale for value in self._sums]
        square, entries = 0.0, []
        for sign in signs:
            entry = self._table.signs.get(sign)
            if entry is not None:
                entries.append(entry)
                square += entry[0] * entry[0]
        scale = LENGTH_OF_SIGNS / length_of(square, SHORTEST_SIGNS)
        for entry in entries:
            for head in range(len(found)):
                found[head] += scale * entry[0] * entry[head + 1]
        return found


def times(count: int) -> float:
    """Return how much a word counts that stands there so often."""
    return 1.0 + math.log(count) if count else 0.0


def length_of(square: float, shortest: float) -> float:
    """Return what a vector of this squared length is divided by."""
    return math.sqrt(max(square, shortest))


def word_features(words: Iterable[str]) -> list[str]:
    """Return words and pairs of neighbours; numbers are one word, no pair reaches over a turn."""
    same = _STANDS_FOR.get
    plain: list[str] = []
    made: list[str] = []
    for word in words:
        other = same(word)
        if other is None:
            plain.append(word if word[0] not in _BEGINS_NUMBER else _ANY_NUMBER)
        elif other:
            plain += other
        else:
            made += _with_pairs(plain)
            plain = []
    return made + _with_pairs(plain)


def by_side(side: Side, names: Iterable[str]) -> list[str]:
    """Return words, pairs or signs under the names by which a table knows them of one side of a call."""
    return [f"{side}:{name}" for name in names]


def _with_pairs(words: list[str]) -> list[str]:
    return words + [f"{one} {other}" for one, other in itertools.pairwise(words)]


@lru_cache(maxsize=1)
def packaged_model() -> Model:
    """Return the weights that come with the package."""
    table = json.loads((files("ringfence.recognise") / "model.json").read_text(encoding="utf-8"))
    return Model(
        said=Table(**table["said"]),
        sides=Table(**table["sides"]),
        written=Table(**table["written"]),
        form=Table(**table["form"]),
        call=Decision(**table["call"]),
        turns=Decision(**table["turns"]),
        typed=Decision(**table["typed"]),
        spoken_from=table["spoken_from"],
        report_from=table["report_from"],
        warn_from=table["warn_from"],
        warn_from_by_sides=table["warn_from_by_sides"],
    )
