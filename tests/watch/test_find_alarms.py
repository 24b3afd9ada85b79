"""From a table of counts to alarms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.watch.tables import KEY, MONDAY, a_table

from ringfence.foundation.errors import UnknownName
from ringfence.foundation.periods import Period
from ringfence.watch import find_alarms, last_full_week


def test_a_burst_in_a_young_table_is_found_by_ears():
    scan = find_alarms(a_table(*[3] * 12, 20), first=MONDAY, last=MONDAY.shifted(12))

    assert scan.detector == "ears_c2"
    assert [(alarm.series, alarm.period, alarm.observed) for alarm in scan.alarms] == [(KEY, MONDAY.shifted(12), 20)]


def test_a_burst_in_an_old_table_is_found_by_windows():
    scan = find_alarms(a_table(*[3] * 270, 20), first=MONDAY.shifted(265), last=MONDAY.shifted(270))

    assert scan.detector == "windows"
    assert [alarm.period for alarm in scan.alarms] == [MONDAY.shifted(270)]


def test_too_little_history_is_said_and_nothing_judged():
    scan = find_alarms(a_table(*[3] * 8, 90), first=MONDAY, last=MONDAY.shifted(8))

    assert (scan.alarms, scan.too_short, scan.detector) == ([], (KEY,), "none")


def test_zeros_before_the_first_report_are_no_history():
    # Nine zeros would make 3 a burst; the table only began then.
    scan = find_alarms(a_table(*[0] * 9, *[3] * 9), first=MONDAY, last=MONDAY.shifted(17))

    assert (scan.alarms, scan.too_short) == ([], (KEY,))


def test_judging_begins_where_the_history_suffices():
    scan = find_alarms(a_table(*[3] * 12, 20), first=MONDAY, last=MONDAY.shifted(12))

    assert [bool(value >= 0) for value in scan.expected[0]] == [False] * 9 + [True] * 4


def test_weeks_after_the_last_are_never_looked_at():
    counts = [3] * 12

    without = find_alarms(a_table(*counts, 20), first=MONDAY, last=MONDAY.shifted(12))
    with_more = find_alarms(a_table(*counts, 20, 900), first=MONDAY, last=MONDAY.shifted(12))

    assert with_more.alarms == without.alarms
    assert with_more.expected.shape == without.expected.shape


@pytest.mark.parametrize(
    ("as_of", "newest"),
    [
        (datetime(2020, 8, 30, 22, 59, tzinfo=UTC), "2020-W34"),  # Sunday, 23:59 in London: W35 still fills
        (datetime(2020, 8, 30, 23, 0, tzinfo=UTC), "2020-W35"),  # midnight in London
        (datetime(2021, 1, 4, 0, 0, tzinfo=UTC), "2020-W53"),
    ],
)
def test_the_week_still_filling_is_not_judged(as_of, newest):
    assert last_full_week(as_of).label == newest


def test_anonymous_reporters_stay_known():
    anonymous = [*[0] * 12, 15]
    scan = find_alarms(a_table(*[3] * 12, 20, anonymous=anonymous), first=MONDAY, last=MONDAY.shifted(12))

    assert scan.alarms[0].anonymous == 15


def test_an_unknown_detector_names_those_there_are():
    table, week = a_table(*[3] * 12), Period.containing(date(2020, 2, 3))

    with pytest.raises(UnknownName, match="ears_c2"):
        find_alarms(table, first=week, last=week, detector="hierarchy")
