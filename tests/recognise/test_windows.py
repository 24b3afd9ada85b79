"""A long call in pieces: nothing is lost, pieces overlap, and what they cost is known."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.domain.recognition import Verdict
from ringfence.flow.check_text import check
from ringfence.reading import Side, read_text, read_turns
from ringfence.recognise.windows import STEP, WORDS, penalty, windows_of

CHAT = [
    ("a", "Morning, did you see the match on Saturday, what a goal that was"),
    ("b", "I did, and then it rained, so the barbecue was off and we had soup"),
    ("a", "Soup in July, well, the tomatoes will be glad of a drop of rain"),
    ("b", "They will, and the bus was late again, I walked home by the canal"),
]
SCAM = [
    ("a", "Now this is the fraud department of your bank and your account has been compromised"),
    ("b", "Oh dear, what do I do?"),
    ("a", "You need to transfer all your money to a safe account and tell nobody, not even the branch"),
    ("a", "Read me the code that we just sent you and stay on the line"),
]


def test_a_call_of_a_few_minutes_is_one_piece():
    assert windows_of(read_turns(CHAT)) == []


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_every_turn_of_a_long_call_is_in_a_piece_and_no_piece_is_much_longer_than_asked(lengths):
    turns = [("a", " ".join(f"w{turn}x{word}" for word in range(length))) for turn, length in enumerate(lengths)]
    read = read_turns(turns)
    pieces = windows_of(read)
    if not pieces:
        assert len(read.words.words) <= WORDS + STEP
        return
    assert {word for piece in pieces for word in piece.words.words} - {"|"} == set(read.words.words) - {"|"}
    assert all(len(piece.words.words) <= WORDS + 400 + len(piece.turns) for piece in pieces)
    assert len(pieces) <= 2 * len(read.words.words) / STEP + 2


def test_a_piece_of_a_long_call_is_still_told_by_sides():
    turns = [("caller", "Good morning. " + "word " * 400), ("Mrs Smith", "Yes."), ("caller", "word " * 400)] * 2
    assert all(piece.sides[0] in Side for piece in windows_of(read_turns(turns)))


def test_every_word_of_a_long_text_is_in_a_piece():
    read = read_text(" ".join(f"word{n}" for n in range(1234)))
    pieces = windows_of(read)
    assert {word for piece in pieces for word in piece.words.words} == set(read.words.words)
    assert len(pieces) == math.ceil((1234 - STEP) / STEP)


def test_a_piece_costs_more_the_more_pieces_there_are():
    assert penalty(WORDS) == 0
    assert penalty(WORDS + 9 * STEP) == pytest.approx(math.log(10))


def test_a_scam_is_found_within_an_hour_of_talk_and_the_talk_alone_is_none():
    assert check(turns=CHAT * 40).verdict is not Verdict.SCAM
    found = check(turns=CHAT * 20 + SCAM + CHAT * 20)
    assert found.verdict is Verdict.SCAM
    assert found.first_warned_turn is not None
    assert 80 <= found.first_warned_turn <= 84
