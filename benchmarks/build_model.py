"""Build the learned weights of the recogniser.

    python benchmarks/build_model.py [--texts FOLDER] [--check]

Reads corpus/ and, where it is there, the folder of third-party texts (default:
../shared/data/texts beside the repository); writes src/ringfence/recognise/model.json.
The same sources give the same coefficients to 1e-6; --check builds and compares
without writing. No text is written: the model holds words and pairs of words that
several sources share.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ringfence.playbooks import load_playbooks
from ringfence.reading import TURN_MARK
from ringfence.recognise import Recogniser
from ringfence.recognise.decide import log_odds, with_wording
from ringfence.recognise.wording import Decision, Model, scale_of, word_features
from training_texts import OUTSIDE, TEXTS, Text, gather, vocabulary_of

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "src" / "ringfence" / "recognise" / "model.json"
# How far a weight may go from what was judged by hand (standard deviation of the prior, natural units).
SPREAD = 0.25
SHARE_OF_PRIOR = 0.15  # of the bits judged by hand: signs that come together say less than their sum
# Shares of genuine texts that may be called a scam: look-alikes of the corpus, and ordinary talk.
FALSE_ALARMS_HARD = 0.045
FALSE_ALARMS_EASY = 0.001
FALSE_WARNINGS = 0.04  # genuine calls that may ever be warned of
MISSES = 0.015  # scams in which nothing decisive was asked for that may be called "no signs"
NOTHING = Decision({}, 0.0, 0.0)
EMPTY = Model({}, NOTHING, NOTHING, {}, 0.0)


def matrix(texts: Sequence[Text], vocabulary: Sequence[str]) -> csr_matrix:
    """Return binary word features of length one, a row a text."""
    places = {name: place for place, name in enumerate(vocabulary)}
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        known = sorted({places[name] for name in word_features(text.read.words.words) if name in places})
        rows += [row] * len(known)
        columns += known
        values += [scale_of(len(known))] * len(known)
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(vocabulary)))


def fit_head(texts: Sequence[Text], vocabulary: Sequence[str], truth: Iterable[bool], *, c: float) -> Any:
    """Return the weights of one head, classes weighing alike; no intercept, so that a text of unknown words says nothing."""
    y = np.array(list(truth))
    weight = np.array([text.weight for text in texts])
    for value in (False, True):
        weight[y == value] *= len(y) / (2 * weight[y == value].sum())
    model = LogisticRegression(C=c, solver="lbfgs", tol=1e-6, max_iter=1000, fit_intercept=False)
    model.fit(matrix(texts, vocabulary), y, sample_weight=weight)
    return model.coef_[0]


def fit_wording(texts: Sequence[Text], *, c: float = 10.0) -> Model:
    """Return a model with the weights of words only."""
    vocabulary = vocabulary_of(texts)
    said = [text for text in texts if text.is_call]
    typed = [text for text in texts if not text.is_call]
    told = [text for text in typed if text.is_account is not None]
    fits = (
        fit_head(said, vocabulary, [text.is_scam for text in said], c=c),
        fit_head(typed, vocabulary, [text.is_scam for text in typed], c=c),
        fit_head(texts, vocabulary, [text.is_call for text in texts], c=c),
        fit_head(told, vocabulary, [bool(text.is_account) for text in told], c=c),
    )
    return Model(
        vocabulary={name: [float(column[place]) for column in fits] for place, name in enumerate(vocabulary)},
        call=NOTHING,
        typed=NOTHING,
        account={},
        warn_from=0.0,
    )


def fit_decision(
    rows: Sequence[dict[str, float]],
    truth: Sequence[bool],
    weight: np.ndarray,
    prior: dict[str, float],
) -> dict[str, float]:
    """Return weights nearest to what was judged by hand that the texts bear out (MAP, normal prior)."""
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


def prepare(texts: Sequence[Text], recogniser: Recogniser) -> list[Case]:
    """Return the evidence of each text without wording."""
    cases = []
    for text in texts:
        evidence, is_decisive = recogniser.evidence(text.read)
        prefixes = []
        if text.read.turns and "item" in text.labels:
            words, turns = text.read.words.words, 1
            ends = [place for place, word in enumerate(words) if word == TURN_MARK] + [len(words)]
            for turns, end in enumerate(ends, 1):
                prefixes.append((words[:end], recogniser.evidence(text.read, turns=turns)[0]))
        cases.append(Case(text, evidence, prefixes, is_decisive))
    return cases


def complete(evidence: dict[str, float], words: Model, said: Sequence[str], *, is_call: bool) -> dict[str, float]:
    """Return the evidence with what the words say."""
    return with_wording(evidence, words.tally(said), is_call=is_call)


def fit(cases: Sequence[Case], prior: dict[str, float], *, folds: int = 5) -> Model:
    """Return the whole model: words, then the decisions on words scored out of their fold; thresholds still to set."""
    fold = [int(hashlib.sha256(case.text.id.encode()).hexdigest(), 16) % folds for case in cases]
    call, typed, account = Rows(), Rows(), Rows()
    for left_out in range(folds):
        words = fit_wording([case.text for case, number in zip(cases, fold, strict=True) if number != left_out])
        for case, number in zip(cases, fold, strict=True):
            if number != left_out:
                continue
            text = case.text
            row = complete(case.whole, words, text.read.words.words, is_call=text.is_call)
            (call if text.is_call else typed).add(row, text.is_scam, text.weight)
            if not text.is_call and text.is_account is not None:
                account.add(row, text.is_account, text.weight)
            if case.prefixes:
                item = text.labels["item"]
                said, evidence = case.prefixes[
                    len(case.prefixes) // 2 if item.first_harmful is None else item.first_harmful
                ]
                call.add(complete(evidence, words, said, is_call=True), text.is_scam, 0.5)
    return replace(
        fit_wording([case.text for case in cases]),
        call=Decision(call.fit(prior), 0.0, 0.0),
        typed=Decision(typed.fit(prior), 0.0, 0.0),
        account=account.fit({"account": 1.0}),
    )


class Rows:
    """Rows of evidence with their truth and weight."""

    def __init__(self) -> None:
        self.rows: list[dict[str, float]] = []
        self.truth: list[bool] = []
        self.weight: list[float] = []

    def add(self, row: dict[str, float], truth: bool, weight: float) -> None:
        self.rows.append(row)
        self.truth.append(truth)
        self.weight.append(weight)

    def fit(self, prior: dict[str, float]) -> dict[str, float]:
        return fit_decision(self.rows, self.truth, np.array(self.weight), prior)


def odds_of(model: Model, case: Case) -> float:
    """Return the log-odds of a scam for a whole text."""
    text = case.text
    weights = model.call.weights if text.is_call else model.typed.weights
    return log_odds(complete(case.whole, model, text.read.words.words, is_call=text.is_call), weights)


def largest_odds(model: Model, case: Case) -> list[float]:
    """Return the largest log-odds so far, after each turn."""
    largest, made = -99.0, []
    for said, evidence in case.prefixes:
        largest = max(largest, log_odds(complete(evidence, model, said, is_call=True), model.call.weights))
        made.append(largest)
    return made


def prior_of(recogniser: Recogniser) -> dict[str, float]:
    """Return what was judged by hand, in natural units: a share of each act's bits, and guesses for the rest."""
    acts = {
        f"act:{feature.id}": feature.weight * SHARE_OF_PRIOR for feature in recogniser.features if feature.kind is None
    }
    return {
        **acts,
        "kind_bits": 0.1,
        "kind_bits_against": 0.1,
        "decisive": 0.8,
        "told_decisive": 1.2,
        "plain_case": 2.5,
        "wording": 1.0,
        "account": 0.5,
        "intercept": -1.0,
    }


def left_out_odds(cases: Sequence[Case], prior: dict[str, float], groups: Sequence[object]) -> list[Scored]:
    """Score each case by a model that saw nothing of its group."""
    made: dict[int, Scored] = {}
    for group in sorted(set(groups), key=str):
        model = fit([case for case, other in zip(cases, groups, strict=True) if other != group], prior)
        for number, (case, other) in enumerate(zip(cases, groups, strict=True)):
            if other == group:
                made[number] = Scored(
                    case,
                    odds_of(model, case),
                    log_odds(complete(case.whole, model, case.text.read.words.words, is_call=False), model.account),
                    largest_odds(model, case),
                )
    return [made[number] for number in range(len(cases))]


@dataclass
class Scored:
    """A case scored by a model that did not see it."""

    case: Case
    odds: float
    account: float
    largest: list[float]


def set_thresholds(model: Model, scored: Sequence[Scored]) -> Model:
    """Set thresholds by stated false-alarm rates, on scores of texts the model did not see."""
    made = {}
    for name, decision in (("call", model.call), ("typed", model.typed)):
        chosen = [one for one in scored if one.case.text.is_call == (name == "call")]
        hard = [one.odds for one in chosen if not one.case.text.is_scam and one.case.text.source not in OUTSIDE]
        easy = [one.odds for one in chosen if not one.case.text.is_scam and one.case.text.source in OUTSIDE]
        scams = [one.odds for one in chosen if one.case.text.is_scam]
        scam_from = max(quantile(hard, 1 - FALSE_ALARMS_HARD), quantile(easy, 1 - FALSE_ALARMS_EASY) if easy else -99.0)
        unsure_from = min(quantile(scams, MISSES), scam_from)
        made[name] = Decision(decision.weights, round(scam_from, 4), round(unsure_from, 4))
    largest = [one.largest[-1] for one in scored if one.largest and not one.case.text.is_scam]
    return replace(model, **made, warn_from=round(quantile(largest, 1 - FALSE_WARNINGS), 4))


def quantile(values: Sequence[float], share: float) -> float:
    return float(np.quantile(np.array(values), share))


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the learned weights of the recogniser.")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    recogniser = Recogniser(load_playbooks(), EMPTY)
    cases = prepare(gather(options.texts), recogniser)
    prior = prior_of(recogniser)
    groups = [case.text.labels["block"] for case in cases]
    scored = left_out_odds(cases, prior, groups)
    model = set_thresholds(fit(cases, prior), scored)
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
