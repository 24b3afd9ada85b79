"""Patterns over strangers' words."""

from __future__ import annotations

import re2
from hypothesis import given
from hypothesis import strategies as st

from ringfence.foundation.pattern import Pattern, compiled

NUMBER = r"(£)?([0-9]+)( pounds)?"
TEXTS = st.text(alphabet="£é’🙂 1 pounds\n", max_size=40) | st.lists(
    st.sampled_from(["£12", "7 pounds", "’", "🙂 ", "no"]), max_size=8
).map(" ".join)


@given(TEXTS)
def test_places_are_code_points_whatever_the_letters(text):
    pattern, reference = Pattern(NUMBER), re2.compile(NUMBER)

    found = [[match.span(group) for group in range(4)] for match in pattern.finditer(text)]

    assert found == [[match.span(group) for group in range(4)] for match in reference.finditer(text)]


@given(TEXTS)
def test_first_match_is_that_of_re2(text):
    ours, theirs = Pattern(NUMBER).search(text), re2.search(NUMBER, text)

    assert (ours is None) == (theirs is None)
    if ours and theirs:
        assert (ours.group(), ours.groups()) == (theirs.group(), list(theirs.groups()))


def test_a_group_that_stands_nowhere_is_none():
    match = Pattern(NUMBER).search("é 12")

    assert (match.start(), match.end()) == (2, 4)
    assert (match[1], match.span(1), match[2]) == (None, (-1, -1), "12")


def test_match_stands_at_the_begin_and_fullmatch_is_the_whole():
    pattern = Pattern("[0-9]+")

    assert pattern.match("12 é").span() == (0, 2)
    assert pattern.match("é 12") is None
    assert pattern.fullmatch("12") is not None
    assert pattern.fullmatch("12 é") is None


def test_case_counts_unless_it_is_to_be_ignored():
    assert compiled("pin").search("PIN") is None
    assert compiled("pin", ignores_case=True).search("PIN") is not None


def test_sub_puts_groups_back():
    assert Pattern(r"\b([a-z])\. ").sub(r"\1 ", "j. smith é") == "j smith é"
