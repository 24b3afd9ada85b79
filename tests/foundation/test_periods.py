from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import Period, PeriodUnit, london_date, parse_period, require_aware

DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 12, 31))


@given(day=DAYS, unit=st.sampled_from(PeriodUnit))
def test_a_period_holds_its_day_and_its_label_reads_back(day, unit):
    period = Period.containing(day, unit)

    assert period.first_day <= day <= period.last_day
    assert parse_period(period.label) == period
    assert Period.containing(period.last_day, unit) == period
    assert period.shifted(1).first_day > period.last_day


def test_weeks_run_on_through_a_year_of_53():
    last = parse_period("2020-W53")

    assert last.first_day == date(2020, 12, 28)
    assert last.shifted(1).label == "2021-W01"


@pytest.mark.parametrize("label", ["2021-W53", "2020-W00", "2020-13", "2020-02-30", "", "W35", "2020/08", "2020-w35 x"])
def test_a_period_that_does_not_exist_is_refused(label):
    with pytest.raises(InvalidInput, match="is not a period"):
        parse_period(label)


def test_a_summer_evening_in_utc_is_already_tomorrow_in_london():
    assert london_date(datetime(2020, 8, 26, 23, 30, tzinfo=UTC)) == date(2020, 8, 27)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        require_aware(datetime(2020, 8, 27, 12))  # noqa: DTZ001
