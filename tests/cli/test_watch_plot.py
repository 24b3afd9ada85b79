"""`ringfence watch --plot` and `--changes`: pictures, their tables, and what is known to have changed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from lxml import html as lxml_html
from tests.cli.count_files import MONDAY, alarms, refused, watch, weekly, write


def test_the_chart_shows_bars_alarms_and_gaps(tmp_path):
    out = tmp_path / "out.svg"
    path = write(tmp_path, *weekly(*[3] * 12, 20, skip=(5,), kind="<new> & kind"))

    watch(path, "--plot", str(out))

    root = ET.fromstring(out.read_text(encoding="utf-8"))
    titles = [node.text for node in root.iter("{http://www.w3.org/2000/svg}title")]
    assert f"{MONDAY.shifted(12)}: 20, alarm, expected 3.0" in titles
    assert f"{MONDAY.shifted(5)}: missing" in titles
    assert "<new> & kind, cheshire" in "".join(root.itertext())


def test_beside_the_chart_lies_a_page_with_the_same_numbers_as_tables(tmp_path):
    out = tmp_path / "out.svg"

    _, said = watch(write(tmp_path, *weekly(*[3] * 12, 20, skip=(5,), kind="<new> & kind")), "--plot", str(out))

    page = lxml_html.fromstring((tmp_path / "out.html").read_text(encoding="utf-8"))
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//table[1]/tbody/tr")]
    assert len(rows) == 13
    assert rows[5] == [MONDAY.shifted(5).label, "missing", "", "", ""]
    assert rows[-1] == [MONDAY.shifted(12).label, "20", "3.0", "5", "alarm"]
    assert page.xpath("//caption")[0].text_content() == "<new> & kind, cheshire"
    assert not page.xpath("//script")
    assert "out.html" in said


def test_forces_stand_as_tiles_and_in_a_table_when_the_areas_are_forces(tmp_path):
    out = tmp_path / "out.svg"
    forces = ["cheshire", "kent", "gwent"]
    rows = [row for area in forces for row in weekly(*[3] * 12, 20 if area == "kent" else 3, area=area)]

    watch(write(tmp_path, *rows), "--plot", str(out))

    root = ET.fromstring(out.read_text(encoding="utf-8"))
    titles = {node.text for node in root.iter("{http://www.w3.org/2000/svg}title")}
    assert {"Kent: 20, alarm", "Cheshire: 3, no alarm", "Essex: –, not judged"} <= titles
    assert "By police force" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_a_picture_of_another_kind_is_refused_before_anything_is_written(tmp_path):
    path = write(tmp_path, *weekly(*[3] * 12, 20))

    assert "ends in .svg" in refused(path, "--plot", str(tmp_path / "out.png")).message
    assert sorted(file.name for file in tmp_path.iterdir()) == ["counts.csv"]


def test_a_known_change_is_named_and_reckoned_with(tmp_path):
    changes = tmp_path / "changes.toml"
    changes.write_text(
        f'[[change]]\nname = "a new form"\neffect = "level"\nfirst = {MONDAY.shifted(100).first_day}\nsource = "x"\n',
        encoding="utf-8",
    )
    path = write(tmp_path, *weekly(*[10] * 100, *[17] * 10))

    without, said_without = watch(path, "--from", MONDAY.shifted(70).label)
    known, said = watch(path, "--from", MONDAY.shifted(70).label, "--changes", str(changes))

    assert alarms(without)
    assert not alarms(known)
    assert f"Known changes in reporting: a new form ({MONDAY.shifted(100).first_day})." in said
    assert "Known changes" not in said_without


def test_a_table_of_changes_with_a_fault_is_refused(tmp_path):
    changes = tmp_path / "changes.toml"
    changes.write_text('[[change]]\nname = "a"\n', encoding="utf-8")

    error = refused(write(tmp_path, *weekly(*[3] * 12)), "--changes", str(changes))

    assert {fault.line for fault in error.faults} == {1}
