"""How heads are fitted: forms of a word and words of a list learn together (benchmarks/fit_heads.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ringfence.recognise.story_heads import head_of
from ringfence.recognise.wording import word_features

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import fit_heads
from fit_heads import Texts, folds_of, words_by_list

ROWS = [{"parcel": 1.0, "driver": 1.0}, {"parcel": 1.0}, {"deposited": 1.0, "topic:loan": 1.0}, {"deposited": 1.0}] * 2
ANSWERS = ["delivery", "delivery", "loan", "loan"] * 2
AUTHORS = ["a", "b", "a", "b", "c", "c", "c", "c"]


@pytest.fixture
def lists(monkeypatch):
    monkeypatch.setattr(
        fit_heads, "words_by_list", lambda: {"kind": {"delivery": frozenset({"driver", "courier", "pack*"})}}
    )


@pytest.mark.usefixtures("lists")
def test_heads_name_the_texts_that_taught_them():
    head = head_of(Texts(ROWS, AUTHORS).fit("kind", ANSWERS))

    assert [head.best(row) for row in ROWS] == ANSWERS


@pytest.mark.usefixtures("lists")
def test_word_of_a_list_that_no_text_holds_weighs_as_its_list_does():
    weights = Texts(ROWS, AUTHORS).fit("kind", ANSWERS)["weights"]

    assert weights["courier"]["delivery"] > 0 > weights["courier"]["loan"]
    assert weights["driver"]["delivery"] > weights["courier"]["delivery"]


@pytest.mark.usefixtures("lists")
def test_forms_of_a_word_learn_from_each_other():
    rows = [*ROWS, {"parcels": 1.0}, {"parcels": 1.0}, {"queue": 1.0}, {"queue": 1.0}]
    answers = [*ANSWERS, "delivery", "loan", "delivery", "loan"]
    weights = Texts(rows, [*AUTHORS, "a", "b", "a", "b"]).fit("kind", answers)["weights"]

    # Both stand once in each answer; only one of them has a form that says something.
    assert weights["parcels"]["delivery"] > 2 * abs(weights.get("queue", {}).get("delivery", 0.0))


@pytest.mark.usefixtures("lists")
def test_author_left_out_teaches_nothing():
    seen = [place for place, author in enumerate(AUTHORS) if author != "c"]
    rows = [
        {"parcel": 1.0, "deposited": 1.0, "only c": 1.0} if author == "c" else row
        for author, row in zip(AUTHORS, ROWS, strict=True)
    ]

    left = Texts(rows, AUTHORS).fit("kind", ANSWERS, without=["c"])

    assert left == Texts([rows[n] for n in seen], [AUTHORS[n] for n in seen]).fit("kind", [ANSWERS[n] for n in seen])


@pytest.mark.usefixtures("lists")
def test_word_of_one_author_alone_has_no_weight_unless_it_is_listed():
    rows = [{**ROWS[0], "quirk": 1.0, "package": 1.0}, *ROWS[1:]]
    weights = Texts(rows, AUTHORS).fit("kind", ANSWERS)["weights"]

    assert "quirk" not in weights
    assert "package" in weights


def test_weights_are_those_of_logistic_regression():
    generator = np.random.default_rng(1)
    x = csr_matrix(generator.random((12, 40)) * (generator.random((12, 40)) < 0.5))
    answers = np.array(["one", "two", "three"] * 4)

    found, bias, classes = fit_heads._solve(x, answers)
    plain = LogisticRegression(C=fit_heads.C, tol=1e-9, max_iter=5000).fit(x, answers)

    assert classes == list(plain.classes_)
    assert pytest.approx(plain.coef_, abs=1e-5) == found.T
    assert np.diff(bias) == pytest.approx(np.diff(plain.intercept_), abs=1e-5)


def test_of_two_answers_each_has_half_of_the_odds():
    x = csr_matrix([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])

    found, bias, classes = fit_heads._solve(x, np.array(["no", "yes", "yes"]))
    plain = LogisticRegression(C=fit_heads.C, tol=1e-9).fit(x, [0, 1, 1])

    assert classes == ["no", "yes"]
    assert found[:, 1] - found[:, 0] == pytest.approx(plain.coef_[0], abs=1e-5)
    assert bias[1] - bias[0] == pytest.approx(plain.intercept_[0], abs=1e-5)


def test_every_author_is_left_out_once():
    authors = [f"a{number}" for number in range(21)]
    groups = folds_of([*authors, *authors])

    assert sorted(author for group in groups for author in group) == sorted(authors)
    assert max(map(len, groups)) - min(map(len, groups)) <= 1


@pytest.mark.parametrize("head", ["kind", "payment", "urgent", "vulnerable"])
def test_words_of_lists_stand_as_the_recogniser_reads_them(head):
    for words in words_by_list()[head].values():
        for word in words:
            if not word.endswith("*"):
                assert word in word_features(word.split()), word
