import json

import pytest
from click.testing import CliRunner

from ringfence.cli.link import command

PIKE = "A man called Raymond Pike from Microsoft had me put on UltraViewer. £249 for a lifetime shield, trust the green tick."
RAY = "Ray Pike of Windows got mum to load Ultra Viewer, a green tick on the screen, two hundred and forty nine pounds for a shield."


@pytest.fixture
def linked(tmp_path):
    def run(*rows: object) -> tuple[int, list[dict]]:
        file = tmp_path / "reports.jsonl"
        file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
        result = CliRunner().invoke(command, [str(file), "--jsonl"])
        return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]

    return run


def test_rows_of_one_crew_get_one_campaign_and_a_reason(linked):
    code, (first, second) = linked({"id": "a", "text": PIKE}, {"id": "b", "text": RAY})

    assert code == 0
    assert first["campaign"] == second["campaign"] is not None
    assert "UltraViewer" in second["why"][0]
    assert set(first) == {"id", "campaign", "why"}


def test_a_bad_row_is_answered_in_its_place(linked):
    code, rows = linked({"id": "a", "text": PIKE}, "no json", {"id": "c", "text": 7}, {"id": "d", "text": RAY})

    assert code == 1
    assert [row["id"] for row in rows] == ["a", None, "c", "d"]
    assert rows[1]["error"]["code"] == "invalid_json"
    assert rows[2]["error"]["code"] == "invalid_row"
    assert rows[0]["campaign"] == rows[3]["campaign"] is not None


@pytest.mark.parametrize(
    "extra",
    [
        {"date": "the other day"},
        {"area": 7, "shown_number": ["x"]},
        {"recognition": {"kind": 7, "signs": [1, {"sign": None}], "facts": "no"}},
        {"recognition": {"signs": None, "facts": {"remote_tool": 3}}},
        {"recognition": "scam"},
    ],
)
def test_what_only_helps_may_be_missing_or_wrong(linked, extra):
    code, (first, _) = linked({"id": "a", "text": PIKE, **extra}, {"id": "b", "text": RAY})

    assert code == 0
    assert "error" not in first


def test_no_rows_are_no_answers(linked):
    assert linked() == (0, [])
