"""Who rang and who answered, by the names of speakers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.reading import Side, find_sides, read_turns

CALLER, LISTENER = Side.CALLER, Side.LISTENER


@pytest.mark.parametrize(
    ("speakers", "sides"),
    [
        (["C", "L", "C"], (CALLER, LISTENER, CALLER)),
        (["Listener", "CALLER_1", "caller 2"], (LISTENER, CALLER, CALLER)),
        (["recording", "victim"], (CALLER, LISTENER)),
        (["Suspect", "Innocent"], (CALLER, LISTENER)),
        (["caller", "Mrs Smith", "caller", "supervisor"], (CALLER, LISTENER, CALLER, CALLER)),
        ([], ()),
    ],
)
def test_names_tell_who_rang(speakers, sides):
    assert find_sides(speakers, first=["hello"]) == sides


@pytest.mark.parametrize(
    "first", ["Hello?", "Yes, hello.", "Good morning, Plusnet, you're through to Jo, how can I help?", "Who's this?"]
)
def test_who_answers_is_told_by_how_a_call_begins(first):
    assert read_turns([("a", first), ("b", "Good evening, madam.")]).sides == (LISTENER, CALLER)


@pytest.mark.parametrize(
    "first", ["Hello, am I speaking to Mrs Smith?", "Nan, it's me.", "Good morning, this is the police.", ""]
)
def test_else_the_first_to_speak_has_rung(first):
    assert read_turns([("agent", first), ("customer", "Hello?"), ("agent 2", "Yes")]).sides == (
        CALLER,
        LISTENER,
        CALLER,
    )


def test_a_named_listener_decides():
    read = read_turns([("Ann", "Good morning."), ("Bob", "Hello?"), ("caller", "Hello?")], listener="Ann")
    assert read.sides == (LISTENER, CALLER, CALLER)


@given(
    st.lists(st.sampled_from(["caller", "L", "Mrs Smith", "recording", "agent 2"]), max_size=8),
    st.integers(0, 8),
    st.sampled_from(["hello", "good"]),
)
def test_nothing_hangs_on_who_speaks_afterwards(speakers, heard, word):
    cut = find_sides(speakers[:heard], first=[word])
    assert cut == find_sides(speakers, first=[word])[:heard]
