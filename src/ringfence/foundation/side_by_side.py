"""Many texts through the same steps side by side: what a step looks things up in stays in the processor's cache."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TypeVar

__all__ = ["Steps", "alone", "side_by_side"]

Thing = TypeVar("Thing")
Result = TypeVar("Result")
# Yields after each step; what it returns is the result.
Steps = Generator[None, None, Result]

# How much goes side by side, in characters. Less, and tables are fetched anew too often; more is held in memory.
_MOST_AT_ONCE = 60_000


def alone(steps: Steps[Result]) -> Result:
    """Take all steps, one after the other."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def side_by_side(
    things: Iterable[Thing], *, steps: Callable[[Thing], Steps[Result]], size: Callable[[Thing], int]
) -> Iterator[Result]:
    """Yield the result for each thing, in order; a step is taken for some things before the next one for any.

    Args:
        things: taken from there as they are needed.
        steps: what is done with one.
        size: its length in characters; so many things go side by side as are 60,000 together, at least one.
    """
    some: list[Steps[Result]] = []
    total = 0
    for thing in things:
        some.append(steps(thing))
        total += size(thing)
        if total >= _MOST_AT_ONCE:
            yield from _results(some)
            some, total = [], 0
    yield from _results(some)


def _results(tasks: Iterable[Steps[Result]]) -> list[Result]:
    done: dict[int, Result] = {}
    under_way = list(enumerate(tasks))
    while under_way:
        going_on = []
        for task in under_way:
            try:
                next(task[1])
            except StopIteration as end:
                done[task[0]] = end.value
            else:
                going_on.append(task)
        under_way = going_on
    return [done[place] for place in sorted(done)]
