from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from ringfence.domain.report import IncomingReport, ToldBy
from ringfence.foundation.errors import InvalidReport, UnreadableFile
from ringfence.intake import RejectedRow, check_report, read_report_file
from ringfence.intake.dates import parse_day, parse_days, parse_time
from ringfence.playbooks import load_playbooks

AS_OF = datetime(2020, 8, 28, 9, 0, tzinfo=UTC)
HEADER = "id,reported_on,area,text\n"
GOOD = "1,27/08/2020,Cheshire,A man said he was from Microsoft\n"
FTC = (
    "Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,"
    "Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall\n"
)


@pytest.fixture
def rows_of(tmp_path: Path):
    def read(content: str | bytes, layout: str | Path = "ringfence-csv") -> list[IncomingReport | RejectedRow]:
        path = tmp_path / "reports.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_report_file(path, layout=layout, shelf=load_playbooks(), as_of=AS_OF))

    return read


def check(**fields: str) -> IncomingReport:
    return check_report(
        {"text": "A call.", **fields}, shelf=load_playbooks(), as_of=AS_OF, source="form", source_key=None, original=b""
    )


def test_good_row_goes_in_with_its_raw_bytes(rows_of):
    (report,) = rows_of(b"\xef\xbb\xbf" + (HEADER + GOOD).encode())

    assert isinstance(report, IncomingReport)
    assert (report.area, report.source, report.source_key, report.line) == ("cheshire", "file:ringfence-csv", "1", 2)
    assert report.original == GOOD.encode()


def test_rejected_row_does_not_stop_the_good_ones(rows_of):
    first, second = rows_of(HEADER + "0,27/08/2020,Atlantis,Words\n" + GOOD)

    assert isinstance(first, RejectedRow)
    assert (first.line, first.field) == (2, "area")
    assert isinstance(second, IncomingReport)


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("2,29/08/2020,cheshire,Words\n", "reported_on", "future"),
        ("2,,cheshire,Words\n", "reported_on", "Enter the date"),
        ("2,cheshire,27/08/2020,Words\n", "reported_on, area", "police force area"),
        ("2,27/08/2020,cheshire,\n", "text", "what was said"),
        ("2,27/08/2020,cheshire,Words,more\n", None, "shifted"),
        ("2,27/08/2020,cheshire,Wo\0rds\n", None, "NUL"),
        ("2,27/08/2020,cheshire," + "x" * 200_000 + "\n", "text", "The text is longer"),
        ("2,27/08/2020,cheshire," + "x" * 10_000_000 + "\n", "text", "The line is longer"),
        ("1,27/08/2020,cheshire,Words\n", "id", "duplicated reference"),
    ],
)
def test_bad_row_names_line_field_and_reason(rows_of, row, field, reason):
    rows = rows_of(HEADER + GOOD + row + GOOD.replace("1", "3", 1))

    rejected = [found for found in rows if isinstance(found, RejectedRow)]
    assert [(found.line, found.field) for found in rejected] == [(3, field)] or reason == "what was said"
    assert reason in rejected[0].reason
    assert len(rows) == 3


def test_line_number_holds_after_a_cell_of_several_lines(rows_of):
    rows = rows_of(HEADER + '1,27/08/2020,cheshire,"one\ntwo"\n' + "2,nonsense,cheshire,Words\n")

    assert isinstance(rows[1], RejectedRow)
    assert rows[1].line == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"id,text\n1,Words\n", "columns reported_on, area"),
        ((HEADER + GOOD).encode() + b"2,27/08/2020,cheshire,caf\xe9\n", "line 3"),
        (b"id,id,reported_on,area,text\n", "twice"),
    ],
)
def test_unusable_file_yields_nothing(rows_of, content, words):
    with pytest.raises(UnreadableFile, match=words):
        rows_of(content)


def test_json_lines_are_checked_like_a_form(rows_of):
    good = {"reported_on": "2020-08-27", "area": "gwent", "text": "Words", "happened": ["access"], "loss_gbp": 12.5}
    rows = rows_of(json.dumps(good) + "\nnonsense\n[1]\n" + json.dumps({**good, "text": {}}), "jsonl")

    assert isinstance(rows[0], IncomingReport)
    assert (rows[0].happened, rows[0].loss_pence) == (("access",), 1250)
    assert [(row.line, row.field) for row in rows if isinstance(row, RejectedRow)] == [
        (2, None),
        (3, None),
        (4, "text"),
    ]


def test_complaint_without_words_is_counted_by_its_subject(rows_of):
    row = "7700900123,2020-08-26 10:00:00,2020-08-25 09:00:00,Springfield,Ohio,937,Computer & technical support,Y\n"
    (report,) = rows_of(FTC + row, "ftc-dnc")

    assert isinstance(report, IncomingReport)
    assert (report.text, report.stated_kind, report.area) == (None, "tech_support_impersonation", "unknown")
    assert report.source_key
    assert len(report.source_key) == 64


def test_complaint_with_shifted_cells_is_rejected(rows_of):
    (row,) = rows_of(FTC + ",2020-08-26 10:00:00,Springfield,Ohio,937,Other,N,\n", "ftc-dnc")

    assert isinstance(row, RejectedRow)
    assert "Violation_Date" in (row.field or "")


def test_mapping_file_reads_a_forces_own_extract(rows_of, tmp_path):
    mapping = tmp_path / "extract.toml"
    mapping.write_text(
        'encoding = "windows-1252"\ndelimiter = ";"\ndate_formats = ["%d.%m.%y %H:%M"]\nvouched = true\n'
        '[columns]\nid = "Ref"\nreported_on = "Created"\narea = "Div"\ntext = ["Summary", "Notes"]\n'
        '[constants]\ntold_by = "call_handler"\n[values.area]\n"North" = "cheshire"\n'
    )
    content = "Ref;Created;Div;Summary;Notes\nA1;27.08.20 10:30;north;Caller asked for £50;More\n".encode("cp1252")
    (report,) = rows_of(content, mapping)

    assert isinstance(report, IncomingReport)
    assert (report.area, report.told_by, report.is_vouched) == ("cheshire", ToldBy.CALL_HANDLER, True)
    assert report.reported_at == datetime(2020, 8, 27, 9, 30, tzinfo=UTC)
    assert report.text is not None
    assert report.text.text == "Caller asked for £50\nMore"
    assert report.source == "file:extract"


def test_faults_of_a_mapping_file_are_gathered(rows_of, tmp_path):
    mapping = tmp_path / "extract.toml"
    mapping.write_text('delimiter = "ab"\n[columns]\nwords = "Summary"\n')

    with pytest.raises(UnreadableFile) as raised:
        rows_of(HEADER + GOOD, mapping)
    assert len(raised.value.faults) == 4


def test_all_faults_of_one_report_are_gathered():
    with pytest.raises(InvalidReport) as raised:
        check(called_on="yesterday", area="Atlantis", loss_gbp="-3", told_by="a ghost", reply_allowed="perhaps")

    fields = {fault.field for fault in raised.value.faults}
    assert fields == {"called_on", "area", "loss_gbp", "told_by", "reply_allowed"}


@pytest.mark.parametrize("text", ["cheshire", "CHESHIRE", "Cheshire Constabulary", "cheshire police"])
def test_area_is_known_by_code_name_and_force(text):
    assert check(area=text).area == "cheshire"


def test_call_may_fall_between_two_days():
    called = check(called_on="25/08/2020 to 27/08/2020", called_time="2.30pm").called

    assert called is not None
    assert (called.earliest, called.latest, called.at) == (date(2020, 8, 25), date(2020, 8, 27), time(14, 30))


def test_dates_are_british_first():
    assert parse_day("03/04/2020") == parse_day("2020-04-03") == parse_day("3rd April 2020") == date(2020, 4, 3)
    assert parse_day("31/02/2020") is None
    assert parse_days("2020-08-25/2020-08-27") == (date(2020, 8, 25), date(2020, 8, 27))
    assert parse_time("25:00") is None
