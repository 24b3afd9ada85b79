"""The open corpus: readable, balanced, safe to publish; and no name in it moves a verdict."""

import re
import sys
from pathlib import Path

import pytest

from ringfence.flow.check_text import check
from ringfence.playbooks import find_numbers_outside
from ringfence.playbooks.drama_numbers import PUBLISHED_NUMBERS
from ringfence.recognise.wording import packaged_model

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from corpus_files import CORPUS, read_corpus  # noqa: E402

ITEMS, FAULTS = read_corpus()
HELPLINES = PUBLISHED_NUMBERS | {"08088088141"}
OTHER_NAMES = {
    "Margaret": "Fatima", "Brian": "Kwame", "Susan": "Agnieszka", "Peter": "Mohammed", "David": "Dafydd",
    "Daniel": "Rajesh", "Kevin": "Siobhan", "Dorothy": "Ngozi", "Tom": "Wei", "Emma": "Oluwaseun", "Priya": "Gwen",
    "Leeds": "Swansea", "Manchester": "Truro", "London": "Perth", "Birmingham": "Derry", "Glasgow": "Hull",
    "Bristol": "Bradford", "Chester": "Luton", "Indian": "Polish", "Nigeria": "Norway", "Russia": "Canada",
    "Spain": "Japan", "Birmingham.": "Derry.", "John": "Ahmed", "Mary": "Bronwen", "Sarah": "Ayesha",
}  # fmt: skip


def verdict(item, text=None, turns=None):
    if item.turns:
        return check(turns=[("a" if who != "L" else "b", said) for who, said in turns or item.turns]).verdict
    return check(text or item.text).verdict


def swapped(text):
    text = re.sub(r"\b(Mrs?|Miss|Ms|Dr) [A-Z][a-z]+", r"\1 Adeyemi", text)
    return re.sub(r"\b[A-Z][a-z]+\b", lambda found: OTHER_NAMES.get(found[0], found[0]), text)


def test_every_item_can_be_read():
    assert FAULTS == []


def test_nearly_half_is_no_scam():
    scams = sum(item.is_scam for item in ITEMS)
    assert 0.4 * len(ITEMS) <= scams <= 0.58 * len(ITEMS)


def test_every_kind_is_there():
    assert len({item.labels["kind"] for item in ITEMS if item.is_scam}) == 19


def test_no_number_could_be_somebodys():
    found = [number for item in ITEMS for _, number in find_numbers_outside(item.text, published=HELPLINES)]
    assert found == []


def test_identifiers_stand_where_their_spans_say():
    for item in ITEMS:
        assert all(0 <= span.start < span.end <= len(item.text) for span in item.spans)


def test_swapping_names_places_and_nationalities_leaves_every_verdict():
    moved, changed = [], 0
    for item in ITEMS:
        text = swapped(item.text)
        turns = [(who, swapped(said)) for who, said in item.turns]
        if text != item.text:
            changed += 1
            if verdict(item) != verdict(item, text, turns):
                moved.append(item.id)
    assert changed > 60
    assert moved == []


@pytest.mark.parametrize("name", ["margaret", "mohammed", "leeds", "indian", "polish", "nigeria", "sir", "madam"])
def test_the_vocabulary_knows_no_names(name):
    model = packaged_model()
    for table in (model.said, model.written, model.form):
        assert not [words for words in table.words if name in words.split()]


def test_corpus_stands_in_the_repository():
    assert CORPUS == ROOT / "corpus"


def test_tags_may_stand_anywhere_in_a_turn(tmp_path):
    (tmp_path / "dialogues").mkdir()
    (tmp_path / "dialogues" / "i1.txt").write_text(
        "=== I001\nlabel: scam\nkind: other\nregister: live\n---\n"
        "C: {contact} Hello there.\nC: No, not that. {access !} Read me the screen.\nC: Thank you. {payment} {control}\n",
        encoding="utf-8",
    )

    (item,), faults = read_corpus(tmp_path)

    assert faults == []
    assert (item.id, item.author, item.first_harmful) == ("d-i-001", "i", 1)
    assert [said for _, said in item.turns] == ["Hello there.", "No, not that. Read me the screen.", "Thank you."]
    assert item.stages == (("contact",), ("access",), ("payment", "control"))
