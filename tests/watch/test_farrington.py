"""Improved Farrington: cases worked by hand, the flaw of R that is mended, agreement with R."""

from __future__ import annotations

import csv
import gzip

import numpy as np
import pytest
from tests.watch.tables import one_series, require_golden

from ringfence.watch import score_counts

NEEDED = 263


def judged(baseline, *recent, **options):
    """Judge the last of `recent`, with `baseline` right before them."""
    counts = one_series(*baseline, *recent)
    last = counts.shape[1]
    return score_counts(counts, last - 1, last, detector="farrington", **options)


@pytest.mark.parametrize(("observed", "is_alarm"), [(11, False), (12, True)])
def test_a_steady_series_is_judged_by_poisson(observed, is_alarm):
    # Five every week: expected 5, no spread beyond Poisson. P(Y <= 10) = .98630 and P(Y <= 11) = .99455,
    # so that 11 is the bound and P(Y >= 12) = .00545.
    result = judged([5] * NEEDED, observed, like_r=True)

    assert result.expected[0, 0] == pytest.approx(5, abs=1e-6)
    assert result.dispersion[0, 0] == pytest.approx(1)
    assert result.threshold[0, 0] == 11
    assert result.alarm[0, 0] == is_alarm
    if is_alarm:
        assert result.p_value[0, 0] == pytest.approx(0.00545, abs=2e-5)


def test_a_mean_that_is_only_estimated_widens_the_spread():
    # The mean of 5 rests on 35 x 5 = 175 reports of this season and 5 of prior: variance 5 (1 + 5/180).
    result = judged([5] * NEEDED, 12)

    phi = 1 + 5 / 180
    assert result.expected[0, 0] == pytest.approx(5, abs=1e-3)
    assert result.dispersion[0, 0] == pytest.approx(phi, abs=1e-4)
    assert result.threshold[0, 0] == negative_binomial_quantile(0.99, mean=5, phi=phi)


def window_weeks(week: int) -> list[int]:
    """The 35 weeks at this time of the five years before."""
    return [week - 52 * year + away for year in range(5, 0, -1) for away in range(-3, 4)]


def test_the_season_of_the_judged_week_is_expected():
    # Ten at this time of each year, two otherwise: ten is expected. P(Y <= 17) = .98572, P(Y <= 18) = .99281.
    counts = np.full(NEEDED + 1, 2)
    counts[window_weeks(NEEDED)] = 10

    result = judged(counts[:-1], 10, like_r=True)

    assert result.expected[0, 0] == pytest.approx(10, abs=1e-6)
    assert result.threshold[0, 0] == 18


def test_a_season_is_drawn_towards_the_year():
    # The year's mean is (35 x 10 + 202 x 2) / 237 = 3.18143. The season saw 350 reports where the year promises
    # 35 x 3.18143 = 111.350; five of prior on either side: 3.18143 x 355 / 116.350 = 9.70698.
    counts = np.full(NEEDED + 1, 2)
    counts[window_weeks(NEEDED)] = 10

    result = judged(counts[:-1], 10)

    assert result.expected[0, 0] == pytest.approx(9.70698, abs=1e-3)


def test_a_season_without_a_report_does_not_make_five_a_miracle():
    # Two a week otherwise, none at this time of the year. R expects none whatever; here the year counts for something.
    counts = np.full(NEEDED + 1, 2)
    counts[window_weeks(NEEDED)] = 0

    # The year's mean is 404 / 237 = 1.70464; 1.70464 x 5 / (35 x 1.70464 + 5) = 0.13181.
    assert judged(counts[:-1], 5).expected[0, 0] == pytest.approx(0.1318, abs=1e-3)
    assert judged(counts[:-1], 5, like_r=True).expected[0, 0] < 1e-6


def test_spread_beyond_poisson_lifts_the_bound():
    # One season, no trend: 30 weeks of 4 and 5 of 11 have the mean 175/35 = 5. Pearson: 30 x 1/5 + 5 x 36/5 = 42,
    # over 35 - 1 degrees of freedom: phi = 42/34. No residual is above 2.58 (11: 2.12), so no week weighs less.
    counts = np.zeros(NEEDED + 1, dtype=int)
    counts[window_weeks(NEEDED)] = [4] * 30 + [11] * 5

    result = judged(counts[:-1], 20, n_periods=1, p_threshold_trend=0.0, like_r=True)

    phi = 42 / 34
    assert result.expected[0, 0] == pytest.approx(5, abs=1e-6)
    assert result.dispersion[0, 0] == pytest.approx(phi, abs=1e-6)
    assert result.threshold[0, 0] == negative_binomial_quantile(0.99, mean=5, phi=phi)


def negative_binomial_quantile(share: float, *, mean: float, phi: float) -> int:
    """Add up the terms one by one: p(0) = phi^-size, p(k+1) = p(k) (k + size) / (k + 1) (phi - 1) / phi."""
    size = mean / (phi - 1)
    term, total, k = phi**-size, phi**-size, 0
    while total < share:
        term *= (k + size) / (k + 1) * (phi - 1) / phi
        total, k = total + term, k + 1
    return k


def test_a_former_outbreak_weighs_less():
    # 34 weeks of 4 and one of 39: mean 5, phi (34/5 + 34^2/5) / 34 = 7, leverage 1/35. Anscombe residual of the 39:
    # 1.5 (39^(2/3) 5^(-1/6) - 5^(1/2)) / sqrt(7 x 34/35) = 3.7726, weight 3.7726^-2 = .070263.
    # Weighted mean (136 + 2.74026) / 34.070263 = 4.07218.
    counts = np.zeros(NEEDED + 1, dtype=int)
    counts[window_weeks(NEEDED)] = [4] * 34 + [39]

    result = judged(counts[:-1], 4, n_periods=1, p_threshold_trend=0.0, like_r=True)

    assert result.expected[0, 0] == pytest.approx(4.07218, abs=1e-5)


def test_a_burst_of_something_never_seen_alarms():
    assert judged([0] * NEEDED, 9).alarm.all()
    assert judged([0] * NEEDED, 9).p_value[0, 0] < 1e-10


def test_like_r_a_burst_of_something_never_seen_is_missed():
    result = judged([0] * NEEDED, 9, like_r=True)

    assert not result.alarm.any()
    assert np.isnan(result.threshold).all()


def test_four_reports_in_four_weeks_never_alarm():
    blank = [0] * NEEDED

    assert not judged(blank, 0, 0, 0, 4).alarm.any()
    assert np.isnan(judged(blank, 0, 0, 0, 4).threshold).all()
    assert judged(blank, 1, 0, 0, 4).alarm.all()
    assert not judged(blank, 1, 0, 0, 0, 4).alarm.any()
    assert judged(blank, 0, 0, 0, 4, limit54=(0, 4)).alarm.all()


def test_the_newest_half_year_is_no_baseline():
    # A wave of 26 weeks lifts no bound.
    quiet, wave = judged([5] * 300, 20), judged([5] * 274 + [50] * 26, 20)

    assert wave.threshold[0, 0] == quiet.threshold[0, 0]


def test_expected_counts_scale_with_the_counts():
    counts = np.random.default_rng(8).negative_binomial(3, 0.2, size=(20, NEEDED + 5))

    small = score_counts(counts, NEEDED, NEEDED + 5, detector="farrington", like_r=True)
    large = score_counts(counts * 7, NEEDED, NEEDED + 5, detector="farrington", like_r=True)

    np.testing.assert_allclose(large.expected, small.expected * 7, rtol=1e-4)
    np.testing.assert_allclose(large.dispersion, small.dispersion * 7, rtol=1e-3)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("ff_nbPlugin", {}),
        ("ff_delta", {"threshold_method": "delta"}),
        ("ff_muan", {"threshold_method": "muan"}),
        ("ff_nbPlugin_t05", {"p_threshold_trend": 0.05}),
    ],
)
def test_numbers_are_those_of_r(name, options):
    folder = require_golden()
    counts = np.loadtxt(folder / "sim56_counts.csv.gz", delimiter=",").astype(np.int64)
    with gzip.open(folder / f"sim56_{name}.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    first, last = min(int(row["week"]) for row in rows) - 1, max(int(row["week"]) for row in rows)
    result = score_counts(counts, first, last, detector="farrington", like_r=True, **options)

    places = tuple(np.array([(int(row["series"]) - 1, int(row["week"]) - 1 - first) for row in rows]).T)
    bound, expected, phi, p_value = (
        np.array([number(row[column]) for row in rows]) for column in ("upperbound", "expected", "phi", "pvalue")
    )
    has_bound = np.isfinite(bound)
    assert has_bound.sum() > 1500
    np.testing.assert_array_equal(result.alarm[places], [row["alarm"] == "1" for row in rows])
    np.testing.assert_allclose(result.threshold[places][has_bound], bound[has_bound], rtol=1e-3)
    is_fit = has_bound & (np.abs(expected) > 1e-4)
    np.testing.assert_allclose(result.expected[places][is_fit], expected[is_fit], rtol=1e-4)
    np.testing.assert_allclose(result.dispersion[places][is_fit], phi[is_fit], rtol=1e-3)
    if "threshold_method" not in options:  # R's other p-values belong to other distributions
        np.testing.assert_allclose(result.p_value[places][is_fit], p_value[is_fit], rtol=1e-3)


def number(text: str) -> float:
    return {"NA": np.nan, "": np.nan, "Inf": np.inf}.get(text) or float(text)
