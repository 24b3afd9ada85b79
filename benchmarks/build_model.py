"""Build the learned weights of the recogniser.

    .venv/bin/python -m pip install --no-deps --require-hashes -r requirements-model.txt
    .venv/bin/python benchmarks/build_model.py [--texts FOLDER] [--check]

Reads corpus/ and, where it is there, the folder of third-party texts (default:
../shared/data/texts beside the repository); writes src/ringfence/recognise/model.json.
The same sources give the same coefficients to 1e-6; --check builds and compares
without writing. No text is written: the model holds words, and pairs of words that
stand in several texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from ringfence.playbooks import load_playbooks
from ringfence.reading import TURN_MARK
from ringfence.recognise import Recogniser
from ringfence.recognise.decide import log_odds, with_wording
from ringfence.recognise.wording import HEADS, Decision, Model, scale_of
from training_texts import ADDRESSES, OUTSIDE, TEXTS, Text, gather, names_in, vocabulary_of
from word_vectors import word_vectors

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "src" / "ringfence" / "recognise" / "model.json"
# Inverse strength of the pull of word weights towards nothing.
C = 10.0
# How much a head leans on what words resemble, beside the words themselves.
BY_LIKENESS = {"scam_call": 1.0, "scam_typed": 0.3, "is_call": 0.3, "is_account": 0.3}
# How far a weight of the account's decision may go from its start (standard deviation of the prior, natural units).
SPREAD = 0.25
# Shares of genuine texts that may be called a scam: look-alikes of the corpus, and ordinary talk.
FALSE_ALARMS_HARD = 0.045
FALSE_ALARMS_EASY = 0.001
FALSE_WARNINGS = 0.04  # genuine calls that may ever be warned of
MISSES = 0.015  # scams in which nothing decisive was asked for that may be called "no signs"
NOTHING = Decision({}, 0.0, 0.0)
EMPTY = Model({}, NOTHING, NOTHING, {}, 0.0)


class Words:
    """Which words and pairs each text has, of all that may get a weight."""

    def __init__(self, texts: Sequence[Text]) -> None:
        names = names_in(texts) | ADDRESSES
        vocabulary = vocabulary_of(texts, names)
        self.vectors = word_vectors([text.read.words.words for text in texts], without=names)
        self.names = sorted({*vocabulary, *self.vectors.words})
        places = {name: place for place, name in enumerate(self.names)}
        self.in_vocabulary = np.array([places[name] for name in vocabulary])
        self.with_vector = np.array([places[word] for word in self.vectors.words])
        rows = [sorted({places[name] for name in text.features if name in places}) for text in texts]
        columns = np.array([place for row in rows for place in row])
        ends = np.cumsum([0, *(len(row) for row in rows)])
        found = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(texts), len(self.names)))
        self.found = diags([scale_of(len(row)) for row in rows]) @ found

    def fit(
        self, chosen: Sequence[int], truth: Iterable[bool], weight: np.ndarray, *, by_likeness: float
    ) -> np.ndarray:
        """Return a weight for each of `names` by logistic regression, classes weighing alike.

        Two blocks: the words and pairs of several texts, each with a weight of its own, and the sum
        of the words' vectors. No intercept, so that a text of unknown words says nothing.
        """
        y = np.array(list(truth))
        weight = weight.copy()
        for value in (False, True):
            weight[y == value] *= len(y) / (2 * weight[y == value].sum())
        vectors = by_likeness * self.vectors.rows
        found = self.found[list(chosen)]
        likeness = csr_matrix(found[:, self.with_vector] @ vectors)
        model = LogisticRegression(C=C, solver="lbfgs", tol=1e-6, max_iter=2000, fit_intercept=False)
        model.fit(hstack([found[:, self.in_vocabulary], likeness]).tocsr(), y, sample_weight=weight)
        made = np.zeros(len(self.names))
        own = len(self.in_vocabulary)
        made[self.in_vocabulary] += model.coef_[0][:own]
        made[self.with_vector] += vectors @ model.coef_[0][own:]
        return made


def fit_wording(texts: Sequence[Text]) -> Model:
    """Return a model with the weights of words only."""
    words = Words(texts)
    weight = np.array([text.weight for text in texts])
    rows = range(len(texts))
    asked = {
        "scam_call": [(row, texts[row].is_scam) for row in rows if texts[row].is_call],
        "scam_typed": [(row, texts[row].is_scam) for row in rows if not texts[row].is_call],
        "is_call": [(row, texts[row].is_call) for row in rows],
        "is_account": [
            (row, bool(texts[row].is_account))
            for row in rows
            if not texts[row].is_call and texts[row].is_account is not None
        ],
    }
    heads = []
    for head in HEADS:
        chosen = [row for row, _ in asked[head]]
        truth = [value for _, value in asked[head]]
        heads.append(words.fit(chosen, truth, weight[chosen], by_likeness=BY_LIKENESS[head]))
    columns = np.array(heads).T.tolist()
    return replace(EMPTY, vocabulary=dict(zip(words.names, columns, strict=True)))


def fit_decision(
    rows: Sequence[dict[str, float]], truth: Sequence[bool], weight: np.ndarray, prior: dict[str, float]
) -> dict[str, float]:
    """Return weights nearest to the prior's that the texts bear out (MAP, normal prior)."""
    names = sorted({name for row in rows for name in row} | set(prior))
    places = {name: place for place, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            x[number, places[name]] = value
    y = np.where(np.array(list(truth)), 1.0, -1.0)
    start = np.array([prior.get(name, 0.0) for name in names])
    wide = np.array([50.0 if name == "intercept" else 1.0 for name in names])
    share = weight / weight.sum() * len(rows)
    for value in (1.0, -1.0):
        share[y == value] *= len(rows) / (2 * share[y == value].sum())

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = y * (x @ w)
        slope = -y * share / (1.0 + np.exp(np.clip(margin, -500, 500)))
        off = (w - start) / (SPREAD**2 * wide)
        return float(share @ np.logaddexp(0.0, -margin) + 0.5 * off @ (w - start)), x.T @ slope + off

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 5000, "ftol": 1e-14, "gtol": 1e-9})
    return {name: float(value) for name, value in zip(names, best.x, strict=True)}


@dataclass
class Case:
    """A text with its evidence, whole and after each turn."""

    text: Text
    whole: dict[str, float]
    prefixes: list[tuple[list[str], dict[str, float]]]  # words and evidence after each turn; of the corpus only
    is_decisive: bool = False


def prepare(texts: Sequence[Text]) -> list[Case]:
    """Return the evidence of each text without wording."""
    recogniser = Recogniser(load_playbooks(), EMPTY)
    cases = []
    for text in texts:
        evidence, is_decisive = recogniser.evidence(text.read)
        prefixes: list[tuple[list[str], dict[str, float]]] = []
        if text.read.turns and "item" in text.labels:
            said: list[str] = []
            for turn, words in enumerate(text.read.words_by_turn(), 1):
                said = [*said, *words, TURN_MARK]
                prefixes.append((said, recogniser.evidence(text.read, turns=turn)[0]))
        cases.append(Case(text, evidence, prefixes, is_decisive))
    return cases


@dataclass
class Scored:
    """A case with what the words say according to a model that did not see it."""

    case: Case
    whole: dict[str, float]
    prefixes: list[dict[str, float]]

    def odds(self, model: Model) -> float:
        """Return the log-odds of a scam."""
        return log_odds(self.whole, (model.call if self.case.text.is_call else model.typed).weights)

    def largest(self, model: Model) -> list[float]:
        """Return the largest log-odds so far, after each turn."""
        odds = [log_odds(evidence, model.call.weights) for evidence in self.prefixes]
        return np.maximum.accumulate(odds).tolist() if odds else []


def score_left_out(cases: Sequence[Case], groups: Sequence[object]) -> list[Scored]:
    """Score the words of each case by weights that saw nothing of its group."""
    made: dict[int, Scored] = {}
    for group in sorted(set(groups), key=str):
        words = fit_wording([case.text for case, other in zip(cases, groups, strict=True) if other != group])
        for number, (case, other) in enumerate(zip(cases, groups, strict=True)):
            if other == group:
                is_call = case.text.is_call
                said = words.tally(case.text.read.words.words)
                made[number] = Scored(case, with_wording(case.whole, said, is_call=is_call), [])
                for heard, evidence in case.prefixes:
                    so_far = with_wording(evidence, words.tally(heard), is_call=True)
                    made[number].prefixes.append(so_far)
    return [made[number] for number in range(len(cases))]


def decide_by(scored: Sequence[Scored], words: Model = EMPTY) -> Model:
    """Return the words with decisions and thresholds that fit texts scored by weights that did not see them."""
    call = fit_scale([one for one in scored if one.case.text.is_call])
    typed = fit_scale([one for one in scored if not one.case.text.is_call])
    told = [one for one in scored if not one.case.text.is_call and one.case.text.is_account is not None]
    account = fit_decision(
        [one.whole for one in told],
        [bool(one.case.text.is_account) for one in told],
        np.array([one.case.text.weight for one in told]),
        {"account": 1.0},
    )
    made = replace(words, call=Decision(call, 0.0, 0.0), typed=Decision(typed, 0.0, 0.0), account=account)
    return set_thresholds(made, scored)


def fit_scale(scored: Sequence[Scored]) -> dict[str, float]:
    """Return how the sum of the evidence becomes log-odds that mean what they say (Platt 1999, eq. 1).

    Calls count once whole and, with half the weight, up to the first harmful request, or half-way.
    """
    rows, truth, weight = [], [], []
    for one in scored:
        text = one.case.text
        rows.append(one.whole["scam"])
        truth.append(text.is_scam)
        weight.append(text.weight)
        if one.prefixes:
            first = text.labels["item"].first_harmful
            rows.append(one.prefixes[len(one.prefixes) // 2 if first is None else first]["scam"])
            truth.append(text.is_scam)
            weight.append(0.5)
    model = LogisticRegression(C=1e6, class_weight="balanced")
    model.fit(np.array(rows)[:, None], truth, sample_weight=weight)
    return {"intercept": float(model.intercept_[0]), "scam": float(model.coef_[0][0])}


def set_thresholds(model: Model, scored: Sequence[Scored]) -> Model:
    """Set thresholds by stated false-alarm rates, on scores of texts the words' weights did not see."""
    made = {}
    for name, decision in (("call", model.call), ("typed", model.typed)):
        chosen = [one for one in scored if one.case.text.is_call == (name == "call")]
        hard = [one.odds(model) for one in chosen if not one.case.text.is_scam and one.case.text.source not in OUTSIDE]
        easy = [one.odds(model) for one in chosen if not one.case.text.is_scam and one.case.text.source in OUTSIDE]
        scams = [one.odds(model) for one in chosen if one.case.text.is_scam]
        scam_from = max(quantile(hard, 1 - FALSE_ALARMS_HARD), quantile(easy, 1 - FALSE_ALARMS_EASY) if easy else -99.0)
        unsure_from = min(quantile(scams, MISSES), scam_from)
        made[name] = Decision(decision.weights, round(scam_from, 4), round(unsure_from, 4))
    largest = [one.largest(model)[-1] for one in scored if one.prefixes and not one.case.text.is_scam]
    return replace(model, **made, warn_from=round(quantile(largest, 1 - FALSE_WARNINGS), 4))


def quantile(values: Sequence[float], share: float) -> float:
    return float(np.quantile(np.array(values), share))


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the learned weights of the recogniser.")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    cases = prepare(gather(options.texts))
    scored = score_left_out(cases, [case.text.labels["block"] for case in cases])
    model = decide_by(scored, fit_wording([case.text for case in cases]))
    table = as_table(model)
    if options.check:
        return report_difference(json.loads(MODEL.read_text(encoding="utf-8")), table)
    MODEL.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(model.vocabulary)} words and pairs, {len(model.call.weights)} features, {len(cases)} texts.")
    return 0


def as_table(model: Model) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, decision in (("call", model.call), ("typed", model.typed)):
        weights = {feature: round(value, 7) for feature, value in decision.weights.items()}
        made[name] = {"weights": weights, "scam_from": decision.scam_from, "unsure_from": decision.unsure_from}
    made["account"] = {name: round(value, 7) for name, value in model.account.items()}
    made["warn_from"] = model.warn_from
    made["vocabulary"] = {name: [round(value, 6) for value in weights] for name, weights in model.vocabulary.items()}
    return made


def flat(table: Any, name: str = "") -> dict[str, float]:
    """Return every number of a table under its path."""
    if isinstance(table, (dict, list)):
        pairs = table.items() if isinstance(table, dict) else enumerate(table)
        return {path: number for key, value in pairs for path, number in flat(value, f"{name}/{key}").items()}
    return {name: float(table)}


def report_difference(old: dict[str, Any], new: dict[str, Any]) -> int:
    """Say whether two builds agree to 1e-6."""
    numbers, others = flat(old), flat(new)
    if set(numbers) != set(others):
        print("The vocabulary or the features differ.")
        return 1
    worst = max(abs(numbers[name] - others[name]) for name in numbers)
    print(f"Largest difference between two builds: {worst:.1e}.")
    return 0 if worst <= 1e-6 else 1


if __name__ == "__main__":
    sys.exit(main())
