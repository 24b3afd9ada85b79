"""A new form, a programme, our own warning: what is known to change reporting is reckoned with."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ringfence.domain.counts import SeriesKey
from ringfence.domain.known_change import ChangeEffect, KnownChange
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import parse_period
from ringfence.playbooks.known_changes import load_known_changes
from ringfence.watch import change_terms, pulse_of_warning, score_counts

CHESHIRE = SeriesKey(area="cheshire", kind="delivery")
KENT = SeriesKey(area="kent", kind="delivery")
WEEKS = [parse_period("2019-W01").shifted(place) for place in range(220)]
CHANGE_AT = 160


def a_change(effect: ChangeEffect = ChangeEffect.LEVEL, **changes) -> KnownChange:
    values = {"name": "a new form", "effect": effect, "first": WEEKS[CHANGE_AT].first_day, "source": "invented"}
    return KnownChange(**(values | changes))


def judged(counts, changes, keys=(CHESHIRE,), first=CHANGE_AT):
    terms = change_terms(changes, keys=keys, periods=WEEKS)
    return score_counts(np.array(counts), first, len(WEEKS), periods=WEEKS, changes=terms)


def test_a_new_level_that_is_known_is_no_surge_and_is_learned():
    counts = [[10] * CHANGE_AT + [17] * 60]

    unknown, known = judged(counts, []), judged(counts, [a_change()])

    assert unknown.alarm[0, :8].sum() >= 5
    assert not known.alarm.any()
    # Half a year on the new level is what is expected.
    np.testing.assert_allclose(known.expected[0, -5:], 17, rtol=0.1)


def test_a_wave_on_top_of_a_new_level_is_still_a_surge():
    counts = [[10] * CHANGE_AT + [17] * 40 + [60] * 3 + [17] * 17]

    assert judged(counts, [a_change()]).alarm[0, 40:43].all()


def test_a_pulse_that_is_known_is_no_surge_and_never_lifts_the_baseline():
    counts = [[10] * CHANGE_AT + [20, 22, 18] + [10] * 57]
    programme = a_change(ChangeEffect.PULSE, last=WEEKS[CHANGE_AT + 2].last_day)

    unknown, known = judged(counts, []), judged(counts, [programme])

    assert unknown.alarm[0, :3].any()
    assert not known.alarm.any()
    np.testing.assert_allclose(known.expected[0, -20:], 10, rtol=0.05)


def test_a_change_touches_only_its_areas_and_kinds():
    counts = [[10] * CHANGE_AT + [17] * 60] * 2
    change = a_change(areas=frozenset({"cheshire"}))

    result = judged(counts, [change], keys=(CHESHIRE, KENT))

    assert not result.alarm[0].any()
    assert result.alarm[1].any()


def test_a_change_to_come_moves_nothing_before_it():
    counts = np.random.default_rng(4).poisson(10, size=(1, 220))

    without, with_it = judged(counts, [], first=150), judged(counts, [a_change()], first=150)

    np.testing.assert_array_equal(without.p_value[0, :8], with_it.p_value[0, :8])


def test_a_change_in_the_middle_of_a_week_is_a_share_of_it():
    terms = change_terms([a_change(first=date(2020, 1, 9))], keys=[CHESHIRE], periods=WEEKS)
    place = [week.label for week in WEEKS].index("2020-W02")

    assert terms.columns[place - 1 : place + 2, 0].tolist() == [0, pytest.approx(4 / 7), 1]


def test_our_own_warning_is_a_pulse_of_three_weeks_in_its_area():
    change = pulse_of_warning(area="cheshire", kind="delivery", published_on=date(2020, 9, 1))

    assert (change.first, change.last) == (date(2020, 9, 1), date(2020, 9, 21))
    assert change.touches(area="cheshire", kind="delivery")
    assert not change.touches(area="kent", kind="delivery")


def test_the_packaged_table_knows_report_fraud_and_not_for_scotland():
    change = next(change for change in load_known_changes() if "Report Fraud" in change.name)

    assert (change.first, change.effect) == (date(2025, 12, 4), ChangeEffect.LEVEL)
    assert change.touches(area="northern_ireland", kind="delivery")
    assert not change.touches(area="scotland", kind="delivery")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('effect = "jump"', "is not one of level, pulse"),
        ('first = "2020-01-01"', "has to be a day"),
        ('effect = "pulse"', "a pulse needs the day on which it ended"),
        ("last = 2019-01-01", "a new level has no last day"),
        ('colour = "red"', "is not a key"),
    ],
)
def test_a_table_with_faults_names_their_lines(tmp_path, line, sentence):
    values = {"name": '"a"', "effect": '"level"', "first": "2020-01-01", "source": '"b"'}
    key, _, value = line.partition(" = ")
    path = tmp_path / "changes.toml"
    path.write_text(
        "[[change]]\n" + "\n".join(f"{name} = {each}" for name, each in (values | {key: value}).items()),
        encoding="utf-8",
    )

    with pytest.raises(InvalidInput) as caught:
        load_known_changes(path)

    assert sentence in " ".join(fault.reason for fault in caught.value.faults)
    assert all(fault.line for fault in caught.value.faults)
