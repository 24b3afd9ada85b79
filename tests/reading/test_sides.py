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
        (["caller", "Mrs Smith", "caller"], (CALLER, LISTENER, CALLER)),
    ],
)
def test_names_tell_who_rang(speakers, sides):
    assert find_sides(speakers) == sides


@pytest.mark.parametrize("speakers", [["a", "b"], ["agent", "customer"], [""], []])
def test_names_that_do_not_tell_give_no_sides(speakers):
    assert find_sides(speakers) == ()


def test_a_named_listener_decides():
    read = read_turns([("Ann", "Hello?"), ("Bob", "Good morning."), ("caller", "Hello?")], listener="Ann")
    assert read.sides == (LISTENER, CALLER, CALLER)


@given(st.lists(st.sampled_from(["caller", "L", "Mrs Smith", "recording", "agent 2"]), max_size=8), st.integers(0, 8))
def test_nothing_hangs_on_who_speaks_afterwards(speakers, heard):
    assert find_sides(speakers[:heard]) == find_sides(speakers)[:heard]
