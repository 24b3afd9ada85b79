"""One story told once, and how much evidence a draft takes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ringfence.domain.counts import SeriesKey
from ringfence.domain.known_change import ChangeEffect, KnownChange
from ringfence.watch.hierarchy import DraftRule, chance_factor, chance_of, doubts_of, find_stories, follow_nodes

from .tables import MONDAY

AREAS, KINDS, WEEKS = 12, 3, 170
CELLS = AREAS * KINDS
REGION = np.array([[int(c % KINDS == k and c // KINDS < 4) for c in range(CELLS)] for k in range(KINDS)])
NATION = np.array([[int(c % KINDS == k) for c in range(CELLS)] for k in range(KINDS)])
NODES = np.vstack([np.eye(CELLS, dtype=int), REGION, NATION])
THE_REGION, THE_NATION = CELLS + 1, CELLS + KINDS + 1  # of kind 1
BITS = 8.0


def a_world(seed=1, rate=6.0):
    rng = np.random.default_rng(seed)
    return rng.poisson(np.broadcast_to(rate * rng.gamma(4, 0.25, size=(CELLS, 1)), (CELLS, WEEKS)))


def told(counts, *, first=160, bits=BITS):
    return find_stories(follow_nodes(counts, NODES), first, WEEKS, bits=bits)


def test_a_quiet_world_tells_no_story():
    assert told(a_world()) == []


def test_a_national_rise_is_one_story_of_the_nation():
    counts = a_world()
    counts[1::KINDS, 163:168] += 5

    stories = told(counts)

    assert len(stories) == 1
    assert stories[0].marks[0].node == THE_NATION
    assert stories[0].cells.sum() == AREAS


def test_a_rise_in_one_force_is_told_by_that_force_not_by_its_region():
    counts = a_world()
    counts[4, 163:167] += 25

    stories = told(counts)

    assert len(stories) == 1
    assert {mark.node for mark in stories[0].marks} == {4}


def test_two_rises_of_different_kinds_are_two_stories():
    counts = a_world()
    counts[4, 163:166] += 25
    counts[20, 163:166] += 25

    stories = told(counts)

    assert sorted(story.marks[0].node for story in stories) == [4, 20]


def test_a_wave_of_its_own_inside_a_national_rise_is_part_of_that_story():
    counts = a_world()
    counts[1::KINDS, 163:168] += 5
    counts[7, 165:167] += 60

    stories = told(counts)

    assert len(stories) == 1
    assert {THE_NATION, 7} <= {mark.node for mark in stories[0].marks}


def test_after_two_quiet_weeks_it_is_another_story():
    counts = a_world()
    counts[4, 160] += 30
    counts[4, 168] += 30

    assert [story.marks[0].week for story in told(counts)] == [160, 168]


def test_weeks_judged_as_known_now_expect_only_what_is_known():
    counts = a_world(rate=20.0)
    counts[:, -1] //= 2

    blind = follow_nodes(counts, NODES)
    thinned = follow_nodes(counts, NODES, completeness=np.array([0.5, 1.0]))

    assert thinned.expected[:, -1].sum() == pytest.approx(thinned.observed[:, -1].sum(), rel=0.1)
    assert thinned.full[:, -1] == pytest.approx(2 * thinned.expected[:, -1])
    # A fall of half in every kind is taken for a shock, but the share known still matters.
    assert blind.seen[-1] == 1.0


def test_hand_worked_cut():
    # 100 nodes, c = 0.12: chance tells 0.75 x 0.12 x 100 x 52.18 = 469.6 stories a year at 0 bits; 0.1 a force, 10 forces.
    rule = DraftRule(false_drafts_per_year=0.1, forces=10, most_false=None)

    needed = rule.bits_needed(nodes=100, factor=0.12)

    assert needed == pytest.approx(math.log2(0.75 * 0.12 * 100 * (365.25 / 7)))
    assert rule.chance_stories(needed, nodes=100, factor=0.12) == pytest.approx(1.0)


def test_a_smaller_budget_takes_more_evidence():
    def needed(budget):
        return DraftRule(false_drafts_per_year=budget, most_false=None).bits_needed(nodes=13, factor=0.12)

    assert needed(0.1) == pytest.approx(needed(0.2) + 1)


def test_where_little_is_going_on_one_in_ten_takes_more_evidence_than_the_budget():
    rule = DraftRule(false_drafts_per_year=1.0, forces=40, most_false=0.1)

    quiet = rule.bits_needed(nodes=600, factor=0.12, peaks=[])
    busy = rule.bits_needed(nodes=600, factor=0.12, peaks=[12.0] * 30)

    assert busy == pytest.approx(12.0)
    assert quiet > busy


def test_the_chance_factor_is_found_again():
    # Evidence that exceeds b bits with probability 0.1 x 2^-b.
    evidence = -np.log2(np.random.default_rng(3).random((400, 250)) / 0.1)

    assert chance_factor(evidence) == pytest.approx(0.1, rel=0.15)


def test_clear_stories_do_not_count_as_chance():
    evidence = -np.log2(np.random.default_rng(3).random((400, 250)) / 0.1)
    with_stories = evidence.copy()
    with_stories[::10, 120:126] = [5, 9, 20, 15, 8, 5]

    assert chance_factor(with_stories) == pytest.approx(chance_factor(evidence), rel=0.1)


def test_chance_of_by_hand():
    assert chance_of(np.array([-9.0, 0.0, 10.0]), 0.128) == pytest.approx([1.0, 0.128, 0.000125])


def test_chance_drafts_stay_within_the_budget_where_series_are_thin_and_vary_much():
    """Thin series of dispersion 2.5 without any wave: 12 forces, two years, one false draft a force and year allowed."""
    rng = np.random.default_rng(12)
    counts = rng.poisson(rng.gamma(0.3 / 1.5, 1.5, size=(CELLS, 290)))
    run = follow_nodes(counts, NODES)
    factor = chance_factor(run.evidence[:, :186])
    cut = DraftRule(false_drafts_per_year=1.0, forces=AREAS, most_false=None).bits_needed(
        nodes=len(NODES), factor=factor
    )

    assert 2 <= len(find_stories(run, 186, 290, bits=cut)) <= 24 + 2 * math.sqrt(24)


FORCES = [SeriesKey(area=f"force-{cell // KINDS}", kind=f"kind-{cell % KINDS}") for cell in range(CELLS)]
PERIODS = [MONDAY.shifted(week) for week in range(WEEKS)]


def a_change(effect, *, weeks, areas=frozenset(), kinds=frozenset()):
    first, last = PERIODS[weeks.start].first_day, PERIODS[weeks.stop - 1].last_day
    return KnownChange(
        name="a programme", effect=effect, first=first, last=last if effect is ChangeEffect.PULSE else None, areas=areas,
        kinds=kinds, source="test",
    )  # fmt: skip


def told_knowing(counts, *changes, bits=BITS):
    run = follow_nodes(counts, NODES, doubts=doubts_of(changes, keys=FORCES, periods=PERIODS))
    return run, find_stories(run, 145, WEEKS, bits=bits)


def test_a_programme_that_is_known_is_no_story():
    counts = a_world()
    counts[1::KINDS, 150:153] = counts[1::KINDS, 150:153] * 2
    programme = a_change(ChangeEffect.PULSE, weeks=slice(150, 153), kinds=frozenset({"kind-1"}))

    assert told_knowing(counts)[1]
    assert told_knowing(counts, programme)[1] == []


def test_what_a_programme_brought_does_not_lift_the_baseline():
    counts = a_world(rate=20.0)
    loud = counts.copy()
    loud[1::KINDS, 150:153] *= 2
    programme = a_change(ChangeEffect.PULSE, weeks=slice(150, 153), kinds=frozenset({"kind-1"}))

    quiet, after = told_knowing(counts)[0], told_knowing(loud, programme)[0]

    np.testing.assert_allclose(after.expected[1::KINDS, -1], quiet.expected[1::KINDS, -1], rtol=0.05)


def test_a_new_form_in_one_force_is_learned_and_then_a_rise_is_seen_again():
    counts = a_world(rate=10.0)
    counts[:KINDS, 110:] *= 2
    form = a_change(ChangeEffect.LEVEL, weeks=slice(110, 111), areas=frozenset({"force-0"}))
    risen = counts.copy()
    risen[1, 165:] += 40

    run, stories = told_knowing(counts, form)

    assert stories == []
    assert run.expected[0, -1] == pytest.approx(counts[0, 120:].mean(), rel=0.25)
    assert {mark.node for mark in told_knowing(risen, form)[1][0].marks} == {1}


def test_a_wave_beyond_what_a_programme_can_do_is_told():
    counts = a_world()
    counts[4, 150:153] += 100
    programme = a_change(ChangeEffect.PULSE, weeks=slice(150, 153), kinds=frozenset({"kind-1"}))

    assert told_knowing(counts, programme)[1]
