"""One person at a keyboard: what a flood of anonymous or near-identical reports can and cannot do."""

from __future__ import annotations

import numpy as np
import pytest
from tests.watch.tables import MONDAY, a_table

from ringfence.domain.report import World
from ringfence.watch import DraftBudget, damped, find_alarms, join_surges

QUIET = [4, 3, 5, 4, 3, 6, 4, 5] * 30  # 240 weeks


def surges_of(counts, anonymous):
    scan = find_alarms(
        a_table(*counts, anonymous=anonymous), first=MONDAY.shifted(230), last=MONDAY.shifted(len(counts) - 1)
    )
    return scan, join_surges(
        scan.alarms, known=[], world=World("test"), new_id=iter("abcdefgh").__next__, budget=DraftBudget()
    )


@pytest.mark.parametrize("flood", [10, 100, 5000])
def test_a_flood_of_anonymous_reports_never_earns_a_draft(flood):
    counts, anonymous = [*QUIET, 4 + flood], [*[0] * 240, flood]

    _, surges = surges_of(counts, anonymous)

    assert all(not surge.passes_budget or surge.is_possible_flooding for surge in surges)


def test_named_reports_in_such_numbers_do_earn_one():
    _, surges = surges_of([*QUIET, 60, 60], [0] * 242)

    assert any(surge.passes_budget and not surge.is_possible_flooding for surge in surges)


def test_forty_weeks_of_flooding_lift_the_baseline_by_less_than_a_half():
    flooded = np.array(QUIET) + np.r_[np.zeros(200, dtype=int), np.full(40, 50)]
    anonymous = [*[0] * 200, *[50] * 40]

    calm, _ = surges_of([*QUIET, 4], [0] * 241)
    after, _ = surges_of([*flooded, 4], [*anonymous, 0])

    assert after.expected[0, -1] < 1.5 * calm.expected[0, -1]


def test_a_wave_after_the_flood_is_still_found():
    flooded = np.array(QUIET) + np.r_[np.zeros(200, dtype=int), np.full(40, 50)]

    scan, _ = surges_of([*flooded, 25], [*[0] * 200, *[50] * 40, 0])

    assert scan.alarms[-1].period == MONDAY.shifted(240)


def test_anonymous_reports_count_as_far_as_named_ones_go_along():
    counts, anonymous = np.array([[10, 10, 3, 50]]), np.array([[2, 0, 3, 44]])

    assert damped(counts, anonymous).tolist() == [[10, 10, 2, 12]]


def test_where_most_are_anonymous_they_usually_are():
    # Two anonymous ones for a named one, always: that is the usual of this table, and counts in full.
    counts, anonymous = np.full((3, 40), 15), np.full((3, 40), 10)

    np.testing.assert_array_equal(damped(counts, anonymous)[:, 5:], 15)


def test_the_usual_of_one_series_is_what_the_others_say():
    counts, anonymous = np.full((3, 60), 5), np.zeros((3, 60), dtype=int)
    counts[0, 20:] += 100
    anonymous[0, 20:] = 100

    assert damped(counts, anonymous)[0].max() == 10


def test_what_is_usual_is_known_from_before_alone():
    rng = np.random.default_rng(1)
    anonymous = rng.poisson(2, size=(3, 60))
    counts = anonymous + rng.poisson(3, size=(3, 60))
    later, without = counts.copy(), anonymous.copy()
    later[:, 40:] += 500
    without[:, 40:] += 500

    np.testing.assert_array_equal(damped(later, without)[:, :40], damped(counts, anonymous)[:, :40])


def test_without_a_count_of_anonymous_ones_all_count():
    counts = np.array([[1, 2, 3]])

    assert damped(counts, None) is counts
