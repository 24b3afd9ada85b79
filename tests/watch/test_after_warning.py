"""Before and after a warning: what the numbers show, and no more."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ringfence.watch.after_warning import compare_after
from ringfence.watch.hierarchy.nowcast import nowcast


def test_hand_worked_ratio_of_ratios():
    # Before 40 in 4 weeks, after 20 in 4; elsewhere 80 and 80. Even weeks: dispersion 1.
    effect = compare_after(np.array([10, 10, 10, 10, 99, 5, 5, 5, 5]), np.full((2, 9), 10), at=4, most_weeks=4)

    assert (effect.before, effect.after, effect.before_elsewhere, effect.after_elsewhere) == (40, 20, 80, 80)
    assert effect.ratio == pytest.approx(20.5 / 40.5)
    half = 1.96 * math.sqrt(1 / 40.5 + 1 / 20.5 + 2 / 80.5)
    assert effect.low == pytest.approx(effect.ratio * math.exp(-half))
    assert effect.high == pytest.approx(effect.ratio * math.exp(half))


def test_a_fall_everywhere_is_no_difference():
    effect = compare_after(np.array([20] * 4 + [0] + [10] * 4), np.array([[20] * 4 + [0] + [10] * 4] * 5), at=4)

    assert effect.ratio == pytest.approx(1.0, abs=0.02)
    assert not effect.is_clear


def test_few_reports_show_nothing():
    effect = compare_after(np.array([2, 1, 3, 2, 0, 1, 1, 1, 0]), np.full((6, 9), 2), at=4)

    assert not effect.is_clear


def test_weeks_that_vary_much_widen_the_interval():
    even = compare_after(np.array([20, 20, 20, 20, 0, 10, 10, 10, 10]), np.full((6, 9), 20), at=4)
    uneven = compare_after(np.array([2, 38, 4, 36, 0, 1, 19, 2, 18]), np.full((6, 9), 20), at=4)

    assert uneven.ratio == pytest.approx(even.ratio)
    assert uneven.high / uneven.low > 2 * even.high / even.low


def test_the_first_weeks_can_be_left_out():
    effect = compare_after(np.array([9, 9, 0, 50, 50, 3, 3]), np.full((3, 7), 9), at=2, skip=2)

    assert effect.weeks_after == 2
    assert effect.after == 6


@pytest.mark.parametrize("at", [0, 4])
def test_no_week_on_one_side_is_no_comparison(at):
    assert compare_after(np.full(5, 3), np.full((2, 5), 3), at=at) is None


def test_nothing_to_compare_with_is_no_comparison():
    assert compare_after(np.full(5, 3), np.zeros((0, 5), dtype=int), at=2) is None


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(400):
        effect = compare_after(rng.poisson(12, 17), rng.poisson(12, (8, 17)), at=8)
        held += effect.low <= 1 <= effect.high
    assert 0.92 <= held / 400 <= 0.98


def test_nowcast_by_hand():
    # 30 known at three quarters: 30.5 / 3 = 10.2 still to come.
    assert nowcast(30, seen=0.75).expected == pytest.approx(30 + 30.5 / 3)


def test_what_is_complete_is_no_guess():
    assert nowcast(7, seen=1.0).low == nowcast(7, seen=1.0).high == 7


def test_the_nowcast_holds_the_final_count_about_as_often_as_it_says():
    rng = np.random.default_rng(9)
    final = rng.poisson(rng.gamma(20, 1, 3000))
    known = rng.binomial(final, 0.55)
    held = np.mean([(n := nowcast(int(k), seen=0.55)).low <= f <= n.high for k, f in zip(known, final, strict=True)])
    assert 0.88 <= held <= 0.96
