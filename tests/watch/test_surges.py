"""Alarms become surges, surges earn drafts."""

from __future__ import annotations

from itertools import count

import pytest
from tests.watch.tables import MONDAY, a_table, an_alarm

import ringfence
from ringfence.domain.counts import SurgeId
from ringfence.domain.report import World
from ringfence.watch import DraftBudget, join_surges

FAINT = 0.009
# Stated here, so that another default moves no test.
BUDGET = DraftBudget(false_drafts_per_year=0.4, kinds=12)


def join(*alarms, known=(), budget=None):
    numbers = count(len(known) + 1)
    return join_surges(
        list(alarms),
        known=list(known),
        world=World("test"),
        new_id=lambda: f"surge-{next(numbers)}",
        budget=budget or BUDGET,
    )


def weeks(surge):
    return [alarm.period.index - MONDAY.index for alarm in surge.alarms]


def test_alarms_two_weeks_apart_are_one_surge():
    assert [weeks(surge) for surge in join(an_alarm(10), an_alarm(12), an_alarm(14))] == [[10, 12, 14]]


def test_alarms_three_weeks_apart_are_two_surges():
    first, second = join(an_alarm(10), an_alarm(13))

    assert (weeks(first), weeks(second)) == ([10], [13])
    assert not second.is_resurgence


@pytest.mark.parametrize(("week", "is_resurgence"), [(18, False), (19, True)])
def test_after_eight_quiet_weeks_it_is_a_resurgence(week, is_resurgence):
    first, second = join(an_alarm(9), an_alarm(10), an_alarm(week))

    assert second.is_resurgence == is_resurgence
    if is_resurgence:
        assert (second.resurgence_of, second.quiet_weeks) == (first.id, 8)


def test_one_week_alone_is_no_earlier_wave():
    _, second = join(an_alarm(10), an_alarm(30))

    assert not second.is_resurgence


def test_a_week_that_chance_raised_is_no_earlier_wave():
    _, second = join(an_alarm(9, p_value=FAINT), an_alarm(10, p_value=FAINT), an_alarm(30))

    assert not second.is_resurgence


def test_the_same_alarms_again_change_nothing():
    alarms = [an_alarm(10), an_alarm(11), an_alarm(30)]
    known = join(*alarms)

    assert join(*alarms, known=known) == []


def test_a_later_alarm_extends_the_surge_and_keeps_its_id():
    known = join(an_alarm(10))

    (extended,) = join(an_alarm(10), an_alarm(12), known=known)

    assert extended.id == known[0].id == SurgeId("surge-1")
    assert weeks(extended) == [10, 12]


def test_late_reports_change_the_count_and_not_the_surge():
    known = join(an_alarm(10, observed=12))

    (changed,) = join(an_alarm(10, observed=15), known=known)

    assert (changed.id, changed.observed, weeks(changed)) == (known[0].id, 15, [10])


def test_an_alarm_that_is_gone_leaves_the_surge_as_it_was():
    assert join(known=join(an_alarm(10))) == []


def test_a_strong_alarm_earns_a_draft_and_a_faint_one_does_not():
    assert join(an_alarm(10, p_value=1e-6))[0].passes_budget
    assert not join(an_alarm(10, p_value=FAINT))[0].passes_budget


def test_a_surge_once_strong_enough_stays_so():
    known = join(an_alarm(10, p_value=1e-6))

    changed = join(an_alarm(10, p_value=FAINT), known=known)

    assert all(surge.passes_budget for surge in changed)


def test_the_cut_follows_from_drafts_a_year():
    # 0.4 false drafts a year over 365.25 / 7 = 52.179 weeks, 12 kinds, and eight times what the cut promises.
    assert BUDGET.p_cut == pytest.approx(0.4 / (52.179 * 12 * 8), rel=1e-4)
    assert DraftBudget(false_drafts_per_year=4).p_cut == pytest.approx(10 * BUDGET.p_cut)


@pytest.mark.parametrize(
    ("observed", "expected", "passes"),
    [(5, 1.0, True), (4, 0.1, False), (19, 10.0, False), (20, 10.0, True)],
)
def test_a_draft_needs_five_reporters_and_twice_what_is_expected(observed, expected, passes):
    assert BUDGET.is_passed_by([an_alarm(1, p_value=1e-9, observed=observed, expected=expected)]) == passes


@pytest.mark.parametrize(("apart", "passes"), [(1, True), (2, True), (3, False)])
def test_two_weeks_within_a_fortnight_count_together(apart, passes):
    # Fisher: -2 ln(.001 x .001) = 27.631; the tail of chi-squared with 4 degrees of freedom beyond it is
    # .001 x .001 x (1 + 27.631 / 2) = 1.48e-5, below the cut of 7.98e-5. One week alone has .001.
    assert BUDGET.is_passed_by([an_alarm(1, p_value=1e-3), an_alarm(1 + apart, p_value=1e-3)]) == passes


@pytest.mark.parametrize(("anonymous", "is_marked"), [(6, False), (7, True)])
def test_a_surge_that_rests_on_anonymous_reports_is_marked(anonymous, is_marked):
    assert join(an_alarm(10, observed=12, anonymous=anonymous))[0].is_possible_flooding == is_marked


def test_find_surges_is_the_whole_of_watch_in_one_call():
    counts = [3] * 12 + [30, 28] + [3] * 40 + [40]

    surges = ringfence.find_surges(a_table(*counts), first=MONDAY, last=MONDAY.shifted(len(counts) - 1))

    assert [weeks(surge) for surge in surges] == [[12, 13], [54]]
    assert surges[1].resurgence_of == surges[0].id
    assert all(surge.passes_budget for surge in surges)
