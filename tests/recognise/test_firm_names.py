"""Names that may be a firm's: what the grammar around them and the words in them tell."""

from __future__ import annotations

import pytest

from ringfence.reading import read_text
from ringfence.recognise.firm_names import MOST_LETTERS, NAME_PATTERNS, find_firm_names, trade_of_name
from ringfence.recognise.pattern_bank import PatternBank

BANK = PatternBank(NAME_PATTERNS)


def names_in(text: str) -> list[str]:
    read = read_text(text)
    return [one.name for one in find_firm_names(read, BANK.find(read), taken=frozenset())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I had a call from the billing team at Cheshire Vale Energy about a refund.", "Cheshire Vale Energy"),
        ("She said she was from Cheshire Vale Energy's refunds team.", "Cheshire Vale Energy"),
        ('ptd to be fr "Tradenova", wanted remote access', "Tradenova"),
        ("Who did they say they were? Solar Support Scheme, Ravi", "Solar Support Scheme"),
        ("He rang on behalf of Carrick & Lyle about a bond.", "Carrick & Lyle"),
        ("hello its jason from easy quid loans you applied with us", "easy quid loans"),
        ("Penfold Roofing rang about my tiles.", "Penfold Roofing"),
    ],
)
def test_name_is_found_and_tidied(text: str, name: str) -> None:
    assert name in names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "I was rung by Mr Pemberton on Tuesday.",
        "He was from London and rang from a call centre.",
        "they were from the head office",
        "the loan was for my roof and the insurance was free",
    ],
)
def test_people_places_and_plain_words_are_no_firm(text: str) -> None:
    assert names_in(text) == []


def test_a_name_fits_the_store() -> None:
    assert all(len(name) <= MOST_LETTERS for name in names_in("from " + "Abcdefghijklmnop " * 6 + "Finance"))


def test_the_words_of_a_name_tell_a_trade() -> None:
    assert trade_of_name("Cheshire Vale Energy") == "energy"
    assert trade_of_name("Halberd Asset Recovery Ltd") == "investment"
    assert trade_of_name("Tradenova") is None
