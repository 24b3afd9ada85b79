"""`ringfence watch`: a file of counts in, judgements out."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cli.count_files import HEADER, MONDAY, alarms, refused, watch, weekly, write

from ringfence.foundation.errors import UnknownName, UnreadableFile
from ringfence.foundation.periods import Period, PeriodUnit

RINGFENCE = str(Path(sys.executable).with_name("ringfence"))
SCAMWATCH = Path(__file__).resolve().parents[3] / "shared" / "data" / "counts" / "au_scamwatch_monthly.csv.gz"


def test_a_burst_is_found_and_named(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 12, 20)))

    assert list(rows[0]) == ["period", "area", "kind", "observed", "expected", "threshold", "p_value", "alarm", "surge"]
    assert alarms(rows) == [("2015-W14", "tech", "S1")]
    assert "Detector: ears_c2" in said
    # Baseline threes, spread raised to 1: the bound is 3 + 2.32635.
    assert (rows[-1]["observed"], rows[-1]["expected"], rows[-1]["threshold"]) == ("20", "3", "5.32635")


def test_a_row_for_every_cell_and_empty_where_nothing_is_judged(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 12, 20)))

    assert len(rows) == 13
    assert all(rows[0][name] == "" for name in ("expected", "threshold", "p_value", "alarm", "surge"))
    assert "Judged from 2015-W11 on" in said


def test_weeks_with_fourteen_months_behind_them_get_windows_and_those_before_ears(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 270, 20)))

    assert "Detector: ears_c2 for 1 series, windows for 1 series." in said
    assert alarms(rows) == [(MONDAY.shifted(270).label, "tech", "S1")]


def test_a_return_after_eight_quiet_weeks_is_seen(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 12, 30, 30, *[3] * 40, 40)))

    assert [surge for _, _, surge in alarms(rows)] == ["S1", "S1", "S2 resurgence of S1"]
    assert "3 alarms in 2 surges, 1 resurgence among them" in said


def test_newer_rows_never_change_older_ones(tmp_path):
    old = [*weekly(*[3] * 12, 30, 3, 3, kind="b"), *weekly(*[3] * 14, 30, kind="c")]
    new = [*weekly(90, 0, 70, late=15, kind="a"), *weekly(3, 60, 60, late=15, kind="b")]

    before, _ = watch(write(tmp_path, *old, *weekly(*[3] * 15, kind="a")))
    after, _ = watch(write(tmp_path, *old, *weekly(*[3] * 15, kind="a"), *new))

    assert after[: len(before)] == before


def test_a_new_kind_in_an_old_area_alarms_at_once(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 20), *weekly(9, late=19, kind="never-seen")))

    assert alarms(rows) == [(MONDAY.shifted(19).label, "never-seen", "S1")]
    assert "19 cells without a row count as 0" in said


def test_a_new_area_is_no_surge_but_too_young(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 20), *weekly(9, late=19, area="kent")))

    assert alarms(rows) == []
    assert "Not enough history for 1 series, not judged: kent, tech" in said
    assert [row["expected"] for row in rows if row["area"] == "kent"][-1] == ""


def test_too_short_a_file_is_said_and_shown(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(3, 3, 90)))

    assert "Detector: none" in said
    assert "Not enough history for 1 series" in said
    assert [row["alarm"] for row in rows] == ["", "", ""]


def test_a_missing_week_is_named_and_passed_over(tmp_path):
    rows, said = watch(write(tmp_path, *weekly(*[3] * 12, 20, skip=(5,))))

    assert f"Missing weeks, treated as gaps: {MONDAY.shifted(5)}." in said
    assert len(rows) == 12
    assert rows[-1]["expected"] == "3"


def test_farrington_refuses_a_broken_calendar(tmp_path):
    path = write(tmp_path, *weekly(*[3] * 280, skip=(100, 101, 102, 103)))

    assert "4 weeks are missing" in refused(path, "--detector", "farrington").message
    assert "windows for 1 series" in watch(path)[1]


def test_the_week_still_filling_is_not_judged(tmp_path):
    path, filling = write(tmp_path, *weekly(*[3] * 12, 20, 1)), MONDAY.shifted(12)

    rows, said = watch(path, "--as-of", filling.last_day.isoformat())
    assert alarms(rows) == []
    assert [row["alarm"] for row in rows[-2:]] == ["", ""]
    assert f"{filling} is still filling" in said

    rows, _ = watch(path, "--as-of", (filling.last_day + timedelta(days=1)).isoformat())
    assert len(alarms(rows)) == 1


def test_from_and_to_bound_what_is_judged(tmp_path):
    path = write(tmp_path, *weekly(*[3] * 12, 20, 3, 3, 20))

    rows, _ = watch(path, "--from", MONDAY.shifted(12).label, "--to", MONDAY.shifted(14).label)

    assert [row["period"] for row in rows] == [MONDAY.shifted(week).label for week in (12, 13, 14)]
    assert len(alarms(rows)) == 1


@pytest.mark.parametrize("unit", ["2020-{:02d}", "2020-03-{:02d}"])
def test_months_and_days_are_judged_too(tmp_path, unit):
    rows, _ = watch(write(tmp_path, *[f"{unit.format(n)},a,b,{30 if n == 12 else 3}" for n in range(1, 13)]))

    assert len(alarms(rows)) == 1


def test_a_busy_monday_is_expected(tmp_path):
    first = Period.containing(date(2020, 1, 1), PeriodUnit.DAY)
    days = [first.shifted(place) for place in range(300)]
    rows = [f"{day},a,b,{30 if day.first_day.weekday() == 0 else 10}" for day in days]
    sunday = next(place for place, day in enumerate(days) if place > 280 and day.first_day.weekday() == 6)
    rows[sunday] = f"{days[sunday]},a,b,30"

    found, _ = watch(write(tmp_path, *rows), "--from", days[150].label)

    assert [period for period, _, _ in alarms(found)] == [days[sunday].label]


def test_week_53_stands_between_its_neighbours(tmp_path):
    start = Period.containing(date(2019, 6, 3))
    weeks = [start.shifted(place) for place in range(90)]
    rows = [f"{week},a,b,{25 if week.label == '2020-W53' else 5}" for week in weeks]

    found, said = watch(write(tmp_path, *rows), "--from", "2020-W50")

    assert [row["period"] for row in found][2:5] == ["2020-W52", "2020-W53", "2021-W01"]
    assert [period for period, _, _ in alarms(found)] == ["2020-W53"]
    assert "Missing" not in said


@pytest.mark.parametrize("detector", ["bayes", ""])
def test_a_detector_that_is_not_built_names_those_that_are(tmp_path, detector):
    error = refused(write(tmp_path, *weekly(1)), "--detector", detector)

    assert isinstance(error, UnknownName)
    assert "ears_c2" in error.message


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--alpha", "0"), "alpha of 0"),
        (("--alpha", "nan"), "alpha of nan"),
        (("--format", "odd"), "There is no layout 'odd'"),
        (("--from", "2015-13"), "is not a period"),
        (("--from", "2015-02"), "is a month, and the file counts by week"),
        (("--from", "2016-W01"), "There is nothing from 2016-W01"),
        (("--to", "2014-W01"), "the file goes from 2015-W02 to 2015-W14"),
        (("--from", "2015-W10", "--to", "2015-W09"), "There is nothing from 2015-W10 to 2015-W09"),
    ],
)
def test_options_that_cannot_be_used_are_refused_with_a_sentence(tmp_path, arguments, sentence):
    assert sentence in refused(write(tmp_path, *weekly(*[3] * 13)), *arguments).message


def test_a_file_that_is_not_there(tmp_path):
    assert "There is no file" in refused(str(tmp_path / "none.csv")).message


def test_what_cannot_be_used_exits_2_with_a_sentence_and_no_traceback(tmp_path):
    path = write(tmp_path, "2020-W34,a,b,-1")
    result = subprocess.run([RINGFENCE, "watch", path], capture_output=True, text=True, check=False)

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "ringfence: counts.csv, line 2, reports: Write a whole number, 0 or more, in plain digits.\n"
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2020-W35,a,b,-1", "counts.csv, line 3, reports: Write a whole number"),
        ("2020-W35,a,b,1.5", "counts.csv, line 3, reports: Write a whole number"),
        ("2020-W35,a,b,", "counts.csv, line 3, reports: Write a whole number"),
        ("2020-W35,a,b,１２", "counts.csv, line 3, reports: Write a whole number"),
        ("2020-W54,a,b,1", "counts.csv, line 3, period: '2020-W54' is not a period"),
        ("2020-08,a,b,1", "counts.csv, line 3, period: It is a month, and the file counts by week"),
        ("2020-W34,a,b,1", "counts.csv, line 3, period: The same cell stands in line 2 already"),
        ("2020-W35,a,b", "counts.csv, line 3: The row has 3 cells and the header 4: cells are shifted"),
        ("2020-W35,,b,1", "counts.csv, line 3, area: It is empty"),
        ("2020-W35,a,\x1b[31m,1", "counts.csv, line 3, kind: There is a control character"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_field(tmp_path, row, sentence):
    error = refused(write(tmp_path, "2020-W34,a,b,1", row))

    assert error.message.startswith(sentence)
    assert "\n" not in error.message


def test_all_bad_cells_are_named_at_once(tmp_path):
    error = refused(write(tmp_path, "2020-W34,a,b,x", "2020-W35,a,b,1", "2020-W99,a,b,1"))

    assert [(fault.line, fault.field) for fault in error.faults] == [(2, "reports"), (4, "period")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"period,area,kind,reports\n", "no rows"),
        (b"period,area,kind\n2020-W34,a,b\n", "misses the column reports"),
        (b"period,area,kind,reports\n2020-W34,caf\xe9,b,1\n", "line 2 cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, content, sentence):
    path = tmp_path / "counts.csv"
    path.write_bytes(content)

    error = refused(str(path))

    assert isinstance(error, UnreadableFile)
    assert sentence in error.message


def test_a_packed_file_is_read_and_a_broken_one_refused(tmp_path):
    path = tmp_path / "counts.csv.gz"
    whole = gzip.compress("\n".join([HEADER, *weekly(*[3] * 12, 20)]).encode())

    path.write_bytes(whole)
    assert len(alarms(watch(str(path))[0])) == 1

    for broken in (whole[:-12], b"period,area", b""):
        path.write_bytes(broken)
        assert isinstance(refused(str(path)), UnreadableFile)


def test_a_name_is_no_formula_for_a_spreadsheet(tmp_path):
    rows, _ = watch(write(tmp_path, "2020-W34,=1+1,@b,1"))

    assert (rows[0]["area"], rows[0]["kind"]) == ("'=1+1", "'@b")


def test_scamwatch_adds_contact_modes_up_and_fills_zeros(tmp_path):
    header = "month,state,contact_mode,category,scam_type,reports,amount_lost_aud"
    rows = [f"2020-{month:02d},Tasmania,{mode},c,x,2,0" for month in range(1, 13) for mode in ("Email", "Phone")]
    path = write(tmp_path, *rows, "2020-12,Tasmania,Phone,c,y,7,0", header=header)

    found, said = watch(path, "--format", "scamwatch")

    assert {row["observed"] for row in found if row["kind"] == "x"} == {"4"}
    assert alarms(found) == [("2020-12", "y", "S1")]
    assert "11 cells without a row count as 0" in said


@pytest.mark.skipif(not SCAMWATCH.is_file(), reason="the Scamwatch counts are not there: shared/data/counts")
def test_scamwatchs_rise_of_2021_is_found():
    rows, said = watch(str(SCAMWATCH), "--format", "scamwatch")

    assert "Missing months, treated as gaps: 2023-06." in said
    rose = {row["area"] for row in rows if (row["period"], row["kind"], row["alarm"]) == ("2021-08", REMOTE, "1")}
    assert {"New South Wales", "Victoria", "Queensland"} <= rose


REMOTE = "Remote access scams"
