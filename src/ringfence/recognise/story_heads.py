"""Learned from the corpus: which kind a story tells of, by what means money was to go, and which sums went.

The words of a story and what the tables found in it (signs, acts, topics, the brand claimed, means of
payment named) add up to a score for each kind and each means: multinomial logistic regression, built by
`benchmarks/build_story_heads.py`. Verdicts come from elsewhere; nothing here moves one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ringfence.reading import Frame
from ringfence.recognise.find_signs import Found

__all__ = [
    "NO_PAYMENT",
    "Head",
    "Heads",
    "heads_of",
    "packaged_heads",
    "payment_features",
    "story_features",
    "with_kind",
    "word_value",
]

NO_PAYMENT = "none"
# A story of fewer known words than this counts as if it had so many.
_FEWEST_WORDS = 30
# What the tables found, beside words scaled to length three (chosen with whole authors left out).
_WORDS, _BITS, _TOPIC, _BRAND, _SIGN, _ACT, _KIND = 3.0, 5.0, 4.0, 5.0, 0.6, 0.7, 0.5
_MOST_BITS = 10.0


@dataclass(frozen=True, slots=True)
class Head:
    """Scores for a closed set of answers."""

    bias: Mapping[str, float]  # answer → log-odds before anything is known
    weights: Mapping[str, Mapping[str, float]]  # feature → answer → weight, natural units; most are absent

    def scores(self, features: Mapping[str, float], *, by_words: Mapping[str, float] | None = None) -> dict[str, float]:
        """Return the natural log-odds of each answer, up to a constant.

        Args:
            features: feature → value.
            by_words: what the words of a story add to each answer, where they are not among the features.
        """
        made = dict(self.bias)
        for value, weights in zip(features.values(), map(self.weights.get, features), strict=True):
            if weights is not None:
                for answer, weight in weights.items():
                    made[answer] += weight * value
        for answer, value in (by_words or {}).items():
            made[answer] += value
        return made

    def best(self, features: Mapping[str, float], *, by_words: Mapping[str, float] | None = None) -> str:
        """Return the likeliest answer; of equals the first by name."""
        made = self.scores(features, by_words=by_words)
        most = max(made.values())
        return min([answer for answer, score in made.items() if score == most])


@dataclass(frozen=True)
class Heads:
    """What is learned from stories."""

    kind: Head
    payment: Head
    loss: Head  # of each sum in a text: did it go?
    total: Head  # of each way to read which sums were lost: is it right?
    brand: Head  # of each brand of the table named in a text: did the caller claim it?
    firm: Head  # of each name that may be of a firm in no table
    urgent: Head  # of an account
    vulnerable: Head


def word_value(words: int) -> float:
    """Return the value of each of so many words of a story, so that all together have length three."""
    return _WORDS / math.sqrt(max(words, _FEWEST_WORDS))


def story_features(
    words: Collection[str],
    found: Iterable[Found],
    *,
    topics: Mapping[str, float],
    leaning_of_brand: Mapping[str, float],
    trade: str | None,
    is_call: bool,
) -> dict[str, float]:
    """Return feature → value for the heads.

    Args:
        words: the different words and pairs of words of the story that the model knows.
        found: signs and acts; what is denied is left out.
        topics: kind → bits by the words of its topic.
        leaning_of_brand: kind → bits by the brand claimed.
        trade: trade of the brand claimed.
        is_call: the words of a call, not an account of one.
    """
    made = dict.fromkeys(words, word_value(len(words)))
    bits: dict[str, dict[str, float]] = {}
    for one in found:
        if one.frame is Frame.NEGATED:
            continue
        if one.feature.kind is None:
            made[f"act:{one.feature.id}"] = _ACT
        else:
            made[f"sign:{one.feature.kind}:{one.feature.id}"] = _SIGN
            bits.setdefault(one.feature.kind, {})[one.feature.id] = one.feature.names_kind
    for kind, signs in bits.items():
        made[f"signs:{kind}"] = min(sum(signs.values()), _MOST_BITS) / _BITS
    for kind, value in topics.items():
        made[f"topic:{kind}"] = value / _TOPIC
    for kind, value in leaning_of_brand.items():
        made[f"brand:{kind}"] = value / _BRAND
    if trade:
        made[f"trade:{trade}"] = 1.0
    made["form:call"] = float(is_call)
    return made


def payment_features(
    story: Mapping[str, float], mentions: Mapping[tuple[str, Frame], int], *, named: str | None
) -> dict[str, float]:
    """Return feature → value for the means of payment, before the kind is known (`with_kind`).

    Args:
        story: the features of the story.
        mentions: means and frame → how often it is named so.
        named: the means that the table alone would say.
    """
    made = {**story, f"named:{named or NO_PAYMENT}": 1.0}
    for (means, frame), times in mentions.items():
        made[f"mentioned:{means}:{frame.value}"] = 1.0
        made[f"times:{means}:{frame.value}"] = math.log1p(times)
    return made


def with_kind(features: Mapping[str, float], kind: str) -> dict[str, float]:
    """Return the features with the kind of the story."""
    return {**features, f"kind:{kind}": _KIND}


@lru_cache(maxsize=1)
def packaged_heads() -> Heads:
    """Return the heads that come with the package."""
    return heads_of(json.loads((files("ringfence.recognise") / "story_heads.json").read_text(encoding="utf-8")))


def heads_of(table: Mapping[str, Any]) -> Heads:
    """Return heads from a table as `benchmarks/build_story_heads.py` writes it."""
    return Heads(**{name: head_of(head) for name, head in table.items()})


def head_of(table: Mapping[str, Any]) -> Head:
    """Return one head from its part of the table."""
    return Head(table["bias"], table["weights"])
