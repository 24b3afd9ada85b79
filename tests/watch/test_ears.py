"""EARS: cases worked by hand, R's bounds, and a second, slow implementation of C3."""

from __future__ import annotations

import csv
import gzip

import numpy as np
import pytest
from scipy import stats
from tests.watch.tables import one_series, require_golden

from ringfence.foundation.errors import TooLittleHistory
from ringfence.watch import score_counts

ONE_TO_SEVEN = (1, 2, 3, 4, 5, 6, 7)
# Mean 4; squares of the distances 9+4+1+0+1+4+9 = 28, so sd = sqrt(28/6) = 2.160247.
# z for alpha 0.01 is 2.326348, the bound 4 + 2.326348 x 2.160247 = 9.025486.
BOUND = 9.025486


@pytest.mark.parametrize(("observed", "is_alarm"), [(9, False), (10, True)])
def test_c1_worked_by_hand(observed, is_alarm):
    result = score_counts(one_series(*ONE_TO_SEVEN, observed), 7, 8, detector="ears_c1")

    assert result.expected[0, 0] == pytest.approx(4)
    assert result.threshold[0, 0] == pytest.approx(BOUND, abs=1e-6)
    assert result.alarm[0, 0] == is_alarm
    # (10 - 4) / 2.160247 = 2.777460 standard deviations; the normal tail beyond is 0.00274.
    if is_alarm:
        assert result.p_value[0, 0] == pytest.approx(0.00274, abs=1e-5)


def test_c2_leaves_the_last_two_periods_out():
    result = score_counts(one_series(*ONE_TO_SEVEN, 90, 90, 10), 9, 10, detector="ears_c2")

    assert result.threshold[0, 0] == pytest.approx(BOUND, abs=1e-6)
    assert result.alarm[0, 0]


@pytest.mark.parametrize(
    ("before", "observed", "is_alarm"),
    [
        # Baselines are all fours; their sd of 0 is raised to 1. 5 stands 1 above: nothing is carried;
        # 6 stands 2 above: 1 is carried. The bound is 4 + 2.326 - 1 = 5.326.
        ((5, 6), 5, False),
        ((5, 6), 6, True),
        # 7 carries 2 and 6 carries 1: more than 2.326, so that the bound is the mean itself, never below.
        ((7, 6), 4, False),
        ((7, 6), 5, True),
    ],
)
def test_c3_adds_what_the_two_periods_before_had_above_one_sd(before, observed, is_alarm):
    result = score_counts(one_series(*[4] * 9, *before, observed), 11, 12, detector="ears_c3")

    assert result.alarm[0, 0] == is_alarm


def test_seven_equal_counts_do_not_alarm_at_one_more():
    counts = one_series(*[4] * 7, 5)

    assert not score_counts(counts, 7, 8, detector="ears_c1").alarm.any()
    assert score_counts(counts, 7, 8, detector="ears_c1", like_r=True).alarm.all()


@pytest.mark.parametrize("detector", ["ears_c1", "ears_c2", "ears_c3"])
def test_bounds_scale_with_the_counts_where_no_floor_is_set(detector):
    counts = np.random.default_rng(5).poisson(9, size=(4, 60))

    small = score_counts(counts, 20, 60, detector=detector, like_r=True)
    large = score_counts(counts * 10, 20, 60, detector=detector, like_r=True)

    np.testing.assert_allclose(large.threshold, small.threshold * 10)
    np.testing.assert_array_equal(large.alarm, small.alarm)


@pytest.mark.parametrize(("detector", "needed"), [("ears_c1", 7), ("ears_c2", 9), ("ears_c3", 11)])
def test_too_little_history_is_refused(detector, needed):
    with pytest.raises(TooLittleHistory, match=f"needs {needed}"):
        score_counts(np.zeros((1, 30), dtype=np.int64), needed - 1, 30, detector=detector)


@pytest.mark.parametrize("variant", ["C1", "C2", "C3"])
def test_bounds_and_alarms_are_those_of_r(variant):
    folder = require_golden()
    counts = np.loadtxt(folder / "sim56_counts.csv.gz", delimiter=",").astype(np.int64)
    result = score_counts(counts, 575, 624, detector=f"ears_{variant.lower()}", alpha=0.01, like_r=True)

    with gzip.open(folder / f"sim56_ears_{variant}.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    places = [(int(row["series"]) - 1, int(row["week"]) - 576) for row in rows]
    assert len(rows) == result.alarm.size
    np.testing.assert_allclose(
        [result.threshold[place] for place in places], [bound_of(row) for row in rows], rtol=1e-6, atol=1e-6
    )
    assert [bool(result.alarm[place]) for place in places] == [row["alarm"] == "1" for row in rows]


def bound_of(row: dict[str, str]) -> float:
    return float("nan") if row["upperbound"] == "NA" else float(row["upperbound"])


def test_c3_like_r_rests_on_the_two_periods_before_alone():
    # Nines and elevens: mean 10, sd sqrt(8/7) = 1.069. 14 and 13 stand 3.74 and 2.81 above: 4.55 is carried,
    # more than 2.326, so that even a count of nothing alarms; the published C3 does not.
    before = (9, 11, 9, 11, 9, 11, 9, 11, 10, 14, 13)

    assert score_counts(one_series(*before, 4), 11, 12, detector="ears_c3", like_r=True).alarm.all()
    assert not score_counts(one_series(*before, 4), 11, 12, detector="ears_c3").alarm.any()


def test_c3_follows_the_published_formula():
    """Fricker et al. 2008, one period at a time; R's bound is another (docs/methods/surge-detection.md)."""
    counts = np.random.default_rng(3).poisson(6, size=40)
    z = stats.norm.isf(0.01)

    def c2(t: int) -> float:
        baseline = counts[t - 9 : t - 2]
        return float((counts[t] - baseline.mean()) / max(baseline.std(ddof=1), 1.0))

    for t in range(11, 40):
        statistic = c2(t) + sum(max(0.0, c2(t - back) - 1) for back in (1, 2))
        result = score_counts(counts[None, :], t, t + 1, detector="ears_c3")
        # The bound never falls below the mean.
        expected = statistic > z and c2(t) > 0
        assert result.alarm[0, 0] == expected, t
