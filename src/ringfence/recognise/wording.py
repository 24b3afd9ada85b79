"""The learned part: which words go with scams and with accounts of calls, beside what the playbooks know.

Names of people, places and firms are no part of the vocabulary, so that a swapped name changes nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ringfence.reading import TURN_MARK

__all__ = ["Model", "Tally", "packaged_model", "word_features"]

_ANY_NUMBER = "#"


@dataclass(frozen=True)
class Model:
    """Weights as built by `benchmarks/build_model.py`; docs/methods/model-card.md describes them."""

    vocabulary: Mapping[str, Sequence[float]]  # one word or two → weight for "scam", weight for "account"
    intercepts: tuple[float, float]
    scam: Mapping[str, float]  # feature of the decision → weight
    account: Mapping[str, float]
    scam_from: float  # log-odds from which a text is called a scam
    unsure_from: float
    warn_from: float  # log-odds at which a listener is warned, for the largest value over a whole call

    def tally(self, words: Iterable[str] = ()) -> Tally:
        """Return a running score of words."""
        tally = Tally(self)
        tally.add(words)
        return tally


class Tally:
    """Log-odds of "scam" and "account" by the words so far; grows turn by turn.

    Logistic regression on binary word features scaled to length one: the sum
    of the weights of the known words over the root of their number.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._seen: set[str] = set()
        self._sums = [0.0, 0.0]

    def add(self, words: Iterable[str]) -> None:
        """Count further words; a word counts once."""
        vocabulary, seen = self._model.vocabulary, self._seen
        for name in word_features(words):
            if name not in seen and (weights := vocabulary.get(name)) is not None:
                seen.add(name)
                self._sums[0] += weights[0]
                self._sums[1] += weights[1]

    @property
    def scam(self) -> float:
        """Natural log-odds of a scam."""
        return self._sums[0] / math.sqrt(len(self._seen) or 1) + self._model.intercepts[0]

    @property
    def account(self) -> float:
        """Natural log-odds of an account of a call."""
        return self._sums[1] / math.sqrt(len(self._seen) or 1) + self._model.intercepts[1]


def word_features(words: Iterable[str]) -> Iterator[str]:
    """Yield words and pairs of neighbours; digits are one word, no pair reaches over a turn."""
    before = ""
    for given in words:
        if given == TURN_MARK:
            before = ""
            continue
        word = _ANY_NUMBER if given[0] in "0123456789£$€" else given
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
        intercepts=tuple(table["intercepts"]),
        scam=table["scam"],
        account=table["account"],
        **table["thresholds"],
    )
