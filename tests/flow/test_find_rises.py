"""From a table of counts to what rises: every node, told once, with late reports reckoned with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.flow.every_hour import every_hour
from ringfence.flow.find_rises import rises_in
from ringfence.flow.watch_nodes import nodes_of
from ringfence.foundation.periods import Period
from ringfence.playbooks import load_playbooks
from ringfence.watch import last_full_week

WEEKS = 170
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST = Period.containing(date(2017, 6, 5))
KINDS = ("bank_impersonation", "delivery", "tech_support_impersonation")
FORCES = (
    "cheshire", "cumbria", "greater_manchester", "lancashire", "merseyside", "kent", "sussex", "surrey", "norfolk",
    "suffolk", "essex", "gwent", "north_wales",
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf():
    return load_playbooks()


def a_table(*, rate=4.0, seed=1, **rises):
    """Counts of thirteen forces; `cheshire=(weeks, reports)` adds reports of technical support."""
    keys = tuple(SeriesKey(area=area, kind=kind) for area in sorted(FORCES) for kind in KINDS)
    rng = np.random.default_rng(seed)
    counts = rng.poisson(np.broadcast_to(rate * rng.gamma(4, 0.25, size=(len(keys), 1)), (len(keys), WEEKS)))
    for area, (weeks, reports) in rises.items():
        counts[keys.index(SeriesKey(area=area, kind="tech_support_impersonation")), weeks] += reports
    return CountTable(keys=keys, first=FIRST, counts=counts)


def drafted(table, *, shelf, completeness=None):
    rises = rises_in(table, shelf=shelf, completeness=completeness, false_drafts_per_year=0.1)
    return [telling for telling in rises.tellings if telling.passes]


def test_a_quiet_table_earns_no_draft(shelf):
    assert drafted(a_table(), shelf=shelf) == []


def test_a_wave_in_one_force_is_told_by_that_force(shelf):
    (wave,) = drafted(a_table(cheshire=(slice(168, 170), 25)), shelf=shelf)

    assert wave.series == SeriesKey(area="cheshire", kind="tech_support_impersonation")
    assert wave.areas == ("cheshire",)


def test_forces_rising_together_are_one_rise_with_its_areas(shelf):
    together = {force: (slice(166, 170), 7) for force in FORCES}

    (wave,) = drafted(a_table(**together), shelf=shelf)

    assert wave.series.area == "uk"
    assert set(wave.areas) == set(FORCES)


def test_neighbours_in_two_regions_rising_together_are_told_as_neighbours(shelf):
    # Cheshire borders North Wales: no region holds both.
    weeks = slice(167, 170)

    (wave,) = drafted(a_table(cheshire=(weeks, 8), north_wales=(weeks, 8), merseyside=(weeks, 8)), shelf=shelf)

    assert wave.series.area.startswith("near_")
    assert {"cheshire", "north_wales", "merseyside"} <= set(wave.areas)


def test_the_newest_week_is_judged_by_what_can_be_known(shelf):
    table = a_table(rate=8.0, cheshire=(slice(169, 170), 40))
    table.counts[:, -1] //= 2

    (wave,) = drafted(table, shelf=shelf, completeness=np.array([0.5, 1.0, 1.0]))

    assert wave.series.area == "cheshire"
    assert wave.alarms[-1].expected < 0.75 * table.counts[table.keys.index(wave.series), 100:160].mean()


def test_less_than_a_year_of_history_is_not_judged(shelf):
    table = a_table()
    short = CountTable(keys=table.keys, first=FIRST, counts=table.counts[:, :40])

    assert not rises_in(short, shelf=shelf, completeness=None, false_drafts_per_year=0.1).tellings


def test_a_force_that_joins_is_no_rise_of_the_nation(shelf):
    table = a_table()
    late = [row for row, key in enumerate(table.keys) if key.area == "kent"]
    table.counts[late, :140] = 0

    assert drafted(table, shelf=shelf) == []


def test_nodes_are_forces_neighbourhoods_regions_nations_and_families(shelf):
    keys = [SeriesKey(area=area, kind=kind) for area in FORCES for kind in KINDS]

    nodes, membership = nodes_of(keys, shelf=shelf)

    areas = {node.series.area for node in nodes if node.series.kind == "delivery"}
    assert {"cheshire", "near_cheshire", "north_west", "wales", "england", "uk"} <= areas
    assert SeriesKey(area="kent", kind="family_impersonation") in {node.series for node in nodes}
    assert len({row.tobytes() for row in membership}) == len(nodes), "no two nodes hold the same cells"


def test_a_flood_of_anonymous_reports_earns_no_draft(shelf):
    table = a_table(rate=3.0, cheshire=(slice(168, 170), 60))
    anonymous = np.zeros_like(table.counts)
    anonymous[table.keys.index(SeriesKey(area="cheshire", kind="tech_support_impersonation")), 168:170] = 60
    flooded = CountTable(keys=table.keys, first=FIRST, counts=table.counts, anonymous=anonymous)

    assert drafted(table, shelf=shelf)
    assert drafted(flooded, shelf=shelf) == []


def test_reports_of_one_region_alone_are_called_by_that_region_and_not_by_the_country(shelf):
    keys = [SeriesKey(area=area, kind="delivery") for area in ("cheshire", "cumbria", "lancashire", "merseyside")]

    nodes, _ = nodes_of(keys, shelf=shelf)

    wide = [node.series.area for node in nodes if len(node.areas) == len(keys)]
    assert wide
    assert not {"uk", "england"} & set(wide)


def test_a_force_that_joined_this_year_is_left_to_be_judged_alone(shelf):
    table = a_table()
    counts = table.counts.copy()
    counts[[row for row, key in enumerate(table.keys) if key.area == "kent"], : WEEKS - 50] = 0

    rises = rises_in(replace(table, counts=counts), shelf=shelf, completeness=None, false_drafts_per_year=0.1)

    assert {key.area for key in rises.young.keys} == {"kent"}
    assert rises.young.counts.shape == (len(KINDS), WEEKS)


def test_a_wave_in_a_force_that_joined_this_year_is_seen(place):
    week = last_full_week(MONDAY)
    rows = [
        (SeriesKey(area=area, kind="delivery"), week.shifted(-back), 4 + (back + len(area)) % 3)
        for area, weeks in (("cheshire", 200), ("kent", 200), ("cumbria", 45))
        for back in range(weeks)
    ]
    wave = [(key, period, 60 if key.area == "cumbria" and period == week else n) for key, period, n in rows]
    place.counts.import_counts(wave, source="before")

    every_hour(place=place, as_of=MONDAY)

    assert {surge.series.area for surge in place.surges.all()} == {"cumbria"}
