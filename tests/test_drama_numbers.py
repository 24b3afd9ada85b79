from __future__ import annotations

import subprocess
from pathlib import Path

from ringfence.playbooks import find_numbers_outside, is_drama_number, load_playbooks
from ringfence.playbooks.drama_numbers import PUBLISHED_NUMBERS
from ringfence.playbooks.table_files import published_numbers

ROOT = Path(__file__).resolve().parents[1]
BINARY = {".png", ".woff2", ".pdf", ".ico", ".jpg", ".gz", ".db"}


def test_no_file_carries_a_number_that_could_be_somebodys():
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    published = published_numbers(load_playbooks().routes) | PUBLISHED_NUMBERS
    found = []
    for name in filter(None, listing.split("\0")):
        path = ROOT / name
        if path.suffix in BINARY or name.startswith("requirements") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for place, _ in find_numbers_outside(text, published=published):
            found.append(f"{name}, line {text.count(chr(10), 0, place) + 1}")

    assert found == []


def test_drama_numbers_are_known_however_they_are_written():
    assert is_drama_number("01632 960123")
    assert is_drama_number("+44 7700 900 123")
    assert is_drama_number("(020) 7946 0999")
    assert is_drama_number("0114 496 0208")
    assert is_drama_number("029 2018 0433")
    assert is_drama_number("0191 498 0000")
    assert is_drama_number("0909 879 0144")
    assert not is_drama_number("07700 " + "901000")


def test_number_outside_is_found_in_running_text():
    number = "0161 " + "555 1234"

    assert [text for _, text in find_numbers_outside(f"ring {number} now", published=frozenset())] == [number]
