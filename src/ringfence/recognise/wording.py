"""The learned part: which words go with scams and with accounts of calls, beside what the playbooks know.

Names of people, places and firms are no part of the vocabulary, so that a swapped name changes nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ringfence.reading import TURN_MARK

__all__ = ["HEADS", "Decision", "Model", "Tally", "packaged_model", "scale_of", "word_features"]

_ANY_NUMBER = "#"
# How it sounds in some mouths says nothing of what is meant.
_DIALECT = {"e": "he", "an": "and", "er": "her", "ave": "have", "ad": "had", "me": "my", "summat": "something"}
# Fewer known words and pairs than this count as so many.
FEWEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Decision:
    """How evidence in one form of text becomes an answer."""

    weights: Mapping[str, float]  # feature of the decision → weight, natural units
    scam_from: float  # log-odds from which a text is called a scam
    unsure_from: float


@dataclass(frozen=True)
class Model:
    """Weights as built by `benchmarks/build_model.py`; docs/methods/model-card.md describes them.

    What is said in a call and what somebody types about one are different
    languages: each has its own weights.
    """

    vocabulary: Mapping[str, Sequence[float]]  # one word or two → weight for each of HEADS
    call: Decision
    typed: Decision
    account: Mapping[str, float]  # feature → weight: an account of a call, against any other typed text
    warn_from: float  # log-odds at which a listener is warned, for the largest value over a whole call

    def tally(self, words: Iterable[str] = ()) -> Tally:
        """Return a running score of words."""
        tally = Tally(self)
        tally.add(words)
        return tally


# What the words alone say: a scam, if they are the words of a call; a scam, if typed; that they are the words of a
# call; that they are an account of one.
HEADS = ("scam_call", "scam_typed", "is_call", "is_account")


class Tally:
    """Log-odds by the words so far; grows turn by turn.

    Logistic regression on binary word features scaled to length one: the sum
    of the weights of the known words over the root of their number (a text of
    few words says little: see `scale_of`).
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._seen: set[str] = set()
        self._sums = [0.0] * len(HEADS)

    def add(self, words: Iterable[str]) -> None:
        """Count further words; a word counts once."""
        vocabulary, seen, sums = self._model.vocabulary, self._seen, self._sums
        for name in word_features(words):
            if name not in seen and (weights := vocabulary.get(name)) is not None:
                seen.add(name)
                for head, weight in enumerate(weights):
                    sums[head] += weight

    @property
    def known(self) -> Collection[str]:
        """The different words and pairs so far that have weights."""
        return self._seen

    def odds(self, head: str) -> float:
        """Return the natural log-odds of a head."""
        place = HEADS.index(head)
        return self._sums[place] * scale_of(len(self._seen))


def scale_of(known: int) -> float:
    """Return the factor of a sum over so many known words."""
    return 1.0 / math.sqrt(max(known, FEWEST_WORDS))


def word_features(words: Iterable[str]) -> Iterator[str]:
    """Yield words and pairs of neighbours; digits are one word, no pair reaches over a turn."""
    before = ""
    for given in words:
        if given == TURN_MARK:
            before = ""
            continue
        word = _ANY_NUMBER if given[0] in "0123456789£$€" else _DIALECT.get(given, given)
        yield word
        if before:
            yield f"{before} {word}"
        before = word


@lru_cache(maxsize=1)
def packaged_model() -> Model:
    """Return the weights that come with the package."""
    table = json.loads((files("ringfence.recognise") / "model.json").read_text(encoding="utf-8"))
    return Model(
        vocabulary=table["vocabulary"],
        call=Decision(**table["call"]),
        typed=Decision(**table["typed"]),
        account=table["account"],
        warn_from=table["warn_from"],
    )
