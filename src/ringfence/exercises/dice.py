"""Quick draws from one random stream, the same for the same seed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np

__all__ = ["Dice", "Lot"]

T = TypeVar("T")

# One call to NumPy costs as much as fifty draws from a list.
_BLOCK = 8192


class Lot(Generic[T]):
    """Things to draw from, each with a weight."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.things = tuple(weights)
        self.bounds = tuple(accumulate(weights.values()))


class Dice:
    """Draws numbers, items and yes or no."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._left: list[float] = []

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        if not self._left:
            self._left = self._rng.random(_BLOCK).tolist()
        return self._left.pop()

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.share() < probability

    def whole(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included."""
        return least + int(self.share() * (most - least + 1))

    def pick(self, things: Sequence[T]) -> T:
        """Return one of `things`, each as likely as the next."""
        return things[int(self.share() * len(things))]

    def draw(self, lot: Lot[T]) -> T:
        """Return one thing of the lot by its weight."""
        place = bisect_right(lot.bounds, self.share() * lot.bounds[-1])
        return lot.things[min(place, len(lot.things) - 1)]
