"""The counts of a made-up world and the reports that make them up."""

import hashlib
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from ringfence.exercises import ExerciseReport, ExerciseWorld, build_world, load_scenario
from ringfence.exercises.draw_counts import draw_counts, usual_levels
from ringfence.foundation.periods import Period

SEED = 7


@pytest.fixture(scope="module")
def world() -> ExerciseWorld:
    return build_world(load_scenario("cheshire-2020"), seed=SEED)


@pytest.fixture(scope="module")
def reports(world: ExerciseWorld) -> list[ExerciseReport]:
    return list(world.reports())


def fingerprint(reports: list[ExerciseReport]) -> str:
    return hashlib.sha256(repr([(r.fields, r.received_at, r.wave) for r in reports]).encode()).hexdigest()


def called_dates(report: ExerciseReport) -> tuple[date, date]:
    first, _, last = report.fields["called_on"].partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def test_same_seed_gives_the_same_bytes(reports: list[ExerciseReport]) -> None:
    again = build_world(load_scenario("cheshire-2020"), seed=SEED)

    assert fingerprint(list(again.reports())) == fingerprint(reports)


def test_reading_the_reports_twice_gives_the_same(world: ExerciseWorld, reports: list[ExerciseReport]) -> None:
    again = world.reports()

    assert [next(again).fields for _ in range(50)] == [report.fields for report in reports[:50]]


def test_another_seed_gives_another_world(world: ExerciseWorld) -> None:
    other = build_world(load_scenario("cheshire-2020"), seed=SEED + 1)

    assert not np.array_equal(other.counts().counts, world.counts().counts)


def test_texts_stay_within_the_limit(reports: list[ExerciseReport]) -> None:
    assert 30_000 < len(reports) <= 40_000


def test_reports_come_in_the_order_received(reports: list[ExerciseReport]) -> None:
    received = [report.received_at for report in reports]

    assert received == sorted(received)
    assert all(moment.tzinfo is UTC for moment in received[:100])


def test_call_comes_before_report_and_report_before_receipt(reports: list[ExerciseReport]) -> None:
    for report in reports:
        earliest, latest = called_dates(report)
        assert earliest <= latest <= report.reported_at.date()
        assert report.reported_at < report.received_at


def test_uncertain_days_stay_within_one_week(reports: list[ExerciseReport]) -> None:
    uncertain = [called_dates(report) for report in reports if "/" in report.fields["called_on"]]

    assert 0.05 < len(uncertain) / len(reports) < 0.15
    assert all(Period.containing(first) == Period.containing(last) for first, last in uncertain)


def test_counts_agree_with_distinct_reporters(world: ExerciseWorld, reports: list[ExerciseReport]) -> None:
    reporters = defaultdict(set)
    for report in reports:
        day = called_dates(report)[0]
        who = report.fields.get("contact") or (report.fields["id"] if report.is_vouched else f"anonymous {day}")
        reporters[report.fields["area"], _kind_of(world, report), Period.containing(day)].add(who)
    table = world.counts()
    first = world.scenario.texts_from.index - table.first.index

    counted = {
        (table.keys[row].area, table.keys[row].kind, table.first.shifted(column)): int(table.counts[row, column])
        for row, column in zip(*(part.tolist() for part in np.nonzero(table.counts)), strict=True)
        if column >= first
    }

    by_area_and_week: Counter[tuple[str, Period]] = Counter()
    for (area, _, week), count in counted.items():
        by_area_and_week[area, week] += count
    told: Counter[tuple[str, Period]] = Counter()
    for report in reports:
        told[report.fields["area"], Period.containing(called_dates(report)[0])] += 1
    assert by_area_and_week == told
    assert sum(counted.values()) == sum(len(who) for who in reporters.values()) == len(reports)


def _kind_of(world: ExerciseWorld, report: ExerciseReport) -> str:
    place = int(report.fields["id"].rsplit("-", 1)[1])
    return world.keys[int(world._entries.row[place])].kind


def test_historic_counts_end_where_the_texts_begin(world: ExerciseWorld) -> None:
    rows = list(world.historic_counts)
    table = world.counts()
    before = world.scenario.texts_from.index - table.first.index

    assert max(week for _, week, _ in rows) < world.scenario.texts_from
    assert sum(count for _, _, count in rows) == int(table.counts[:, :before].sum())


@pytest.mark.parametrize("day", [3, 4, 5, 6, 7])
def test_nothing_is_known_before_it_is_received(world: ExerciseWorld, reports: list[ExerciseReport], day: int) -> None:
    noon = datetime(2020, 8, day, 12, tzinfo=UTC)
    before = world.scenario.texts_from.index - world.scenario.counts_from.index

    known = world.counts(as_of=noon)

    assert int(known.counts[:, before:].sum()) == sum(report.received_at <= noon for report in reports)
    assert (known.counts <= world.counts().counts).all()


def test_most_reports_are_told_within_three_days_and_some_after_two_weeks(reports: list[ExerciseReport]) -> None:
    days = [(report.reported_at.date() - called_dates(report)[1]).days for report in reports]

    assert sum(day <= 3 for day in days) / len(days) > 0.7
    assert 0 < sum(day > 14 for day in days) / len(days) < 0.05
    assert max(days) <= 22


def test_background_is_as_spread_as_the_scenario_says() -> None:
    scenario = load_scenario("cheshire-2020")
    drawn = draw_counts(scenario, np.random.Generator(np.random.PCG64(SEED)))
    # Variance over mean, cell by cell around the known mean: 1 for Poisson.
    dispersion = float(((drawn.background - drawn.usual) ** 2 / drawn.usual).mean())

    assert 1.5 <= dispersion == pytest.approx(scenario.counts.dispersion, rel=0.05)


@pytest.mark.parametrize("seed", range(20))
def test_first_week_of_the_wave_is_at_most_four_times_the_usual_level(seed: int) -> None:
    scenario = load_scenario("cheshire-2020")
    world = build_world(scenario, seed=seed)
    keys, usual = usual_levels(scenario)
    row = keys.index(scenario.main_wave.series)
    column = scenario.main_wave.first.index - scenario.counts_from.index

    assert world.counts().counts[row, column] <= 4 * usual[row, column]


def test_waves_are_labelled(world: ExerciseWorld, reports: list[ExerciseReport]) -> None:
    main = world.scenario.main_wave
    of_the_wave = [report for report in reports if report.wave == main.name]

    assert main in world.truth
    assert len(of_the_wave) > 30
    for report in of_the_wave:
        assert report.fields["area"] == "cheshire"
        assert main.first <= Period.containing(called_dates(report)[0]) <= main.last


def test_anonymous_reports_are_about_the_share_asked_for(world: ExerciseWorld, reports: list[ExerciseReport]) -> None:
    anonymous = [report for report in reports if "contact" not in report.fields]

    assert len(anonymous) / len(reports) == pytest.approx(world.scenario.reporters.anonymous, abs=0.01)
    assert not any(report.is_vouched for report in anonymous)
    assert int(world.counts().anonymous.sum()) == len(anonymous)  # type: ignore[union-attr]


def test_reports_reach_the_end_of_the_world(world: ExerciseWorld, reports: list[ExerciseReport]) -> None:
    last = max(called_dates(report)[1] for report in reports)

    assert world.scenario.last.first_day <= last <= world.scenario.last.last_day
    assert reports[-1].received_at < world.scenario.timetable.ends_at + timedelta(days=1)
