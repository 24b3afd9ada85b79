"""Things that go through their steps side by side."""

from __future__ import annotations

from ringfence.foundation.side_by_side import alone, side_by_side

LONG = 40_000  # two of them are more than go side by side


def steps_that_tell(told, name):
    for step in (1, 2):
        told.append((step, name))
        yield
    return name.upper()


def test_a_step_is_taken_for_all_before_the_next_for_any():
    told = []

    done = list(side_by_side("ab", steps=lambda name: steps_that_tell(told, name), size=len))

    assert done == ["A", "B"]
    assert told == [(1, "a"), (1, "b"), (2, "a"), (2, "b")]


def test_results_keep_the_order_of_the_things_whichever_is_done_first():
    def steps(number):
        for _ in range(number):
            yield
        return number

    assert list(side_by_side([3, 0, 2, 1], steps=steps, size=lambda _: 1)) == [3, 0, 2, 1]


def test_no_more_is_taken_than_goes_side_by_side():
    taken = []

    def things():
        for name in "abcde":
            taken.append(name)
            yield name

    results = side_by_side(things(), steps=lambda name: steps_that_tell([], name), size=lambda _: LONG)

    assert next(results) == "A"
    assert taken == ["a", "b"]
    assert list(results) == ["B", "C", "D", "E"]


def test_nothing_gives_nothing():
    assert list(side_by_side([], steps=lambda name: steps_that_tell([], name), size=len)) == []


def test_alone_takes_all_steps():
    told = []

    assert alone(steps_that_tell(told, "a")) == "A"
    assert told == [(1, "a"), (2, "a")]
