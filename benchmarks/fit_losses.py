"""Fit the two heads by which losses are read: which sums went, and which of them are counted together.

Labels say what was lost in all, not which sums it is made of. Which ones they are is chosen anew each round among
those that add up to it, the likeliest by the head of the round before (expectation maximisation with hard choices).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from ringfence.reading import ReadText
from ringfence.recognise.loss import STAYED, WENT, odds_of, sum_features, sums_told, text_features
from ringfence.recognise.loss_total import RIGHT, readings_of
from ringfence.recognise.story_heads import Head, head_of
from ringfence.recognise.sums import Sum

Fit = Callable[[Sequence[dict[str, float]], Sequence[str]], dict[str, Any]]
ROUNDS = 3
FOLDS = 6
PULL = 1.0  # towards nothing, of the weights of a reading
MOST_TOTALS = 300  # totals followed at a time in a text with many sums


@dataclass(frozen=True)
class Told:
    """An account with its sums, and what was lost."""

    author: str
    loss: float
    sums: list[Sum]
    cues: list[dict[str, float]]
    of_text: dict[str, float]

    def odds(self, head: Head) -> list[float]:
        return odds_of(head, self.cues, self.of_text)


def told_of(author: str, read: ReadText, loss: float) -> Told:
    """Return an account as the heads see it."""
    text, sums = sums_told(read)
    return Told(author, loss, sums, sum_features(text, sums), text_features(text))


def fit_losses(told: Sequence[Told], fit: Fit) -> dict[str, dict[str, Any]]:
    """Return the heads "loss" and "total".

    The second learns from what the first says of authors it did not see.

    Args:
        told: accounts.
        fit: makes a head from rows of features and their answers.
    """
    told = [one for one in told if one.sums]
    went = [which_went(one, [first_guess(cues) for cues in one.cues]) for one in told]
    for _ in range(ROUNDS - 1):
        head = head_of(fit_sums(told, went, fit))
        went = [which_went(one, one.odds(head)) for one in told]
    table = fit_sums(told, went, fit)
    authors = sorted({one.author for one in told})
    fold = {author: place % FOLDS for place, author in enumerate(authors)}
    apart = []
    for number in range(FOLDS):
        seen = [place for place, one in enumerate(told) if fold[one.author] != number]
        head = head_of(fit_sums([told[place] for place in seen], [went[place] for place in seen], fit))
        apart += [(one, one.odds(head)) for one in told if fold[one.author] == number]
    return {"loss": table, "total": fit_readings(apart)}


def first_guess(cues: Mapping[str, float]) -> float:
    """Return rough odds of a sum that it went, before anything is learned: as few as can be, each told once."""
    return -1.0 + 0.3 * ("lost last" in cues) - 0.7 * ("again" in cues) - 1.0 * ("bare" in cues)


def which_went(told: Told, odds: Sequence[float]) -> list[bool] | None:
    """Return the likeliest of the ways in which sums add up to the loss; None where none does."""
    best: dict[int, tuple[float, tuple[bool, ...]]] = {0: (0.0, ())}
    for one, value in zip(told.sums, odds, strict=True):
        following: dict[int, tuple[float, tuple[bool, ...]]] = {}
        for total, (score, went) in best.items():
            for is_so in (False, True):
                reached = total + round(100 * one.pounds) * is_so
                found = (score + value * is_so, (*went, is_so))
                if reached not in following or following[reached][0] < found[0]:
                    following[reached] = found
        kept = sorted(following.items(), key=lambda pair: (-pair[1][0], pair[0]))[:MOST_TOTALS]
        best = dict(kept)
    found_way = best.get(round(100 * told.loss))
    return list(found_way[1]) if found_way else None


def fit_sums(told: Sequence[Told], went: Sequence[list[bool] | None], fit: Fit) -> dict[str, Any]:
    rows = [
        ({**cues, **one.of_text}, WENT if is_so else STAYED)
        for one, ways in zip(told, went, strict=True)
        if ways is not None
        for cues, is_so in zip(one.cues, ways, strict=True)
    ]
    return fit([row for row, _ in rows], [answer for _, answer in rows])


def fit_readings(told: Sequence[tuple[Told, list[float]]]) -> dict[str, Any]:
    """Return the head that chooses among readings: log-linear, every reading with the right total being right.

    Args:
        told: accounts, and the odds of their sums by weights that did not see them.
    """
    choices = []
    for one, odds in told:
        readings = readings_of(one.sums, odds, one.cues)
        is_right = np.array([abs(pounds - one.loss) < 0.01 for pounds, _ in readings])
        if is_right.any():
            choices.append(([features for _, features in readings], is_right))
    names = sorted({name for rows, _ in choices for row in rows for name in row})
    tables = [(np.array([[row.get(name, 0.0) for name in names] for row in rows]), right) for rows, right in choices]

    def loss_and_slope(weights: Any) -> tuple[float, Any]:
        value, slope = 0.5 * PULL * float(weights @ weights), PULL * weights
        for rows, right in tables:
            scores = np.exp(rows @ weights - (rows @ weights).max())
            every, good = scores / scores.sum(), scores * right / (scores * right).sum()
            value -= float(np.log((scores * right).sum() / scores.sum()))
            slope = slope + rows.T @ (every - good)
        return value, slope

    found = minimize(loss_and_slope, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"ftol": 1e-13})
    weights = {name: {RIGHT: round(float(value), 6)} for name, value in zip(names, found.x, strict=True)}
    return {"bias": {RIGHT: 0.0}, "weights": weights}
