"""Which sums of an account are counted together, by weights made up for the test."""

from __future__ import annotations

import pytest

from ringfence.recognise.loss_total import RIGHT, best_total, readings_of
from ringfence.recognise.story_heads import Head
from ringfence.recognise.sums import Sum


def head_of(**weights):
    return Head({RIGHT: 0.0}, {name.replace("_", " "): {RIGHT: weight} for name, weight in weights.items()})


def sums_of(*pounds, apart=100):
    return [Sum(place * apart, place * apart + 5, value, False) for place, value in enumerate(pounds)]


def total_of(sums, odds, head, cues=None):
    return best_total(sums, odds, cues or [{} for _ in sums], head)


def test_sums_that_went_are_added_up_and_those_that_stayed_left_out():
    assert total_of(sums_of(800, 50, 600), [2.0, -3.0, 1.0], head_of(odds=1.0)) == 1400


def test_nothing_is_lost_where_every_sum_stayed():
    assert total_of(sums_of(800, 600), [-2.0, -1.0], head_of(odds=1.0)) == 0


def test_of_readings_that_weigh_alike_the_first_is_taken():
    assert total_of(sums_of(800), [0.0], head_of(odds=1.0)) == 0


def test_one_very_likely_sum_outweighs_no_more_than_its_cap():
    # The odds of one sum count up to 6: a reading with two of 4 each weighs more than one of 50 alone.
    readings = {pounds: features["odds"] for pounds, features in readings_of(sums_of(10, 20), [50.0, 4.0], [{}, {}])}

    assert readings == {0: 0.0, 10: 6.0, 20: 4.0, 30: 10.0}


def test_sum_told_again_can_be_counted_once():
    # By odds alone the two of 500 would be counted together.
    found = dict(readings_of(sums_of(500, 200, 100, 500), [3.0, 1.0, 0.5, 2.0], [{}] * 4))

    assert found[800]["again"] == 0
    assert found[1300]["again"] == 1


def test_same_sum_in_one_breath_is_two_payments():
    # "£500 and then £500": told beside each other, so that a reading without one of them is not made by leaving out repeats.
    beside = readings_of(sums_of(500, 500, apart=20), [3.0, 2.0], [{}, {}])
    far = readings_of(sums_of(500, 500), [3.0, 2.0], [{}, {}])

    assert [pounds for pounds, _ in beside] == [0, 500, 1000, 500]
    assert {pounds for pounds, _ in far} == {0, 500, 1000}
    assert dict(beside)[1000]["again beside"] == 1
    assert dict(far)[1000]["again beside"] == 0


def test_total_told_beside_its_parts_can_be_left_out():
    sums, odds = sums_of(300, 450, 750), [3.0, 2.0, 1.0]

    readings = readings_of(sums, odds, [{}, {}, {}])

    assert [features["count"] > 1 for pounds, features in readings if pounds == 750 and "adds up" in features] == [True]
    assert dict(readings)[1500]["total among"] == 1
    assert total_of(sums, odds, head_of(odds=1.0, total_among=-5.0)) == 750


def test_list_is_tried_as_a_whole_though_there_are_more_sums_than_are_tried_one_by_one():
    sums = sums_of(*range(101, 113), apart=10)
    cues = [{"listed": 1.0} if place else {} for place in range(12)]

    found = readings_of(sums, [1.0] * 12, cues)

    assert sum(range(101, 113)) in {pounds for pounds, _ in found}


def test_list_that_is_cut_is_told_as_broken():
    cues = [{}, {"listed": 1.0}, {"listed": 1.0}]
    found = dict(readings_of(sums_of(100, 250, 475), [3.0, 2.0, -1.0], cues))

    assert (found[825]["list kept"], found[825]["list broken"]) == (2, 0)
    assert (found[350]["list kept"], found[350]["list broken"]) == (1, 1)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_readings_are_few_however_many_sums_are_told(count):
    found = readings_of(sums_of(*range(100, 100 + count)), [float(-place) for place in range(count)], [{}] * count)

    assert found[0][0] == 0
    assert len(found) <= 60
