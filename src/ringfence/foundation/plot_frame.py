"""Where things stand in a bar chart: numbers only, for whoever draws."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

__all__ = ["PlotFrame"]


@dataclass(frozen=True, kw_only=True)
class PlotFrame:
    """A drawing with margins, so many places along the bottom and counts up the side; all in pixels."""

    width: float
    height: float
    left: float
    right: float
    above: float
    below: float
    places: int  # bars, or periods
    highest: float  # largest value that has to fit

    @cached_property
    def ticks(self) -> tuple[int, ...]:
        """Three to seven round numbers from 0 to at least the highest value."""
        rough = max(self.highest / 5, 1)
        power = 10 ** math.floor(math.log10(rough))
        step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= rough)
        return tuple(range(0, max(math.ceil(self.highest / step), 1) * step + 1, step))

    @property
    def base(self) -> float:
        """Height of the axis."""
        return self.height - self.below

    @property
    def step(self) -> float:
        """Width of one place."""
        return (self.width - self.left - self.right) / max(self.places, 1)

    def x_of(self, place: float) -> float:
        """Return where a place begins."""
        return self.left + place * self.step

    def y_of(self, value: float) -> float:
        """Return how far down a value stands."""
        return self.base - (self.base - self.above) * value / self.ticks[-1]

    def labelled(self, most: int) -> range:
        """Return the places that have a label, so many at most that they never touch."""
        return range(0, self.places, max(1, math.ceil(self.places / most)))
