"""What a scenario file may say, and how faults are told."""

from pathlib import Path

import pytest

from ringfence.exercises import WaveRole, build_world, load_scenario, scenario_names
from ringfence.exercises.load_scenario import SCENARIO_FOLDER
from ringfence.foundation.errors import InvalidInput, UnknownName


def a_changed_scenario(folder: Path, *changes: tuple[str, str]) -> Path:
    text = (SCENARIO_FOLDER / "cheshire-2020.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "changed.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_scenarios_that_come_along_load() -> None:
    assert "cheshire-2020" in scenario_names()
    for name in scenario_names():
        assert load_scenario(name).name == name


def test_unknown_scenario_names_those_there_are() -> None:
    with pytest.raises(UnknownName, match="cheshire-2020"):
        load_scenario("kent-1920")


def test_missing_file_is_said_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        load_scenario(tmp_path / "none.toml")

    assert "none.toml" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    path = a_changed_scenario(tmp_path, ("seed = 2020", "seed = "))

    with pytest.raises(InvalidInput, match=r"changed\.toml.*line 7"):
        load_scenario(path)


def test_every_fault_is_gathered_with_its_key(tmp_path: Path) -> None:
    path = a_changed_scenario(
        tmp_path,
        ("dispersion = 1.55", "dispersion = 0.4"),
        ('first = "2020-W33"', 'first = "2020-W54"'),
        ('theme = "security_check"', 'theme = "gardening"'),
        ('scans_on = "monday"', 'scans_on = "someday"'),
        ("prize = 0.02", "prize = 0.2"),
        ('rank = "Detective Constable"', 'grade = "Detective Constable"'),
    )

    with pytest.raises(InvalidInput) as caught:
        load_scenario(path)

    fields = {fault.field for fault in caught.value.faults}
    assert {
        "counts.dispersion",
        "waves[2].first",
        "waves[1].theme",
        "timetable.scans_on",
        "counts.kinds",
        "officers.analyst.rank",
        "officers.analyst.grade",
    } <= fields
    assert all(fault.file == "changed.toml" for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('area = "sussex"', 'area = "atlantis"', "waves[4].area"),
        ('kind = "police_courier"', 'kind = "burglary"', "waves[4].kind"),
        ('role = "main"', 'role = "before"', "waves"),
        ('username = "exercise-approver"', 'username = "exercise-analyst"', "officers.approver.username"),
        ('published_at = "2020-08-27T11:39"', 'published_at = "2020-08-25T11:39"', "timetable"),
        ('published_at = "2020-08-27T11:39"', 'published_at = "2020-08-27T11:39Z"', "timetable.published_at"),
        ('last = "2020-W38"', 'last = "2020-W34"', "waves[2].first"),
        ("levels = [6.0, 12.0, 9.0]", "levels = []", "waves[3].levels"),
        ("chances = [0.34", "chances = [0.44", "delay.chances"),
        ("cheshire = 8.5", "chesire = 8.5", "counts.uptake.chesire"),
        ("prize = 0.02", "charity = 0.02", "counts.kinds.charity"),
        ("texts_at_most = 40000", "texts_at_most = 4.5", "weeks.texts_at_most"),
        ("counts_from", "count_from", "weeks.count_from"),
    ],
)
def test_slip_in_the_file_is_named_by_its_key(tmp_path: Path, old: str, new: str, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_scenario(a_changed_scenario(tmp_path, (old, new)))

    assert field in {fault.field for fault in caught.value.faults}


def test_area_that_the_table_lacks_is_named() -> None:
    scenario = load_scenario("cheshire-2020")
    areas = [code for code in scenario.counts.people if code != "surrey"]

    with pytest.raises(InvalidInput, match=r"counts\.people\.surrey"):
        build_world(scenario, seed=1, areas=areas)


def test_world_with_too_many_texts_is_refused(tmp_path: Path) -> None:
    path = a_changed_scenario(tmp_path, ("texts_at_most = 40000", "texts_at_most = 400"))

    with pytest.raises(InvalidInput, match="400"):
        build_world(load_scenario(path))


def test_cheshire_2020_is_what_was_asked_for() -> None:
    scenario = load_scenario("cheshire-2020")

    assert len(scenario.counts.people) == 43
    assert len(scenario.counts.kinds) == 12
    assert scenario.counts.dispersion >= 1.5
    assert scenario.counts_from.first_day.isoformat() == "2010-01-04"
    assert scenario.texts_from.first_day.isoformat() == "2015-08-03"
    assert scenario.texts_at_most <= 40_000
    assert scenario.main_wave.first.first_day.isoformat()[:7] == "2020-08"
    assert scenario.main_wave.levels[0] <= 4
    assert scenario.timetable.published_at.isoformat() == "2020-08-27T11:39:00+01:00"
    before = next(wave for wave in scenario.waves if wave.role is WaveRole.BEFORE)
    assert before.series == scenario.main_wave.series
    assert 9 <= before.first.first_day.month <= 11
    assert sum(before.levels) < sum(scenario.main_wave.levels)
