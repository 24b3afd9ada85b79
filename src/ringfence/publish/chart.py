"""Counts over time as an SVG that needs no script: bars, expected, threshold, alarms, what is still to come in.

The same numbers as a table: `chart_page.py`. A drawing that is read aloud says what it shows, and no more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ringfence.foundation.plot_frame import PlotFrame

__all__ = ["CountPanel", "draw_counts"]

WIDTH = 900
PANEL = 250
_LEFT, _RIGHT, _ABOVE, _BELOW = 64, 16, 34, 48
_TITLE, _LEGEND, _NOTE = 34, 26, 24
MOST_LABELS = 12  # along the x axis, so that they never touch
# Colours of GOV.UK's palette; alarms also differ by their outline, for those who do not see red.
_BAR, _ALARM, _LINE, _INK, _GRID = "#b1b4b6", "#d4351c", "#1d70b8", "#0b0c0c", "#dee0e2"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPanel:
    """One series; sequences of the same length, one item a period. NaN: not judged."""

    title: str
    labels: Sequence[str]  # "2020-W35"
    observed: Sequence[int | None]  # reports; None: a period of which nothing is known
    expected: Sequence[float]  # reports
    threshold: Sequence[float]  # reports; counts above it raise the alarm
    alarm: Sequence[bool]
    nowcast: Sequence[tuple[float, float] | None] = ()  # lowest and highest that a count may still grow to
    marks: Sequence[tuple[int, str]] = ()  # place and name of what is known to have changed reporting


def draw_counts(
    panels: Sequence[CountPanel], *, title: str, unit: str, note: str = "", below: tuple[str, int] | None = None
) -> bytes:
    """Return an SVG with one panel below the other, UTF-8.

    Args:
        panels: what is drawn; each has its own scale.
        title: above everything, and read aloud.
        unit: what a bar stands for: "day", "week" or "month".
        note: a line of small print below.
        below: a further drawing under the panels, as SVG, and its height.
    """
    under, more = below or ("", 0)
    height = _TITLE + _LEGEND + PANEL * len(panels) + more + (_NOTE if note else 0)
    described = " ".join(_in_words(panel, unit) for panel in panels)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc" font-family="Arial, Helvetica, sans-serif" font-size="13">',
        f'<title id="title">{_text(title)}</title><desc id="desc">{_text(described)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="18" font-weight="bold" fill="{_INK}">{_text(title)}</text>',
        _legend(_TITLE, has_nowcast=any(any(panel.nowcast) for panel in panels)),
    ]
    for place, panel in enumerate(panels):
        parts.append(f'<g transform="translate(0 {_TITLE + _LEGEND + place * PANEL})">{_panel(panel, unit)}</g>')
    if under:
        parts.append(f'<g transform="translate(0 {_TITLE + _LEGEND + PANEL * len(panels)})">{under}</g>')
    if note:
        parts.append(f'<text x="{_LEFT}" y="{height - 8}" font-size="12" fill="{_INK}">{_text(note)}</text>')
    return "\n".join([*parts, "</svg>\n"]).encode()


def _panel(panel: CountPanel, unit: str) -> str:
    highest = [value for value in (*panel.expected, *panel.threshold) if math.isfinite(value)]
    highest += [count for count in panel.observed if count is not None] + [band[1] for band in panel.nowcast if band]
    frame = PlotFrame(
        width=WIDTH, height=PANEL, left=_LEFT, right=_RIGHT, above=_ABOVE, below=_BELOW, places=len(panel.observed),
        highest=max([*highest, 1]),
    )  # fmt: skip
    base, step = frame.base, frame.step
    parts = [f'<text x="{_LEFT}" y="18" font-weight="bold" fill="{_INK}">{_text(panel.title)}</text>']
    for tick in frame.ticks:
        y = frame.y_of(tick)
        parts.append(
            f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{_GRID}"/>'
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="{_INK}">{tick:,}</text>'
        )
    middle = (base + _ABOVE) / 2
    parts.append(
        f'<text transform="translate(14 {middle:g}) rotate(-90)" text-anchor="middle" fill="{_INK}">'
        f"Reports a {_text(unit)}</text>"
    )
    gap = min(1.5, step / 4)
    for place, (label, count, is_alarm) in enumerate(zip(panel.labels, panel.observed, panel.alarm, strict=True)):
        x = frame.x_of(place)
        if count is None:
            parts.append(
                f'<rect x="{x:.1f}" y="{_ABOVE}" width="{step:.2f}" height="{base - _ABOVE}" fill="{_GRID}">'
                f"<title>{_text(label)}: missing</title></rect>"
            )
            continue
        y = frame.y_of(count)
        colour = f'fill="{_ALARM}" stroke="{_INK}" stroke-width="0.8"' if is_alarm else f'fill="{_BAR}"'
        said = f"{label}: {count:,}" + (f", alarm, expected {panel.expected[place]:.1f}" if is_alarm else "")
        parts.append(
            f'<rect x="{x + gap / 2:.1f}" y="{y:.1f}" width="{step - gap:.2f}" '
            f'height="{base - y:.1f}" {colour}><title>{_text(said)}</title></rect>'
        )
    parts += [_band(frame, place, *band) for place, band in enumerate(panel.nowcast) if band]
    parts.append(_steps(panel.expected, frame, f'stroke="{_LINE}" stroke-width="2"'))
    parts.append(_steps(panel.threshold, frame, f'stroke="{_INK}" stroke-width="1.5" stroke-dasharray="5 3"'))
    parts += [_mark(frame, place, name) for place, name in panel.marks]
    parts.append(f'<path d="M{_LEFT} {base}H{WIDTH - _RIGHT}" stroke="{_INK}"/>')
    for place in frame.labelled(MOST_LABELS):
        parts.append(
            f'<text x="{frame.x_of(place + 0.5):.1f}" y="{base + 17}" text-anchor="middle" font-size="11" '
            f'fill="{_INK}">{_text(panel.labels[place])}</text>'
        )
    parts.append(
        f'<text x="{(WIDTH + _LEFT - _RIGHT) / 2:g}" y="{base + 35}" text-anchor="middle" fill="{_INK}">'
        f"{_text(unit.capitalize())}</text>"
    )
    return "".join(parts)


def _band(frame: PlotFrame, place: int, low: float, high: float) -> str:
    """Draw what the count of a period may still grow to as late reports come in."""
    x, y, height = frame.x_of(place) + frame.step / 4, frame.y_of(high), frame.y_of(low) - frame.y_of(high)
    said = f"with late reports probably {low:,.0f} to {high:,.0f}"
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{frame.step / 2:.2f}" height="{max(height, 1):.1f}" '
        f'fill="{_LINE}" fill-opacity="0.25" stroke="{_LINE}"><title>{said}</title></rect>'
    )


def _mark(frame: PlotFrame, place: int, name: str) -> str:
    """Draw where reporting is known to have changed, the name on the side that has room."""
    x, is_late = frame.x_of(place), place > frame.places / 2
    anchor, by = ("end", -4) if is_late else ("start", 4)
    return (
        f'<path d="M{x:.1f} {_ABOVE - 8}V{frame.base}" stroke="{_INK}" stroke-dasharray="2 3"/>'
        f'<text x="{x + by:.1f}" y="{_ABOVE - 2}" font-size="11" text-anchor="{anchor}" fill="{_INK}">'
        f"{_text(name)}</text>"
    )


def _steps(values: Sequence[float], frame: PlotFrame, style: str) -> str:
    """Draw a line with a level for each period, broken where nothing was judged."""
    path, was_drawn = "", False
    for place, value in enumerate(values):
        is_drawn = math.isfinite(value)
        if is_drawn:
            x, y = frame.x_of(place), frame.y_of(value)
            path += f"{'L' if was_drawn else 'M'}{x:.1f} {y:.1f}H{x + frame.step:.1f}"
        was_drawn = is_drawn
    return f'<path d="{path}" fill="none" {style}/>' if path else ""


def _legend(y: int, *, has_nowcast: bool) -> str:
    x = _LEFT
    coming = (
        f'<rect x="{x + 490}" y="{y}" width="14" height="12" fill="{_LINE}" fill-opacity="0.25" stroke="{_LINE}"/>'
        f'<text x="{x + 510}" y="{y + 11}">With late reports, probably</text>'
    )
    return (
        f'<g fill="{_INK}" font-size="12">'
        f'<rect x="{x}" y="{y}" width="14" height="12" fill="{_BAR}"/><text x="{x + 20}" y="{y + 11}">Reports</text>'
        f'<rect x="{x + 90}" y="{y}" width="14" height="12" fill="{_ALARM}" stroke="{_INK}"/>'
        f'<text x="{x + 110}" y="{y + 11}">Alarm</text>'
        f'<path d="M{x + 170} {y + 6}h26" stroke="{_LINE}" stroke-width="2"/>'
        f'<text x="{x + 202}" y="{y + 11}">Expected</text>'
        f'<path d="M{x + 282} {y + 6}h26" stroke="{_INK}" stroke-width="1.5" stroke-dasharray="5 3"/>'
        f'<text x="{x + 314}" y="{y + 11}">Threshold</text>'
        f'<rect x="{x + 400}" y="{y}" width="14" height="12" fill="{_GRID}"/>'
        f'<text x="{x + 420}" y="{y + 11}">Missing</text>{coming if has_nowcast else ""}</g>'
    )


def _in_words(panel: CountPanel, unit: str) -> str:
    if not panel.labels:
        return f"{panel.title}: nothing to show."
    raised = [label for label, is_alarm in zip(panel.labels, panel.alarm, strict=True) if is_alarm]
    marked = f"alarms in {', '.join(raised)}" if raised else "no alarm"
    known = "".join(f" Known change in {panel.labels[place]}: {name}." for place, name in panel.marks)
    return f"{panel.title}: reports a {unit} from {panel.labels[0]} to {panel.labels[-1]}, {marked}.{known}"


def _text(words: str) -> str:
    return escape(words, {'"': "&quot;"})
