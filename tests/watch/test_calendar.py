"""Weekdays and public holidays: what is usual on a Monday, and on Christmas Day."""

from __future__ import annotations

import numpy as np
import pytest

from ringfence.foundation.periods import Period, PeriodUnit, parse_period
from ringfence.watch import score_counts
from ringfence.watch.holidays_known import christmas_share, holidays_in

FIRST = parse_period("2019-01-01")


def days(count: int) -> list[Period]:
    return [FIRST.shifted(place) for place in range(count)]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("2020-12-25", 1),
        ("2020-12-24", 0),
        ("2022-09-19", 1),  # the funeral of Queen Elizabeth II
        ("2021-12-27", 1),  # Christmas Day fell on a Saturday
        ("2020-W53", 2),  # Monday 28 December for Boxing Day, and New Year's Day
        ("2020-W35", 0),
        ("2020-W36", 1),  # the last Monday of August
    ],
)
def test_public_holidays_are_those_of_england_and_wales(label, number):
    period = parse_period(label)

    assert holidays_in(period.unit, period.index) == number


def test_christmas_runs_from_christmas_eve_to_new_years_day():
    week = parse_period("2020-W52")  # 21 to 27 December

    assert christmas_share(week.unit, week.index) == pytest.approx(4 / 7)
    assert christmas_share(PeriodUnit.DAY, parse_period("2021-01-02").index) == 0


def test_a_busy_monday_is_expected_and_a_busy_sunday_is_not():
    # Mondays bring 30 reports, other days 10. The last two days of 401 are a Tuesday and a Wednesday.
    periods = days(400)
    is_monday = np.array([period.first_day.weekday() == 0 for period in periods])
    counts = np.where(is_monday, 30, 10)[None].copy()
    sunday = max(place for place, period in enumerate(periods) if period.first_day.weekday() == 6)
    counts[0, sunday] = 30

    result = score_counts(counts, 300, 400, periods=periods)

    assert np.flatnonzero(result.alarm[0]).tolist() == [sunday - 300]
    np.testing.assert_allclose(result.expected[0][is_monday[300:]], 30, rtol=0.1)


def test_without_dates_mondays_alarm_or_hide_what_alarms_on_other_days():
    periods = days(400)
    is_monday = np.array([period.first_day.weekday() == 0 for period in periods])
    counts = np.where(is_monday, 30, 10)[None]

    dated, undated = (score_counts(counts, 300, 400, periods=each) for each in (periods, None))

    assert undated.dispersion.mean() > 2 * dated.dispersion.mean()


def test_a_quiet_christmas_is_expected_from_the_years_before():
    periods = [parse_period("2016-W01").shifted(place) for place in range(52 * 5)]
    counts = np.array([[20 if christmas_share(period.unit, period.index) < 0.5 else 8 for period in periods]])

    result = score_counts(counts, 200, 260, periods=periods)

    christmas = [christmas_share(period.unit, period.index) >= 0.5 for period in periods[200:]]
    assert (result.expected[0][christmas] < 14).all()
    assert not result.alarm.any()


def test_months_are_expected_by_their_length():
    periods = [parse_period("2010-01").shifted(place) for place in range(120)]
    counts = np.array([[100 * period.last_day.day for period in periods]])

    result = score_counts(counts, 100, 120, periods=periods, detector="windows")

    np.testing.assert_allclose(result.expected, counts[:, 100:], rtol=0.03)
