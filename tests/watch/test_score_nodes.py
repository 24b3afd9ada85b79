"""Every node of a hierarchy at once: what rises is seen where it rises, and nothing looks ahead."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ringfence.foundation.errors import InvalidInput, TooLittleHistory
from ringfence.watch import judge_nodes, score_nodes
from ringfence.watch.hierarchy.completeness import completeness_of
from ringfence.watch.hierarchy.evidence import log_ratios, window_evidence
from ringfence.watch.hierarchy.pools import find_pools

AREAS, KINDS, WEEKS = 6, 3, 150
CELLS = AREAS * KINDS
# Cells, then a region of areas 0 to 2 for each kind, then the nation for each kind.
REGIONS = np.array([[int(c % KINDS == k and c // KINDS < 3) for c in range(CELLS)] for k in range(KINDS)])
NATION = np.array([[int(c % KINDS == k) for c in range(CELLS)] for k in range(KINDS)])
NODES = np.vstack([np.eye(CELLS, dtype=int), REGIONS, NATION])
NATIONAL = CELLS + KINDS


def a_world(seed=1, rate=4.0):
    rng = np.random.default_rng(seed)
    season = 1 + 0.3 * np.cos(2 * np.pi * np.arange(WEEKS) / 52.18)
    means = rate * rng.gamma(2, 0.5, size=(CELLS, 1)) * season
    return rng.poisson(rng.gamma(means / 0.5, 0.5))


def the_last_arrives_late(final):
    """Known at the end of a week: half of its own reports, all of those of the weeks before."""

    def as_known(week):
        known = final[:, : week + 1].copy()
        known[:, week] //= 2
        return known

    return as_known


@st.composite
def a_changed_future(draw):
    counts = a_world(seed=draw(st.integers(0, 50)), rate=draw(st.sampled_from([0.05, 1, 40])))
    week = draw(st.integers(120, WEEKS - 1))
    changed = counts.copy()
    changed[:, week:] = draw(st.sampled_from([0, 3, 10**5])) + a_world(seed=99)[:, week:]
    return counts, changed, week


@settings(max_examples=20, deadline=None)
@given(case=a_changed_future())
def test_a_changed_future_never_moves_a_score(case):
    counts, changed, week = case

    before = score_nodes(counts, NODES, 120, WEEKS)
    after = score_nodes(changed, NODES, 120, WEEKS)

    np.testing.assert_array_equal(before[:, : week - 120], after[:, : week - 120])


@settings(max_examples=10, deadline=None)
@given(case=a_changed_future())
def test_a_changed_future_never_moves_a_score_as_known(case):
    counts, changed, week = case

    before = score_nodes(counts, NODES, 120, WEEKS, counts_as_known=the_last_arrives_late(counts))
    after = score_nodes(changed, NODES, 120, WEEKS, counts_as_known=the_last_arrives_late(changed))

    np.testing.assert_array_equal(before[:, : week - 120], after[:, : week - 120])


def test_final_counts_are_not_looked_at_where_counts_as_known_are_given():
    counts = a_world()
    as_known = the_last_arrives_late(counts)

    given_final = score_nodes(counts, NODES, 120, WEEKS, counts_as_known=as_known)
    given_nothing = score_nodes(np.zeros_like(counts), NODES, 120, WEEKS, counts_as_known=as_known)

    np.testing.assert_array_equal(given_final, given_nothing)


def test_all_weeks_at_once_is_week_by_week():
    counts = a_world()

    at_once = score_nodes(counts, NODES, 140, WEEKS)

    for week in range(140, WEEKS):
        alone = score_nodes(counts[:, : week + 1], NODES, week, week + 1)
        np.testing.assert_allclose(at_once[:, week - 140], alone[:, 0], rtol=1e-9)


def test_the_order_of_the_nodes_does_not_matter():
    counts = a_world()

    forwards = score_nodes(counts, NODES, 140, WEEKS)
    backwards = score_nodes(counts, NODES[::-1], 140, WEEKS)

    np.testing.assert_allclose(backwards[::-1], forwards, rtol=1e-6, atol=1e-6)


def test_a_rise_in_one_cell_stands_out_in_that_cell():
    counts = a_world()
    counts[4, 145] += 20

    scores = score_nodes(counts, NODES, 145, 146)[:, 0]

    assert scores.argmax() == 4
    assert scores[4] > 8


def test_a_small_rise_everywhere_stands_out_in_the_nation():
    counts = a_world(rate=8.0)
    counts[1::KINDS, 143:147] += 5

    scores = score_nodes(counts, NODES, 146, 147)[:, 0]

    assert scores.argmax() == NATIONAL + 1


def test_three_small_weeks_count_together():
    counts = a_world()
    once = counts.copy()
    once[4, 147] += 6
    thrice = counts.copy()
    thrice[4, 145:148] += 6

    assert score_nodes(thrice, NODES, 147, 148)[4, 0] > score_nodes(once, NODES, 147, 148)[4, 0] + 3


def test_a_week_in_which_every_kind_is_reported_more_is_no_rise():
    counts = np.random.default_rng(5).poisson(30, size=(8 * 12, WEEKS))
    nodes = np.array([[int(c % 12 == k) for c in range(96)] for k in range(12)])
    shocked = counts.copy()
    shocked[:, 145] = (counts[:, 145] * 1.3).astype(int)

    one_kind = np.where(np.arange(96)[:, None] % 12 == 2, shocked, counts)

    everywhere = score_nodes(shocked, nodes, 145, 146) - score_nodes(counts, nodes, 145, 146)
    alone = score_nodes(one_kind, nodes, 145, 146) - score_nodes(counts, nodes, 145, 146)

    assert np.abs(everywhere).max() < 0.5
    assert alone[2] > 4


def test_the_first_ever_burst_in_an_empty_history_stands_out():
    counts = a_world()
    counts[4] = 0
    counts[4, 145] = 5

    assert score_nodes(counts, NODES, 145, 146)[4, 0] > 7


def test_an_old_wave_does_not_lift_the_baseline_much():
    counts = a_world()
    with_wave = counts.copy()
    with_wave[4, 100:106] += 40

    plain = judge_nodes(counts, NODES, 140, 141).expected[4, 0]
    after = judge_nodes(with_wave, NODES, 140, 141).expected[4, 0]

    assert after < 1.25 * plain  # the wave is 240 reports, against some 4 a week


def test_late_reports_are_reckoned_with():
    counts = a_world(rate=12.0)
    as_known = the_last_arrives_late(counts)

    judged = judge_nodes(counts, NODES, 140, WEEKS, counts_as_known=as_known)

    assert judged.expected.sum() / judged.full.sum() == pytest.approx(0.48, abs=0.03)
    observed = sum((NODES @ as_known(week)[:, -1]).sum() for week in range(140, WEEKS))
    assert judged.expected.sum() == pytest.approx(observed, rel=0.1)


def test_hand_worked_ratio():
    # Poisson but for a dispersion of 1.0001: mean 4, count 10; a strength of 1 adds one standard deviation, 2.
    ratios = log_ratios(np.array([10.0]), np.array([4.0]), np.array([1.0]))

    assert ratios[0, 1] == pytest.approx(stats.poisson.logpmf(10, 6) - stats.poisson.logpmf(10, 4), abs=1e-3)
    assert ratios[0, 1] == pytest.approx(10 * math.log(6 / 4) - 2, abs=1e-3)  # 2.0547


def test_hand_worked_evidence():
    # Two weeks, two strengths: runs of one week bring 2 and 1/2, of two weeks 2 x 4 and 1/2 x 1.
    ratios = np.log(np.array([[[4.0, 1.0], [2.0, 0.5]]]))

    assert np.exp(window_evidence(ratios)[0]) == pytest.approx((2 + 0.5 + 8 + 0.5) / 4)


def test_chance_seldom_brings_much_evidence():
    """By Ville's inequality a week brings 1/b with a probability of at most b, where mean and dispersion are right."""
    rng = np.random.default_rng(8)
    for mean, dispersion in ((0.1, 2.0), (1.0, 1.5), (20.0, 2.0)):
        size = mean / (dispersion - 1)
        counts = rng.poisson(rng.gamma(size, dispersion - 1, size=(40_000, 4))).astype(float)
        ratios = log_ratios(counts, np.full(counts.shape, mean), np.full(counts.shape, dispersion))
        evidence = np.exp(window_evidence(ratios))
        # The sum of a negative binomial and a Poisson is taken as negative binomial: near enough.
        assert evidence.mean() < 1.1
        assert (evidence >= 20).mean() <= 0.05


def test_completeness_by_hand():
    # Week 0: 4, then 8, then 10. Week 1: 5, then 10. Week 2: 6.
    known = np.array([[40.0, 80.0, 100.0], [50.0, 100.0, np.nan], [60.0, np.nan, np.nan]])

    share = completeness_of(known)

    assert share == pytest.approx([(91 / 181) * (81 / 101), 81 / 101, 1.0])


def test_the_largest_nodes_that_do_not_overlap_are_the_pools():
    pools = find_pools(NODES)

    assert [set(pools[k::KINDS]) for k in range(KINDS)] == [{pools[k]} for k in range(KINDS)]
    assert len(set(pools)) == KINDS


def test_a_cell_in_no_node_is_a_pool_of_its_own():
    assert list(find_pools(np.array([[1, 1, 0, 0]]))) == [0, 0, 1, 2]


@pytest.mark.parametrize(
    "counts", [np.full((CELLS, WEEKS), -1), np.full((CELLS, WEEKS), 0.5), np.full((CELLS, WEEKS), np.nan)]
)
def test_what_is_no_count_is_refused(counts):
    with pytest.raises(InvalidInput, match="whole numbers"):
        score_nodes(counts, NODES, 140, WEEKS)


def test_what_does_not_fit_is_refused():
    counts = a_world()
    with pytest.raises(InvalidInput, match="do not fit"):
        score_nodes(counts, NODES[:, :-1], 140, WEEKS)
    with pytest.raises(InvalidInput, match="other than 0 and 1"):
        score_nodes(counts, NODES * 2, 140, WEEKS)
    with pytest.raises(InvalidInput, match="cannot be judged"):
        score_nodes(counts, NODES, 140, WEEKS + 1)
    with pytest.raises(InvalidInput, match="Give one a cell"):
        score_nodes(counts, NODES, 140, WEEKS, pools=np.array([0]))


def test_two_weeks_of_history_are_too_little():
    with pytest.raises(TooLittleHistory):
        score_nodes(a_world(), NODES, 2, 4)


def test_one_area_alone_is_judged_too():
    counts = a_world()[:1]
    counts[0, 149] = 30

    assert score_nodes(counts, np.array([[1]]), 149, 150)[0, 0] > 8
