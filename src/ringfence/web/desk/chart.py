"""One series of counts as the numbers of a drawing; the template writes the SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringfence.domain.counts import Alarm, CountTable, Surge
from ringfence.flow.newest_weeks import NewestWeek
from ringfence.foundation.periods import Period
from ringfence.foundation.plot_frame import PlotFrame
from ringfence.watch.hierarchy.nowcast import Nowcast

__all__ = ["Bar", "Chart", "Late", "chart_of", "late_in_words"]

_WIDTH, _HEIGHT = 760, 240
_LEFT, _BOTTOM, _TOP = 40, 30, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What a week will have once late reports are in: a hollow bar on top, and an interval."""

    reports: Nowcast
    y: float  # top of the hollow bar
    height: float
    middle: float  # x of the interval
    low_y: float  # its lower end
    high_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One week: what was counted, and what was expected where an alarm says so."""

    label: str  # "2020-W34"
    observed: int
    alarm: Alarm | None
    late: Late | None  # None: as many as there will be
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything the template needs, in pixels."""

    width: int
    height: int
    base: float  # y of the axis
    left: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, float], ...]  # count, y
    expected: str  # points of the line through the alarm weeks
    threshold: str
    title: str
    description: str  # read aloud in place of the picture
    has_late: bool


def chart_of(table: CountTable, surge: Surge, *, title: str, newest: Sequence[NewestWeek] = ()) -> Chart:
    """Lay out the weeks of `table` for the series of `surge`; `newest`: those whose reports are still arriving."""
    arriving = {week.period: week.reports for week in newest}
    counts = _counts_of(table, surge)
    alarms: Mapping[Period, Alarm] = {alarm.period: alarm for alarm in surge.alarms}
    frame = PlotFrame(
        width=_WIDTH, height=_HEIGHT, left=_LEFT, right=0, above=_TOP, below=_BOTTOM, places=len(counts),
        highest=max(
            [*counts, *(alarm.threshold for alarm in surge.alarms), *(late.high for late in arriving.values()), 1]
        ),
    )  # fmt: skip

    def y_of(count: float) -> float:
        return round(frame.y_of(count), 1)

    bars = []
    for place, observed in enumerate(counts):
        period = table.first.shifted(place)
        x, width = round(frame.x_of(place), 1), round(max(frame.step - 2, 1), 1)
        late = arriving.get(period)
        bars.append(
            Bar(
                label=period.label,
                observed=observed,
                alarm=alarms.get(period),
                late=None
                if late is None
                else Late(
                    reports=late,
                    y=y_of(late.expected),
                    height=round(y_of(observed) - y_of(late.expected), 1),
                    middle=round(x + width / 2, 1),
                    low_y=y_of(late.low),
                    high_y=y_of(late.high),
                ),
                x=x,
                y=y_of(observed),
                width=width,
                height=round(frame.base - y_of(observed), 1),
            )
        )

    def line(values: Sequence[tuple[Bar, float]]) -> str:
        return " ".join(f"{bar.x:g},{y_of(value):g} {bar.x + bar.width:g},{y_of(value):g}" for bar, value in values)

    judged = [(bar, bar.alarm) for bar in bars if bar.alarm is not None]
    return Chart(
        width=_WIDTH,
        height=_HEIGHT,
        base=frame.base,
        left=_LEFT,
        bars=tuple(bars),
        ticks=tuple((count, y_of(count)) for count in frame.ticks),
        expected=line([(bar, alarm.expected) for bar, alarm in judged]),
        threshold=line([(bar, alarm.threshold) for bar, alarm in judged]),
        title=title,
        description=(
            f"Reports a week from {bars[0].label if bars else surge.first_period.label} "
            f"to {bars[-1].label if bars else surge.last_period.label}. "
            f"In the {len(surge.alarms)} marked weeks {surge.observed} people reported, "
            f"where about {surge.expected:.0f} were expected." + "".join(f" {late_in_words(week)}" for week in newest)
        ),
        has_late=bool(newest),
    )


def late_in_words(week: NewestWeek) -> str:
    """Say how many reports of a week there are, and how many there will be."""
    late = week.reports
    return (
        f"Reports are still arriving: {late.known} so far for {week.period.label}, about {late.expected:.0f} in the "
        f"end (nine times in ten between {late.low} and {late.high})."
    )


def _counts_of(table: CountTable, surge: Surge) -> list[int]:
    areas, kinds = surge.scope
    rows = [row for row, key in enumerate(table.keys) if key.area in areas and key.kind in kinds]
    return [int(count) for count in table.counts[rows].sum(axis=0)] if rows else []
