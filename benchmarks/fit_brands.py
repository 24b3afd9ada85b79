"""Fit the two heads by which the firm claimed is read: among the brands of the table, and among other names.

Of the brands of the table that a text names one was claimed, or none: a multinomial logistic choice among them and
"none" (McFadden, Conditional logit analysis, 1974), weights shared by all brands. Firms that stand in no table are few
in the corpus; how people speak of them is learned from those of the table as well, looked at as if they stood in none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpus_files import Item
from facts import brand_of, plain, same_brand
from ringfence.playbooks import Shelf
from ringfence.reading import ReadText
from ringfence.recognise import Recogniser
from ringfence.recognise.brand import CLAIMED, NAMED
from ringfence.recognise.story_heads import Head

Shared = Callable[[Iterable[tuple[str, Iterable[str]]]], Collection[str]]
# Inverse strength of the pull towards nothing (chosen with whole authors left out, as are the next).
C, C_OF_FIRMS = 2.0, 1.0
# What a brand of the table, looked at as if it stood in none, weighs beside a firm that does stand in none.
WEIGHT_AS_UNKNOWN = 0.3
# How much sooner a brand of the table, and another firm, counts as claimed than even odds (natural). At 0.5,
# with authors left out, 19 more firms of 323 are named rightly, and of 770 scams that claim nobody 12 more name somebody.
EASIER, EASIER_OF_FIRMS = 0.25, 0.0
# Weights nearer to nothing than this change no answer and are left out of the file.
SMALLEST = 0.05
_ALWAYS = "always"


@dataclass(frozen=True)
class Claim:
    """What a scam of the corpus names, and who was claimed."""

    author: str
    brands: dict[str, dict[str, float]]  # slug → features
    firms: dict[str, dict[str, float]]  # name → features
    as_unknown: dict[str, dict[str, float]]  # firms, were the brand claimed in no table
    claimed: str | None  # slug, or plain name
    is_right: Callable[[str], bool]  # whether a name is the one claimed
    is_in_table: bool

    def is_part(self, name: str) -> bool:
        """Return whether a name of a firm is a longer or shorter form of the one claimed."""
        short = plain(name)
        return self.claimed is not None and len(short) > 3 and (short in self.claimed or self.claimed in short)


def claim_of(item: Item, read: ReadText, recogniser: Recogniser, *, shelf: Shelf, slugs: Mapping[str, str]) -> Claim:
    """Return what an item names and claims."""
    claimed = brand_of(item, slugs)
    named = recogniser.brands_named(read)
    hidden: dict[str, dict[str, float]] = {}
    if claimed in named.brands:
        firms = recogniser.brands_named(read, unknown=(claimed,)).firms
        hidden = {name: features for name, features in firms.items() if name not in named.firms}

    def is_right(name: str) -> bool:
        return claimed is not None and same_brand(name, slugs) == claimed

    return Claim(item.author, named.brands, named.firms, hidden, claimed, is_right, claimed in shelf.brands)


def fit_brands(claims: Sequence[Claim], shared: Shared) -> dict[str, dict[str, Any]]:
    """Return the heads "brand" and "firm".

    Args:
        claims: those of some authors.
        shared: the features that texts of several authors have, from author and features of each.
    """
    return {"brand": _choice([one for one in claims if one.brands], shared), "firm": _fit_firms(claims, shared)}


def claimed_by(brand: Head, firm: Head, claim: Claim) -> str | None:
    """Return what the heads say was claimed (as `BrandFinder.find` does, but for a force named beside the police)."""
    for head, candidates in ((brand, claim.brands), (firm, claim.firms)):
        scores = {name: head.scores(features) for name, features in candidates.items()}
        odds = {name: one[CLAIMED] - one[NAMED] for name, one in scores.items()}
        best = max(odds, key=lambda name: odds[name], default=None)
        if best is not None and odds[best] >= 0:
            return best
    return None


def _choice(claims: Sequence[Claim], shared: Shared) -> dict[str, Any]:
    kept = shared((one.author, features) for one in claims for features in one.brands.values())
    rows = [
        {name: value for name, value in features.items() if name in kept} | {_ALWAYS: 1.0}
        for one in claims
        for features in one.brands.values()
    ]
    vectors = DictVectorizer()
    x = vectors.fit_transform(rows).tocsr()
    sizes = np.array([len(one.brands) for one in claims])
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    text = np.repeat(np.arange(len(claims)), sizes)
    is_right = np.array([float(one.is_right(name)) for one in claims for name in one.brands])
    pull = np.full(x.shape[1], 1 / C)
    pull[vectors.vocabulary_[_ALWAYS]] = 0.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ weights
        most = np.maximum(np.maximum.reduceat(scores, begins), 0.0)  # "none" has the score 0
        raised = np.exp(scores - most[text])
        total = np.add.reduceat(raised, begins) + np.exp(-most)
        value = (np.log(total) + most).sum() - is_right @ scores + 0.5 * (pull * weights * weights).sum()
        return value, x.T @ (raised / total[text] - is_right) + pull * weights

    found = minimize(
        loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 5000, "maxfun": 10000,
                                                                         "ftol": 1e-14, "gtol": 1e-7},
    )  # fmt: skip
    return _table(dict(zip(vectors.get_feature_names_out(), found.x, strict=True)), easier=EASIER)


def _fit_firms(claims: Sequence[Claim], shared: Shared) -> dict[str, Any]:
    rows = [
        (one.author, features, one.is_right(name) or one.is_part(name), weight)
        for one in claims
        for firms, weight in ((one.firms, 1.0), (one.as_unknown, WEIGHT_AS_UNKNOWN))
        for name, features in firms.items()
    ]
    kept = shared((author, features) for author, features, *_ in rows)
    vectors = DictVectorizer()
    x = vectors.fit_transform(
        [{name: value for name, value in features.items() if name in kept} for _, features, *_ in rows]
    )
    model = LogisticRegression(C=C_OF_FIRMS, tol=1e-9, max_iter=5000)
    model.fit(x, [is_right for *_, is_right, _ in rows], sample_weight=[weight for *_, weight in rows])
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    return _table(weights | {_ALWAYS: float(model.intercept_[0])}, easier=EASIER_OF_FIRMS)


def _table(weights: dict[str, float], *, easier: float) -> dict[str, Any]:
    always = weights.pop(_ALWAYS) + easier
    kept = {str(name): {CLAIMED: round(float(value), 6)} for name, value in weights.items() if abs(value) >= SMALLEST}
    return {"bias": {CLAIMED: round(float(always), 6), NAMED: 0.0}, "weights": kept}
