"""Stories become surges: told once, with ids that stay."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from ringfence.domain.counts import SeriesKey
from ringfence.domain.report import World
from ringfence.watch.join_stories import Telling, join_tellings

from .tables import KEY, an_alarm

WORLD = World("test")
NORTH_WEST = SeriesKey(area="north_west", kind=KEY.kind)
FORCES = ("cheshire", "cumbria", "lancashire")


def a_telling(*weeks, series=KEY, areas=None, bits=12.0, passes=True):
    areas = areas or (series.area,)

    def retold(other):
        return tuple(replace(an_alarm(week), series=other) for week in weeks)

    return Telling(
        series=series, areas=areas, kinds=(series.kind,), alarms=retold(series), bits=bits, passes=passes, retold=retold
    )


def joined(*tellings, known=()):
    ids = (f"surge-{number}" for number in count(len(known)))
    return join_tellings(tellings, known=list(known), world=WORLD, new_id=lambda: next(ids))


def test_the_same_story_again_changes_nothing():
    known = joined(a_telling(3, 4))

    assert joined(a_telling(3, 4), known=known) == []


def test_a_story_that_goes_on_keeps_its_id():
    known = joined(a_telling(3, 4))

    (grown,) = joined(a_telling(4, 5, 6), known=known)

    assert grown.id == known[0].id
    assert [alarm.period.index - an_alarm(0).period.index for alarm in grown.alarms] == [3, 4, 5, 6]


def test_a_force_inside_a_rise_of_its_region_is_not_told_again():
    known = joined(a_telling(3, 4, series=NORTH_WEST, areas=FORCES))

    (same,) = joined(a_telling(5), known=known)

    assert same.id == known[0].id
    assert {alarm.series for alarm in same.alarms} == {NORTH_WEST}


def test_a_rise_that_spreads_is_a_surge_of_its_own_that_names_where_it_began():
    known = joined(a_telling(3, 4))

    (wider,) = joined(a_telling(5, series=NORTH_WEST, areas=FORCES), known=known)

    assert wider.areas == FORCES
    assert wider.grew_from == known[0].id


def test_another_kind_at_the_same_time_is_another_surge():
    known = joined(a_telling(3, 4))

    (other,) = joined(a_telling(4, series=SeriesKey(area="cheshire", kind="delivery")), known=known)

    assert other.id != known[0].id
    assert other.grew_from is None


def test_after_a_long_quiet_it_is_a_resurgence_and_says_how_long():
    known = joined(a_telling(3, 4))

    (back,) = joined(a_telling(30), known=known)

    assert back.resurgence_of == known[0].id
    assert back.quiet_weeks == 25


def test_a_week_that_did_not_earn_a_draft_is_no_earlier_wave():
    known = joined(a_telling(3, 4, passes=False))

    (new,) = joined(a_telling(30), known=known)

    assert not new.is_resurgence


def test_once_strong_enough_it_stays_so():
    known = joined(a_telling(3, 4, bits=14.0))

    (later,) = joined(a_telling(4, 5, bits=9.0, passes=False), known=known)

    assert later.passes_budget
    assert later.bits == 14.0


def test_mostly_anonymous_reports_are_marked():
    telling = a_telling(3)
    flooded = replace(telling, alarms=(an_alarm(3, observed=12, anonymous=8),))

    (surge,) = joined(flooded)

    assert surge.is_possible_flooding


def test_a_wide_rise_that_earned_no_draft_does_not_earn_one_by_a_single_force():
    known = joined(a_telling(3, 4, series=NORTH_WEST, areas=FORCES, passes=False))

    (own,) = joined(a_telling(5), known=known)

    assert own.series == KEY
    assert own.passes_budget


def test_a_rise_of_other_forces_under_the_same_name_is_no_resurgence():
    known = joined(a_telling(3, 4, series=NORTH_WEST, areas=("cheshire", "cumbria")))

    (other,) = joined(a_telling(40, 41, series=NORTH_WEST, areas=("kent", "surrey")), known=known)

    assert other.resurgence_of is None
