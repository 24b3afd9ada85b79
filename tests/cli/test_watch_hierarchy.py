"""`ringfence watch --detector hierarchy`: areas, regions and nations together."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cli.count_files import MONDAY, refused, watch, weekly, write

from ringfence.foundation.periods import parse_period


def forces_of_the_north_west(*newest: int, weeks: int = 90, seed: int = 3) -> list[str]:
    """Rows of five forces with two reports a week and one kind; the newest weeks bring so many more in each."""
    rng = np.random.default_rng(seed)
    return [
        row
        for area in ("cheshire", "merseyside", "lancashire", "cumbria", "greater_manchester")
        for row in weekly(*rng.poisson(2, size=weeks), *(rng.poisson(2) + more for more in newest), area=area)
    ]


def test_a_rise_in_a_whole_region_is_one_surge_of_the_region(tmp_path):
    rows, said = watch(write(tmp_path, *forces_of_the_north_west(3, 4, 3)), "--detector", "hierarchy")

    raised = [row for row in rows if row["alarm"] == "1" and row["period"] >= MONDAY.shifted(90).label]
    assert {row["area"] for row in raised} <= {"north_west", "uk", "england"}
    assert len({row["surge"] for row in raised}) == 1
    assert len(raised) >= 2
    assert "Detector: hierarchy for 5 series." in said


def test_newer_rows_never_change_how_the_hierarchy_judged_older_ones(tmp_path):
    old = forces_of_the_north_west(3, 4, 3)

    def forces_only(rows):
        return [
            [row[name] for name in ("period", "area", "observed", "expected", "threshold", "p_value")]
            for row in rows
            if row["area"] in {"cheshire", "merseyside", "lancashire", "cumbria", "greater_manchester"}
        ]

    before, _ = watch(write(tmp_path, *old), "--detector", "hierarchy")
    after, _ = watch(write(tmp_path, *longer(old, 3)), "--detector", "hierarchy")

    assert forces_only(after)[: len(forces_only(before))] == forces_only(before)


def longer(rows: list[str], by: int) -> list[str]:
    """The same rows and some more weeks of each area after them."""
    newest = max(row.split(",")[0] for row in rows)
    areas = sorted({row.split(",")[1] for row in rows})
    return [
        *rows,
        *[f"{parse_period(newest).shifted(n + 1)},{area},tech,{30 * n}" for area in areas for n in range(by)],
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([f"2020-{month:02d},a,b,3" for month in range(1, 13)], "it counts by month"),
        (weekly(*[3] * 80, skip=(40,)), "weeks are missing"),
    ],
)
def test_the_hierarchy_refuses_what_is_no_run_of_weeks(tmp_path, rows, sentence):
    assert sentence in refused(write(tmp_path, *rows), "--detector", "hierarchy").message


def test_the_hierarchy_says_what_is_too_young_to_judge(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 40)), "--detector", "hierarchy")

    assert "Not enough history for 1 series" in said
    assert {row["alarm"] for row in rows} == {""}


def test_the_hierarchy_reckons_with_a_known_change(tmp_path):
    changes = tmp_path / "changes.toml"
    changes.write_text(
        f'[[change]]\nname = "a new form"\neffect = "level"\nfirst = {MONDAY.shifted(90).first_day}\nsource = "x"\n',
        encoding="utf-8",
    )
    path = write(tmp_path, *forces_of_the_north_west(2, 2, 2))

    def raised(*options):
        rows, said = watch(path, "--detector", "hierarchy", "--from", MONDAY.shifted(90).label, *options)
        return [row for row in rows if row["alarm"] == "1"], said

    assert raised()[0]
    found, said = raised("--changes", str(changes))
    assert not found
    assert "Known changes in reporting: a new form" in said
    assert "cannot reckon" not in said
