"""What every detector owes: nothing newer is looked at, and series do not disturb each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.foundation.periods import parse_period
from ringfence.watch import DETECTORS, score_counts

FIELDS = ("alarm", "expected", "threshold", "p_value", "dispersion")
WEEKS = 275


def same(left, right, columns=slice(None)):
    for name in FIELDS:
        np.testing.assert_allclose(
            getattr(left, name)[:, columns], getattr(right, name)[:, columns], rtol=1e-9, atol=1e-12, err_msg=name
        )


@st.composite
def counts_and_a_changed_future(draw):
    """Counts of two series, a week, and other counts from that week on."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    rate = draw(st.sampled_from([0.02, 0.7, 6, 80]))
    counts = rng.poisson(rate * rng.gamma(2, 0.5, size=(2, WEEKS)))
    week = draw(st.integers(263, WEEKS - 1))
    changed = counts.copy()
    changed[:, week:] = draw(st.sampled_from([0, 1, 10**6])) + rng.poisson(rate, size=(2, WEEKS - week))
    return counts, changed, week


@pytest.mark.parametrize("detector", DETECTORS)
@settings(max_examples=25, deadline=None)
@given(case=counts_and_a_changed_future())
def test_a_changed_future_never_moves_a_judgement(detector, case):
    counts, changed, week = case

    before = score_counts(counts, 263, WEEKS, detector=detector)
    after = score_counts(changed, 263, WEEKS, detector=detector)

    same(before, after, slice(0, week - 263))


@pytest.mark.parametrize("first", ["2015-W02", "2015-01-05", "2000-01"])
@settings(max_examples=8, deadline=None)
@given(case=counts_and_a_changed_future())
def test_a_changed_future_never_moves_a_judgement_of_dated_counts(first, case):
    counts, changed, week = case
    periods = [parse_period(first).shifted(place) for place in range(WEEKS)]

    before = score_counts(counts, 240, WEEKS, periods=periods, detector="windows")
    after = score_counts(changed, 240, WEEKS, periods=periods, detector="windows")

    same(before, after, slice(0, week - 240))


def mixed_counts():
    """From a series without a report to one with 400 a week."""
    rates = np.array([[0.0], [0.05], [2], [30], [400]])
    return np.random.default_rng(11).poisson(rates, size=(5, 270))


@pytest.mark.parametrize(
    ("detector", "options"),
    [(name, {}) for name in DETECTORS] + [(name, {"like_r": True}) for name in DETECTORS if name != "windows"],
)
def test_all_weeks_at_once_is_week_by_week(detector, options):
    counts = mixed_counts()

    at_once = score_counts(counts, 263, 270, detector=detector, **options)

    for week in range(263, 270):
        single = score_counts(counts[:, : week + 1], week, week + 1, detector=detector, **options)
        for name in FIELDS:
            np.testing.assert_allclose(
                getattr(at_once, name)[:, week - 263], getattr(single, name)[:, 0], rtol=1e-9, atol=1e-12
            )


# By default Farrington's series share a dispersion; R's and those of EARS know nothing of each other.
@pytest.mark.parametrize(
    ("detector", "like_r"), [("farrington", True), ("ears_c1", False), ("ears_c2", False), ("ears_c3", False)]
)
def test_all_series_at_once_is_series_by_series(detector, like_r):
    counts = mixed_counts()

    at_once = score_counts(counts, 263, 270, detector=detector, like_r=like_r)

    for row in range(5):
        single = score_counts(counts[row : row + 1], 263, 270, detector=detector, like_r=like_r)
        for name in FIELDS:
            np.testing.assert_allclose(
                getattr(at_once, name)[row], getattr(single, name)[0], rtol=1e-9, atol=1e-12, err_msg=name
            )


def test_the_order_of_the_series_does_not_matter():
    counts = mixed_counts()

    forwards = score_counts(counts, 263, 270)
    backwards = score_counts(counts[::-1], 263, 270)

    np.testing.assert_allclose(backwards.p_value[::-1], forwards.p_value, rtol=1e-9)


@pytest.mark.parametrize("detector", DETECTORS)
def test_the_same_counts_twice_give_the_same_numbers(detector):
    counts = np.random.default_rng(2).poisson(4, size=(3, 270))

    same(score_counts(counts, 263, 270, detector=detector), score_counts(counts.copy(), 263, 270, detector=detector))


def test_the_default_is_windows_with_fourteen_months_and_ears_before():
    counts = np.random.default_rng(2).poisson(4, size=(3, 70))

    both = score_counts(counts, 50, 70)

    same(score_counts(counts, 60, 70), score_counts(counts, 60, 70, detector="windows"))
    for name in FIELDS:
        early = getattr(score_counts(counts, 50, 60, detector="ears_c2"), name)
        late = getattr(score_counts(counts, 60, 70, detector="windows"), name)
        np.testing.assert_array_equal(getattr(both, name), np.hstack([early, late]), err_msg=name)


def test_the_default_of_months_is_ears_c1():
    counts = np.random.default_rng(2).poisson(4, size=(3, 70))
    months = [parse_period("2015-01").shifted(place) for place in range(70)]

    same(score_counts(counts, 7, 70, periods=months), score_counts(counts, 7, 70, detector="ears_c1"))
