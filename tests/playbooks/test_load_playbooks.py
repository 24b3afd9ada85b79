from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.foundation.errors import Fault, InvalidPlaybook
from ringfence.playbooks import KINDS, PACKAGED_FOLDER, load_playbooks

KIND = "tech_support_impersonation.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("areas.toml", "brands.toml", "firms.toml", "routes.toml"):
        shutil.copy(PACKAGED_FOLDER / name, tmp_path)
    (tmp_path / "kinds").mkdir()
    shutil.copy(PACKAGED_FOLDER / "kinds" / KIND, tmp_path / "kinds")
    return tmp_path


def change(path: Path, old: str, new: str) -> int:
    """Replace the first `old` and return the line it began on."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(InvalidPlaybook) as raised:
        load_playbooks(folder)
    return raised.value.faults


def test_every_packaged_playbook_loads():
    shelf = load_playbooks()

    assert {"tech_support_impersonation", "other"} <= shelf.kinds.keys() <= set(KINDS)
    assert len(shelf.version) == 12


def test_packaged_folder_is_read_once():
    assert load_playbooks() is load_playbooks()


def test_version_changes_with_any_file(folder):
    before = load_playbooks(folder).version
    change(folder / "brands.toml", "micro soft", "micro  soft")

    assert load_playbooks(folder).version != before


def test_technical_support_is_known_in_depth():
    kind = load_playbooks().kinds["tech_support_impersonation"]

    assert len(kind.signs) >= 40
    assert len(kind.key_advice) >= 4
    assert [stage.slug for stage in kind.stages][:3] == ["opening", "identity_claim", "problem_claim"]
    assert all(stage.claim for stage in kind.stages)


def test_broken_toml_names_file_and_line(folder):
    line = change(folder / "kinds" / KIND, 'family = "impersonation"', 'family = "impersonation')

    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == (KIND, line)
    assert "not valid TOML" in fault.reason


def test_wrong_encoding_names_file_and_line(folder):
    path = folder / "routes.toml"
    path.write_bytes(b"# one\n# caf\xe9\n" + path.read_bytes())

    assert [(fault.file, fault.line) for fault in faults_of(folder)] == [("routes.toml", 2)]


def test_missing_table_is_one_fault(folder):
    (folder / "brands.toml").unlink()

    assert [fault.file for fault in faults_of(folder)] == ["brands.toml"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('["Atom Bank"]', '["Atom Bank", "Atom"]', "in lower case"),
        ('["Atom Bank"]', '["Monzo"]', "there twice"),
        ("[bank]\nnames", "[bank]\nnamed", "is not a key"),
    ],
)
def test_fault_in_the_table_of_firms_is_named(folder, old, new, reason):
    change(folder / "firms.toml", old, new)

    assert any(fault.file == "firms.toml" and reason in fault.reason for fault in faults_of(folder))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('stage = "proof"', 'stage = "prof"', "not in the list of stages"),
        ("weight = 5.0", 'weight = "much"', "has to be a number"),
        ('brands = ["microsoft"', 'brands = ["microsft"', "does not stand in brands.toml"),
        ('id = "infected"', 'id = "popup_number"', "there twice"),
        ("patterns = ['\\bassoc\\b']", "patterns = ['(?=assoc)']", "not RE2 syntax"),
        ('mouth = "account"', 'mouth = "ear"', "not one of"),
        ("decisive = true", "desisive = true", "is not a key"),
        ('key_advice = ["no_cold_calls", "be_sceptical",', 'key_advice = ["no_cold_calls"]\nx = [', "at least 3"),
    ],
)
def test_fault_names_file_and_line(folder, old, new, reason):
    line = change(folder / "kinds" / KIND, old, new)

    found = [fault for fault in faults_of(folder) if reason in fault.reason]
    assert found
    assert found[0].file == KIND
    assert abs((found[0].line or 0) - line) <= 9  # within the sign's own table


def test_missing_welsh_is_a_fault(folder):
    path = folder / "kinds" / KIND
    text = path.read_text(encoding="utf-8")
    start = text.index("key_advice.be_sceptical", text.index("[text.cy]"))
    path.write_text(text[:start] + text[text.index("\n", start) + 1 :], encoding="utf-8")

    (fault,) = faults_of(folder)
    assert "[text.cy]" in fault.reason
    assert fault.line is not None


def test_unknown_placeholder_and_unused_text_are_faults(folder):
    change(folder / "kinds" / KIND, "wording.trade = ", 'nobody = "x"\nwording.trade = ')
    change(folder / "kinds" / KIND, "working for {brand}", "working for {firm}")

    reasons = " ".join(fault.reason for fault in faults_of(folder))
    assert "{firm} is not a placeholder" in reasons
    assert "nothing refers to the text nobody" in reasons


def test_number_outside_the_drama_ranges_is_a_fault(folder):
    # Put together here, so that this file carries no such number itself.
    line = change(folder / "kinds" / KIND, "A pop up on my screen", "A pop up (" + "0161 " + "555 1234)")

    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == (KIND, line)
    assert "drama" in fault.reason


def test_all_faults_are_gathered(folder):
    change(folder / "kinds" / KIND, 'mouth = "account"', 'mouth = "ear"')
    change(folder / "areas.toml", 'nation = "england"', 'nation = "albion"')
    change(folder / "routes.toml", 'purpose = "emergency"', 'purpose = "none"')

    assert {fault.file for fault in faults_of(folder)} == {KIND, "areas.toml", "routes.toml"}


def test_neighbour_that_does_not_answer_is_a_fault(folder):
    change(folder / "areas.toml", '"merseyside", "greater_manchester", "derbyshire"', '"greater_manchester"')

    assert any("does not name its neighbour" in fault.reason for fault in faults_of(folder))


@pytest.mark.parametrize("slug", sorted(load_playbooks().kinds))
def test_examples_are_well_formed(slug):
    examples = load_playbooks().kinds[slug].examples

    assert any(example.must_match for example in examples)
    assert any(not example.must_match for example in examples)
    assert len({example.text for example in examples}) == len(examples)
