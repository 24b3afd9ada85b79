"""Normalised words and their way back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.reading import normalise, read_text, read_turns


def test_case_punctuation_apostrophes_and_fillers_vanish():
    assert normalise("Um, DON’T hang-up…  it's “Micro-soft”!") == "dont hang up its micro soft"


def test_zero_width_and_bidirectional_characters_do_not_hide_a_word():
    assert normalise("any\u200bde\u202esk\u00ad") == "anydesk"


def test_lookalike_letters_and_accents_become_plain():
    assert normalise("Мicrоsоft ŵy é") == "microsoft wy e"


def test_full_width_letters_become_plain():
    assert normalise("Ａｎｙｄｅｓｋ") == "anydesk"


def test_a_span_points_back_at_the_words_as_written():
    read = read_text("Um, he’s from Micro\u200bsoft; hello")
    place = read.words.words.index("microsoft")
    start, end = read.words.original_span(place, place + 1)
    assert read.text[start:end] == "Micro\u200bsoft"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_every_word_points_at_text_that_reads_the_same(text):
    read = read_text(text)
    for place, word in enumerate(read.words.words):
        start, end = read.words.original_span(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert word in normalise(text[start:end]) or normalise(text[start:end]) in word


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=40)), max_size=6))
def test_every_word_of_a_turn_lies_within_that_turn(turns):
    read = read_turns(turns)
    for place, word in enumerate(read.words.words):
        if word != "|":
            turn, start, end = read.locate(*read.words.original_span(place, place + 1))
            assert 0 <= start < end <= len(turns[turn][1])


def test_no_phrase_reaches_across_turns():
    assert read_turns([("a", "press"), ("b", "one")]).normalised == "press | one"


def test_a_megabyte_of_one_letter_is_one_word():
    assert len(read_text("a" * 1_000_000).words.words) == 1


def test_half_a_surrogate_pair_is_replaced_one_for_one():
    assert read_text("ab\ud800c").text == "ab\ufffdc"
