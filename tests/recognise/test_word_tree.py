"""The tree of words finds what the patterns say."""

from __future__ import annotations

import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.reading import read_text, read_turns
from ringfence.recognise.pattern_bank import PatternBank, any_of, without_overlap
from ringfence.recognise.word_sequences import alternatives, word_sequences

PATTERNS = {
    "plain": r"\b(?:safe account)\b",
    "either": r"\b(?:gift|itunes) cards?\b",
    "gap": r"\b(?:move (?:[^ |]+ ){0,2}money)\b",
    "two gaps": r"\b(?:(?:give|read|tell) (?:[^ |]+ ){0,3}(?:me|us) (?:[^ |]+ ){1,2}(?:code|pin|number))\b",
    "counted": r"\b(?:press [12])\b",
    "optional": r"\b(?:any ?desk(?: now)?)\b",
    "playbook": r"\b(?:\b(cancel|stop) (\w+ ){0,2}order\b)\b",
    "endless": r"\b(?:£[0-9]+ (?:fee|fine))\b",
    "prefix": r"\b(?:donat[a-z]+ money)\b",
}
WORDS = sorted({*" ".join(PATTERNS.values()).split(), "a", "the", "2", "£30", "fee", "donate", "code", "me", "anydesk"})
WORDS = [word for word in WORDS if word.replace("£", "").isalnum()]
WORDS += ["give", "tell", "move", "money", "cancel", "order", "gift", "card", "press", "1", "any", "desk", "safe"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_bank_finds_what_re2_finds(words: list[str]) -> None:
    read = read_text(" ".join(words))
    # A sum is a word of a gap as any other, however the gap is written.
    by_re2 = {
        name for name, pattern in PATTERNS.items() if re2.search(pattern.replace(r"\w", "[^ |]"), read.normalised)
    }

    assert set(PatternBank(PATTERNS).find(read)) == by_re2


def test_longest_sequence_from_a_place_comes_first() -> None:
    read = read_text("put it on a gift card or gift cards")
    found = PatternBank({"cards": r"\b(?:gift|gift card|gift cards)\b"}).find(read)["cards"]

    assert [" ".join(read.words.words[first:last]) for first, last in without_overlap(found)] == [
        "gift card",
        "gift cards",
    ]


def test_no_sequence_reaches_over_a_turn() -> None:
    bank = PatternBank({"gap": PATTERNS["gap"]})

    assert bank.find(read_turns([("a", "move all the money")]))
    assert not bank.find(read_turns([("a", "move all"), ("b", "the money")]))


def test_names_come_in_the_order_of_the_bank() -> None:
    bank = PatternBank({"second": r"\b(?:code)\b", "first": r"\b(?:the pin)\b"})

    assert list(bank.find(read_text("the pin and the code"))) == ["second", "first"]


def test_long_parts_are_not_multiplied_out() -> None:
    many = "|".join(f"word{n}" for n in range(100))
    parts = word_sequences(rf"\b(?:(?:{many}) (?:[^ |]+ ){{0,3}}(?:{many}))\b")

    assert parts is not None
    assert [len(sequences) for sequences, _ in parts] == [100, 100]


def test_what_cannot_be_listed_stays_a_pattern() -> None:
    assert word_sequences(r"\b(?:[a-z]+ing)\b") is None
    assert word_sequences(r"\b(?:further (?:£|nothing))\b") is None  # "£" begins a word there
    assert word_sequences("汇款") is None


def test_alternatives_stand_alone() -> None:
    assert alternatives(r"\b(?:a (?:b|c)|d[|]|e)\b") == [r"\b(?:a (?:b|c))\b", r"\b(?:d[|])\b", r"\b(?:e)\b"]
    assert alternatives(r"\b(?:a|b) (?:c|d)\b") == [r"\b(?:a|b) (?:c|d)\b"]


def test_any_of_takes_phrases() -> None:
    bank = PatternBank({"firm": any_of(["fed ex", "bt"])})

    assert bank.find(read_text("It was Fed-Ex, not BT."))["firm"] == [(2, 4), (5, 6)]
