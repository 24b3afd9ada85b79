"""Counts that cannot be judged, and odd ones that can: a clear error or a stated limit, never a silent guess."""

from __future__ import annotations

import numpy as np
import pytest
from tests.watch.tables import one_series

from ringfence.foundation.errors import InvalidInput, TooLittleHistory
from ringfence.foundation.periods import PeriodUnit, parse_period
from ringfence.watch import DETECTORS, score_counts

STEADY = np.full((2, 80), 3)
WEEK = parse_period("2019-W40")


def weeks(count: int) -> list:
    return [WEEK.shifted(place) for place in range(count)]


@pytest.mark.parametrize("detector", ["default", *DETECTORS])
@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (-1.0, "-1 in row 1, column 7 is below 0"),
        (1.5, "1.5 in row 1, column 7 is no whole number"),
        (np.nan, r"missing \(NaN\)"),
        (np.inf, "infinite"),
        (2e9, "is above 1,000,000,000"),
    ],
)
def test_a_value_that_is_no_count_is_refused_with_its_place(detector, value, sentence):
    counts = STEADY.astype(float)
    counts[1, 7] = value

    with pytest.raises(InvalidInput, match=sentence):
        score_counts(counts, 70, 80, detector=detector)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [([1, 2, 3], "series by period"), (np.array([["a", "b"]]), "table of numbers"), ([[[1]]], "3 dimensions")],
)
def test_what_is_no_table_is_refused(counts, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        score_counts(counts, 0, 1)


@pytest.mark.parametrize(("first", "last"), [(70, 81), (-1, 80), (75, 74)])
def test_periods_outside_the_table_are_refused(first, last):
    with pytest.raises(InvalidInput, match="not within the 80"):
        score_counts(STEADY, first, last)


@pytest.mark.parametrize("alpha", [0, 1, -0.1, float("nan")])
def test_an_alpha_that_is_no_small_chance_is_refused(alpha):
    with pytest.raises(InvalidInput, match="alpha"):
        score_counts(STEADY, 70, 80, alpha=alpha)


@pytest.mark.parametrize(
    ("periods", "sentence"),
    [
        (weeks(79), "79 periods are given for 80 columns"),
        ([*weeks(79), parse_period("2021-05")], "month and week are mixed"),
        ([*weeks(79), WEEK], "each period once, in order"),
        ([*weeks(79), WEEK.shifted(78)], "each period once, in order"),
    ],
)
def test_dates_that_do_not_fit_are_refused(periods, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        score_counts(STEADY, 70, 80, periods=periods)


def test_all_faults_are_told_at_once():
    counts = STEADY.astype(float)
    counts[0, 0], counts[1, 1] = -2, 0.5

    with pytest.raises(InvalidInput, match=r"0\.5 in row 1.*-2 in row 0.*alpha"):
        score_counts(counts, 70, 80, alpha=3)


def test_whole_numbers_as_floats_are_counts():
    np.testing.assert_array_equal(
        score_counts(STEADY.astype(float), 70, 80).p_value, score_counts(STEADY, 70, 80).p_value
    )


def test_two_weeks_of_history_are_too_little():
    with pytest.raises(TooLittleHistory, match="2 periods"):
        score_counts(one_series(3, 4, 90), 2, 3)


def test_a_single_series_and_no_series_are_judged():
    assert score_counts(one_series(*[3] * 70, 20), 70, 71).alarm[0, 0]
    assert score_counts(np.empty((0, 80), dtype=np.int64), 70, 80).alarm.shape == (0, 10)


def test_no_period_to_judge_is_an_empty_answer():
    assert score_counts(STEADY, 70, 70).alarm.shape == (2, 0)


def test_week_53_is_a_week_between_others():
    # 2020 has 53 weeks: a steady series over its end has no alarm, and the burst in W53 one.
    periods = [parse_period("2019-W30").shifted(place) for place in range(80)]
    place = [period.label for period in periods].index("2020-W53")
    counts = np.full((1, 80), 5)
    counts[0, place] = 25

    result = score_counts(counts, 70, 80, periods=periods)

    assert np.flatnonzero(result.alarm[0]).tolist() == [place - 70]


@pytest.mark.parametrize("detector", ["windows", "ears_c2"])
def test_a_gap_of_a_hundred_years_is_passed_over_without_a_number_that_is_none(detector):
    periods = [parse_period("1900-01-01").shifted(place) for place in range(150)]
    periods += [parse_period("2020-01-01").shifted(place) for place in range(20)]

    result = score_counts(np.full((1, 170), 3), 140, 170, periods=periods, detector=detector)

    assert np.isfinite(result.p_value).all()
    assert np.isfinite(result.threshold).all()


def test_the_days_of_a_clock_change_are_days():
    # 28 March 2021 has 23 hours in London, 31 October 25. A count is a count of the day.
    periods = [parse_period("2020-11-01").shifted(place) for place in range(400)]
    labels = [period.label for period in periods]
    counts = np.full((1, 400), 6)

    result = score_counts(counts, 130, 400, periods=periods)

    assert len(set(labels)) == 400
    assert not result.alarm[0, [labels.index("2021-03-28") - 130, labels.index("2021-10-31") - 130]].any()


@pytest.mark.parametrize(
    ("unit", "first"), [(PeriodUnit.DAY, "0001-01-05"), (PeriodUnit.DAY, "9998-01-01"), (PeriodUnit.MONTH, "9900-01")]
)
def test_the_ends_of_the_calendar_do_not_crash(unit, first):
    periods = [parse_period(first).shifted(place) for place in range(200)]

    assert np.isfinite(score_counts(np.full((1, 200), 3), 190, 200, periods=periods).p_value).all()
    assert periods[0].unit is unit
