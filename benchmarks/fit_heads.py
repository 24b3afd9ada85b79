"""Fit a head to texts of several authors; what the forms of a word and the words of a list say is learned once for all."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.linalg import solve_triangular
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from snowballstemmer import stemmer
from threadpoolctl import threadpool_limits

# Inverse strength of the pull towards nothing; 0.5 to 2 name kinds alike with whole authors left out.
C = 1.0
# A word that one author alone has says more about the author.
FEWEST_AUTHORS = 2
# Lengths at which a word's own weight, that of all its forms and, for each head, that of its lists and of what the tables
# found are learned (chosen with whole authors left out); lists of words carry over to words that no text holds.
OF_WORD, OF_STEM = 0.7, 1.0
OF_LIST = {"kind": 1.0, "payment": 3.0, "urgent": 1.0, "vulnerable": 1.0}
OF_TABLES = {"kind": 0.7, "payment": 1.0, "urgent": 1.0, "vulnerable": 1.0}
# Weights nearer to nothing than this change no answer and are left out of the file.
SMALLEST = 0.04
# What is added to each text's likeness to itself, so that two texts alike can be told apart in rounding.
_ROUNDING = 1e-9
# Groups in which authors are left out.
FOLDS = 8


class Texts:
    """Texts with their features, from which heads are fitted with all authors or without one."""

    def __init__(self, rows: Sequence[Mapping[str, float]], authors: Sequence[str]) -> None:
        """Take feature → value of each text, words and pairs of words having no colon, and who wrote it."""
        vectors = DictVectorizer()
        self._x = vectors.fit_transform(rows).tocsr()
        self._names = vectors.get_feature_names_out()
        self._authors = np.array(authors)
        self._has = {author: self._x[self._authors == author].getnnz(axis=0) > 0 for author in set(authors)}

    def fit(self, head: str, answers: Sequence[str], *, without: Collection[str] = ()) -> dict[str, Any]:
        """Return a head by multinomial logistic regression.

        Args:
            head: its name, by which lists and lengths are chosen.
            answers: of each text.
            without: authors whose texts are left out.
        """
        chosen = ~np.isin(self._authors, list(without))
        several = sum(has.astype(int) for author, has in self._has.items() if author not in without)
        listed = words_by_list()[head]
        in_a_list = _is_listed(self._names, listed).getnnz(axis=1) > 0
        kept = np.flatnonzero((several >= FEWEST_AUTHORS) | (in_a_list & (several > 0)))
        x, names = self._x[chosen][:, kept], self._names[kept]
        is_word = np.array([":" not in name for name in names])
        words = names[is_word]
        length = np.where(is_word, OF_WORD, OF_TABLES[head])
        others = hstack([OF_STEM * _stems_of(words), OF_LIST[head] * _is_listed(words, listed)]).tocsr()
        own, together = x @ diags(length), x[:, is_word] @ others
        found, bias, classes = _solve(hstack([own, together]).tocsr(), np.array(answers)[chosen])
        split = len(names)
        weights = length[:, None] * found[:split]
        weights[is_word] += others @ found[split:]
        unread = sorted({word for some in listed.values() for word in some if not word.endswith("*")} - set(words))
        of_lists = OF_LIST[head] * (_is_listed(unread, listed) @ found[len(found) - len(listed) :])
        table = dict(zip([*names, *unread], [*weights, *of_lists], strict=True))
        return {"bias": _by_class(bias, classes), "weights": _as_written(table, classes)}


def folds_of(authors: Iterable[str]) -> list[frozenset[str]]:
    """Return authors in groups that are left out together."""
    names = sorted(set(authors))
    return [frozenset(names[first::FOLDS]) for first in range(min(FOLDS, len(names)))]


@cache
def words_by_list() -> dict[str, dict[str, frozenset[str]]]:
    """Return head → name of a list → its words and pairs of words."""
    path = Path(__file__).parent / "story_words.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        head: {name: frozenset(" ".join(word.split()) for word in text.split(",")) for name, text in lists.items()}
        for head, lists in tables.items()
    }


def _stems_of(words: Sequence[str]) -> csr_matrix:
    """Return which words and pairs are forms of which stem, one row a word (Porter, Snowball, 2001)."""
    stem = stemmer("english").stemWord
    stems = [" ".join(map(stem, word.split())) for word in words]
    places = {one: place for place, one in enumerate(sorted(set(stems)))}
    return csr_matrix((np.ones(len(words)), (range(len(words)), [places[one] for one in stems])))


def _is_listed(words: Sequence[str], lists: Mapping[str, frozenset[str]]) -> csr_matrix:
    """Return which words stand in which list, one row a word."""
    beginnings = {
        name: tuple(word.removesuffix("*") for word in some if word.endswith("*")) for name, some in lists.items()
    }
    return csr_matrix(
        [
            [word in some or (" " not in word and word.startswith(beginnings[name])) for name, some in lists.items()]
            for word in words
        ],
        dtype=float,
    )


def _solve(x: csr_matrix, answers: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return weights, one row a feature and one column an answer, intercepts and the answers.

    There are many more features than texts, so that weights are looked for among the sums of texts alone, where those
    of logistic regression lie (the representer theorem; Kimeldorf and Wahba 1971): the same answer in a tenth of the time.
    """
    alike = (x @ x.T).toarray()
    turn = np.linalg.cholesky(alike + _ROUNDING * alike.trace() / len(alike) * np.eye(len(alike)))
    with threadpool_limits(1):  # matrices so small are slower by several threads wherever something else runs
        model = LogisticRegression(C=C, tol=1e-9, max_iter=5000).fit(turn, answers)
    coefficients, intercepts = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn fits the second answer against the first
        coefficients, intercepts = coefficients @ [[-0.5, 0.5]], np.array([-0.5, 0.5]) * intercepts[0]
    return (
        x.T @ solve_triangular(turn, coefficients, lower=True, trans="T"),
        intercepts,
        [str(one) for one in model.classes_],
    )


def _by_class(values: np.ndarray, classes: Sequence[str]) -> dict[str, float]:
    return {one: round(float(value), 6) for one, value in zip(classes, values, strict=True)}


def _as_written(table: Mapping[str, np.ndarray], classes: Sequence[str]) -> dict[str, dict[str, float]]:
    made = {}
    for name, row in sorted(table.items()):
        if named := {classes[n]: round(float(row[n]), 6) for n in np.flatnonzero(abs(row) >= SMALLEST)}:
            made[str(name)] = named
    return made
