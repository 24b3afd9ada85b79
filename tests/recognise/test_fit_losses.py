"""How weights for losses are learned from what was lost in all (benchmarks/fit_losses.py)."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.recognise.loss import STAYED, WENT, loss_in_pounds
from ringfence.recognise.loss_total import RIGHT
from ringfence.recognise.story_heads import head_of
from ringfence.recognise.sums import Sum

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from build_story_heads import fit_sums
from fit_losses import Told, first_guess, fit_losses, told_of, which_went
from ringfence.reading import read_text


def told(loss, *pounds, author="a"):
    sums = [Sum(place * 50, place * 50 + 5, value, False) for place, value in enumerate(pounds)]
    return Told(author, loss, sums, [{} for _ in sums], {})


def test_sums_that_add_up_to_the_loss_went():
    assert which_went(told(1400, 800, 50, 600), [0.0, 0.0, 0.0]) == [True, False, True]


def test_of_several_ways_the_likeliest_is_taken():
    assert which_went(told(500, 500, 300, 200), [-3.0, 1.0, 1.0]) == [False, True, True]
    assert which_went(told(500, 500, 300, 200), [3.0, 1.0, 1.0]) == [True, False, False]


def test_loss_that_no_sums_add_up_to_has_no_way():
    assert which_went(told(77, 800, 600), [0.0, 0.0]) is None


def test_nothing_lost_means_that_every_sum_stayed():
    assert which_went(told(0, 800, 600), [5.0, 5.0]) == [False, False]


def test_pence_are_told_apart():
    assert which_went(told(9.99, 9.99, 10.0), [0.0, 9.0]) == [True, False]


@given(st.lists(st.tuples(st.integers(1, 9), st.floats(-3, 3)), min_size=1, max_size=7), st.integers(0, 20))
def test_no_way_with_the_same_total_is_likelier(pairs, loss):
    pounds, odds = [float(one) for one, _ in pairs], [value for _, value in pairs]
    ways = [
        way
        for way in product([False, True], repeat=len(pairs))
        if sum(map(float.__mul__, pounds, map(float, way))) == loss
    ]

    found = which_went(told(loss, *pounds), odds)

    if not ways:
        assert found is None
    else:

        def worth(way):
            return sum(value for value, went in zip(odds, way, strict=True) if went)

        assert sum(one for one, went in zip(pounds, found, strict=True) if went) == loss
        assert worth(found) == pytest.approx(max(map(worth, ways)))


def test_before_anything_is_learned_bare_figures_and_repeats_are_thought_to_stay():
    assert first_guess({}) > first_guess({"again": 1.0}) > first_guess({"again": 1.0, "bare": 1.0})
    assert first_guess({"lost last": 1.0}) > first_guess({})


def test_what_is_learned_reads_losses_of_words_like_those_taught():
    texts = [
        (author, text.format(one, other), loss)
        for author, one, other in (("a", 310, 95), ("b", 470, 120), ("c", 650, 240), ("d", 820, 360))
        for text, loss in (
            ("I paid £{} to him. He wanted £{} more and I refused.", one),
            ("He wanted £{1} more and I refused. I paid £{0} to him.", one),
            ("I paid £{} to him and then I paid £{} to him.", one + other),
            ("He wanted £{} and then £{} and I refused.", 0),
        )
    ]
    tables = fit_losses([told_of(author, read_text(text), loss) for author, text, loss in texts], fit_sums)
    went, total = head_of(tables["loss"]), head_of(tables["total"])

    assert set(went.bias) == {WENT, STAYED}
    assert set(total.bias) == {RIGHT}
    assert loss_in_pounds(read_text("I paid £510 to him. He wanted £75 more and I refused."), went, total) == 510
    assert loss_in_pounds(read_text("I paid £510 to him and then I paid £75 to him."), went, total) == 585
    assert loss_in_pounds(read_text("He wanted £510 and then £75 and I refused."), went, total) is None
