"""Counts over time as the numbers of a drawing; `charts/bars.html` writes the SVG and the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from ringfence.foundation.in_words import number_in_words
from ringfence.foundation.plot_frame import PlotFrame
from ringfence.web.languages import language

__all__ = ["Bar", "BarChart", "bar_chart", "fewer_than"]

_WIDTH, _HEIGHT = 640, 240
_LEFT, _RIGHT, _BOTTOM, _TOP = 44, 36, 34, 12  # the last label stands half beyond its bar
_MOST_LABELS = 6
# Height of the stub that stands for "fewer than the floor": the same whatever is behind it.
_STUB = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One period."""

    label: str
    said: str  # "14", or "fewer than 3"
    is_floored: bool
    is_marked: bool
    x: float
    y: float
    width: float
    height: float
    tick: str  # words under the axis, or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Everything the template needs, in pixels."""

    title: str
    description: str  # read aloud in place of the picture
    period: str  # heading of the table's first column
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, float], ...]  # count, y
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    base: int = _HEIGHT - _BOTTOM


def fewer_than(floor: int) -> str:
    """Return the words for a count under the floor."""
    return gettext("fewer than %(floor)s") % {"floor": floor}


def bar_chart(
    values: Sequence[tuple[str, int | None]],
    *,
    title: str,
    period: str,
    periods: str,
    floored: str,
    marked_from: str | None = None,
) -> BarChart | None:
    """Lay out counts; None where there is nothing that may be shown.

    Args:
        values: label and count of each period; None: under the floor.
        title: above the chart.
        period: "Week" or "Month", in the language of the page.
        periods: the same of several.
        floored: words for a count under the floor.
        marked_from: label of the first period drawn in the strong colour.
    """
    shown = [count for _, count in values if count is not None]
    if not shown:
        return None
    frame = PlotFrame(
        width=_WIDTH, height=_HEIGHT, left=_LEFT, right=_RIGHT, above=_TOP, below=_BOTTOM, places=len(values),
        highest=max(shown),
    )  # fmt: skip
    labelled = frame.labelled(_MOST_LABELS)
    bars, is_marked = [], False
    for place, (label, count) in enumerate(values):
        is_marked = is_marked or label == marked_from
        height = _STUB if count is None else round(frame.base - frame.y_of(count), 1)
        bars.append(
            Bar(
                label=label,
                said=floored if count is None else number_in_words(count, language()),
                is_floored=count is None,
                is_marked=is_marked,
                x=round(frame.x_of(place), 1),
                y=round(frame.base - height, 1),
                width=round(max(frame.step - 2, 1), 1),
                height=height,
                tick=label if place in labelled else "",
            )
        )
    top = max(range(len(values)), key=lambda place: values[place][1] or 0)
    return BarChart(
        title=title,
        description=gettext(
            "%(periods)s from %(first)s to %(last)s. The most reports, %(most)s, were in %(top)s. "
            "The numbers are in the table below."
        )
        % {
            "periods": periods,
            "first": values[0][0],
            "last": values[-1][0],
            "most": number_in_words(max(shown), language()),
            "top": values[top][0],
        },
        period=period,
        bars=tuple(bars),
        ticks=tuple((tick, round(frame.y_of(tick), 1)) for tick in frame.ticks),
    )
