"""Counts over time as an SVG that needs no script: bars, what was expected, the threshold, alarms coloured."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

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


def draw_counts(panels: Sequence[CountPanel], *, title: str, unit: str, note: str = "") -> bytes:
    """Return an SVG with one panel below the other, UTF-8.

    Args:
        panels: what is drawn; each has its own scale.
        title: above everything, and read aloud.
        unit: what a bar stands for: "day", "week" or "month".
        note: a line of small print below.
    """
    height = _TITLE + _LEGEND + PANEL * len(panels) + (_NOTE if note else 0)
    described = " ".join(_in_words(panel, unit) for panel in panels)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc" font-family="Arial, Helvetica, sans-serif" font-size="13">',
        f'<title id="title">{_text(title)}</title><desc id="desc">{_text(described)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="18" font-weight="bold" fill="{_INK}">{_text(title)}</text>',
        _legend(_TITLE),
    ]
    for place, panel in enumerate(panels):
        parts.append(f'<g transform="translate(0 {_TITLE + _LEGEND + place * PANEL})">{_panel(panel, unit)}</g>')
    if note:
        parts.append(f'<text x="{_LEFT}" y="{height - 8}" font-size="12" fill="{_INK}">{_text(note)}</text>')
    return "\n".join([*parts, "</svg>\n"]).encode()


def _panel(panel: CountPanel, unit: str) -> str:
    base = PANEL - _BELOW
    step = (WIDTH - _LEFT - _RIGHT) / max(len(panel.observed), 1)
    finite = [value for value in (*panel.expected, *panel.threshold) if math.isfinite(value)]
    ticks = _ticks(max([*(count for count in panel.observed if count is not None), *finite, 1]))

    def y_of(count: float) -> float:
        return base - (base - _ABOVE) * count / ticks[-1]

    parts = [f'<text x="{_LEFT}" y="18" font-weight="bold" fill="{_INK}">{_text(panel.title)}</text>']
    for tick in ticks:
        y = y_of(tick)
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
        x = _LEFT + place * step
        if count is None:
            parts.append(
                f'<rect x="{x:.1f}" y="{_ABOVE}" width="{step:.2f}" height="{base - _ABOVE}" fill="{_GRID}">'
                f"<title>{_text(label)}: missing</title></rect>"
            )
            continue
        y = y_of(count)
        colour = f'fill="{_ALARM}" stroke="{_INK}" stroke-width="0.8"' if is_alarm else f'fill="{_BAR}"'
        said = f"{label}: {count:,}" + (f", alarm, expected {panel.expected[place]:.1f}" if is_alarm else "")
        parts.append(
            f'<rect x="{x + gap / 2:.1f}" y="{y:.1f}" width="{step - gap:.2f}" '
            f'height="{base - y:.1f}" {colour}><title>{_text(said)}</title></rect>'
        )
    parts.append(_steps(panel.expected, step, y_of, f'stroke="{_LINE}" stroke-width="2"'))
    parts.append(_steps(panel.threshold, step, y_of, f'stroke="{_INK}" stroke-width="1.5" stroke-dasharray="5 3"'))
    parts.append(f'<path d="M{_LEFT} {base}H{WIDTH - _RIGHT}" stroke="{_INK}"/>')
    every = max(1, math.ceil(len(panel.labels) / MOST_LABELS))
    for place in range(0, len(panel.labels), every):
        parts.append(
            f'<text x="{_LEFT + (place + 0.5) * step:.1f}" y="{base + 17}" text-anchor="middle" font-size="11" '
            f'fill="{_INK}">{_text(panel.labels[place])}</text>'
        )
    parts.append(
        f'<text x="{(WIDTH + _LEFT - _RIGHT) / 2:g}" y="{base + 35}" text-anchor="middle" fill="{_INK}">'
        f"{_text(unit.capitalize())}</text>"
    )
    return "".join(parts)


def _steps(values: Sequence[float], step: float, y_of: Callable[[float], float], style: str) -> str:
    """Draw a line with a level for each period, broken where nothing was judged."""
    path, was_drawn = "", False
    for place, value in enumerate(values):
        is_drawn = math.isfinite(value)
        if is_drawn:
            x, y = _LEFT + place * step, y_of(value)
            path += f"{'L' if was_drawn else 'M'}{x:.1f} {y:.1f}H{x + step:.1f}"
        was_drawn = is_drawn
    return f'<path d="{path}" fill="none" {style}/>' if path else ""


def _legend(y: int) -> str:
    x = _LEFT
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
        f'<text x="{x + 420}" y="{y + 11}">Missing</text></g>'
    )


def _ticks(top: float) -> list[int]:
    """Return three to six round numbers from 0 to at least `top`."""
    rough = max(top / 5, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= rough)
    return list(range(0, math.ceil(top / step) * step + 1, step))


def _in_words(panel: CountPanel, unit: str) -> str:
    if not panel.labels:
        return f"{panel.title}: nothing to show."
    raised = [label for label, is_alarm in zip(panel.labels, panel.alarm, strict=True) if is_alarm]
    marked = f"alarms in {', '.join(raised)}" if raised else "no alarm"
    return f"{panel.title}: reports a {unit} from {panel.labels[0]} to {panel.labels[-1]}, {marked}."


def _text(words: str) -> str:
    return escape(words, {'"': "&quot;"})
