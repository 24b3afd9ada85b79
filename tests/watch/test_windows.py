"""The default detector: windows of one to three weeks over a robust regression."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats
from tests.watch.tables import one_series, require_golden

from ringfence.foundation.errors import TooLittleHistory
from ringfence.foundation.periods import parse_period
from ringfence.watch import score_counts
from ringfence.watch.baseline import PRIOR_REPORTS, fit_baseline
from ringfence.watch.dispersion import pooled_dispersion, pools_of
from ringfence.watch.tails import quantile, upper_tail
from ringfence.watch.windows import LONGEST_PAYS, STILL_RISING, price_of, score_windows

QUIET = [4] * 100


def judged(*newest: int, history: list[int] | None = None):
    """The judgement of the newest weeks of one series."""
    counts = one_series(*(QUIET if history is None else history), *newest)
    return score_counts(counts, counts.shape[1] - len(newest), counts.shape[1])


def test_tails_are_those_of_scipy():
    observed, mean, phi = np.array([0.0, 1, 7, 40]), np.array([0.3, 0.3, 2.5, 30.0]), np.array([1.0, 1.4, 2, 3])

    negative = [
        stats.nbinom.sf(y - 1, m / (p - 1), 1 / p) for y, m, p in zip(observed, mean, phi, strict=True) if p > 1
    ]

    np.testing.assert_allclose(upper_tail(observed, mean, phi), [1.0, *negative], rtol=1e-10)
    np.testing.assert_allclose(upper_tail(observed, mean, np.ones(4)), stats.poisson.sf(observed - 1, mean), rtol=1e-10)


def test_a_quantile_is_exceeded_with_at_most_its_chance():
    mean, phi = np.array([0.2, 3.0, 50.0]), np.array([1.0, 1.5, 4.0])

    found = quantile(0.01, mean, phi)

    assert (upper_tail(found + 1, mean, phi) <= 0.01).all()
    assert (upper_tail(found, mean, phi) > 0.01).all()


def test_the_baseline_is_the_penalised_maximum_of_the_likelihood():
    rng = np.random.default_rng(5)
    design = np.column_stack([np.ones(80), np.linspace(-1, 0, 80), np.cos(np.arange(80) / 8.3)])
    ridge, counts = np.array([0.0, 1.0, 4.0]), rng.poisson(6, size=80).astype(float)
    counts[counts > 11] = 11  # nothing to weight down

    fit = fit_baseline(counts[None], design, weights=np.ones(80), ridge=ridge)

    def loss(beta):
        filled = counts + PRIOR_REPORTS / 80
        return np.exp(design @ beta).sum() - filled @ design @ beta + 0.5 * (ridge * beta**2).sum()

    best = optimize.minimize(loss, [1.0, 0, 0], tol=1e-12).x
    np.testing.assert_allclose(fit.coefficients[0], best, atol=1e-4)
    assert 0.5 < fit.dispersion[0] < 1.3


def test_a_past_wave_hardly_lifts_the_baseline():
    calm = judged(4, history=QUIET).expected[0, 0]
    after = judged(4, history=[*[4] * 60, 60, 80, 40, *[4] * 37]).expected[0, 0]

    assert after == pytest.approx(calm, rel=0.05)


def test_one_great_week_alarms():
    assert judged(20).alarm[0, 0]


def test_two_weeks_that_would_not_alarm_alone_do_together():
    # Bound of one week 11, here 10: what the second week has to exceed is less after the first.
    together, alone = judged(10, 10), judged(4, 10)

    assert not together.alarm[0, 0]
    assert together.alarm[0, 1]
    assert not alone.alarm[0, 1]


def test_what_is_over_is_not_flagged_again():
    result = judged(40, 4)

    assert result.alarm[0].tolist() == [True, False]


def test_zeros_only_and_then_a_burst_alarms():
    result = judged(9, history=[0] * 100)

    assert result.alarm[0, 0]
    assert result.p_value[0, 0] < 1e-6


@pytest.mark.parametrize(("newest", "alarm"), [((1,), False), ((2,), False), ((3,), True), ((1, 1, 1), True)])
def test_no_alarm_rests_on_fewer_than_three_reports(newest, alarm):
    assert judged(*newest, history=[0] * 300).alarm[0, -1] == alarm


def test_an_alarm_is_a_count_above_the_threshold_and_a_p_value_of_at_most_alpha():
    counts = np.random.default_rng(3).negative_binomial(4, 0.4, size=(200, 160))
    counts[::3, 150:] += 9

    result = score_counts(counts, 100, 160, alpha=0.01)

    assert result.alarm.any()
    np.testing.assert_array_equal(result.alarm, counts[:, 100:] > result.threshold)
    np.testing.assert_array_equal(result.alarm, result.p_value <= 0.01)


def test_chance_alone_alarms_in_about_one_week_of_a_hundred():
    # 400 x 60 weeks of a season and a trend, mean about 8, variance twice the mean.
    weeks = np.arange(320)
    mean = 8 * np.exp(0.3 * np.cos(2 * np.pi * weeks / 52.18) + 0.001 * (weeks - 160))
    counts = np.random.default_rng(8).negative_binomial(mean, 0.5, size=(400, 320))

    share = score_counts(counts, 260, 320).alarm.mean()

    # Counts are whole numbers, so that the chance is a little under 1 %; three standard errors are .002.
    assert 0.007 < share < 0.012


def test_the_price_of_several_windows_is_what_draws_say():
    rng = np.random.default_rng(1)
    total = np.cumsum(np.concatenate([[0.0], rng.standard_normal(400_003)]))
    tails = [stats.norm.sf((total[3:] - total[3 - w : len(total) - w]) / w**0.5) for w in (1, 2, 3)]
    smallest = np.minimum(np.minimum(tails[0], tails[1]), tails[2] * LONGEST_PAYS)
    smallest = np.where(tails[0] <= STILL_RISING, smallest, tails[0])

    p_values = smallest * price_of(smallest, (1, 2, 3))
    for alpha in (0.2, 0.05, 0.01):
        assert (p_values <= alpha).mean() == pytest.approx(alpha, rel=0.06)


def test_a_thin_series_takes_the_dispersion_of_the_others_and_a_long_one_keeps_its_own():
    own, information = np.array([3.0] * 20 + [1.0, 1.0]), np.array([100.0] * 20 + [1.0, 1000.0])

    pooled = pooled_dispersion(own, information)

    assert pooled[20] > 2.0
    assert pooled[21] < 1.2


def test_a_series_without_a_report_tells_nothing_of_dispersion():
    own, information = np.array([2.0, 1.5, 2.5]), np.array([50.0, 40, 60])

    with_blank = pooled_dispersion(np.append(own, 0.0), np.append(information, 0.0))

    np.testing.assert_array_equal(with_blank[:3], pooled_dispersion(own, information))


def test_kinds_with_few_series_share_a_pool():
    assert pools_of(["a"] * 10 + ["b", "c"]).tolist() == [1] * 10 + [0, 0]


def test_the_season_goes_by_date_over_a_gap():
    # Two years of a strong season with half a year missing: by place, summer would stand for winter.
    week = parse_period("2018-W01")
    periods = [week.shifted(place) for place in range(200)]
    mean = np.array([30 * np.exp(0.8 * np.cos(2 * np.pi * period.index / 52.1775)) for period in periods])
    kept = np.r_[0:130, 156:200]

    result = score_counts(
        np.round(mean[None, kept]).astype(np.int64),
        len(kept) - 4,
        len(kept),
        periods=[periods[place] for place in kept],
    )

    np.testing.assert_allclose(result.expected[0], mean[kept][-4:], rtol=0.1)


def test_too_short_a_history_is_refused():
    with pytest.raises(TooLittleHistory):
        score_counts(one_series(*[3] * 70), 59, 70, detector="windows")


def test_rs_silent_burst_alarms():
    counts = np.loadtxt(require_golden() / "sim56_counts.csv.gz", delimiter=",").astype(np.int64)

    result = score_windows(counts, 575, 624)

    assert result.alarm[51, 600 - 575]
