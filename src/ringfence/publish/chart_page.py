"""A chart and its numbers on one page: whoever cannot see the drawing reads the table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from ringfence.publish.chart import CountPanel
from ringfence.publish.tiles import Tile

__all__ = ["chart_page"]

_STYLE = (
    "body{font-family:Arial,Helvetica,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#0b0c0c}"
    "svg{max-width:100%;height:auto}table{border-collapse:collapse;margin:1rem 0}"
    "th,td{border-bottom:1px solid #b1b4b6;padding:.25rem .75rem;text-align:right}"
    "th:first-child,td:first-child{text-align:left}caption{text-align:left;font-weight:bold}"
)


def chart_page(
    drawing: bytes, panels: Sequence[CountPanel], *, title: str, unit: str, note: str, tiles: Sequence[Tile] = ()
) -> bytes:
    """Return an HTML page that needs nothing else.

    Args:
        drawing: SVG of `draw_counts`.
        panels: what is drawn.
        title: of the page.
        unit: "day", "week" or "month".
        note: small print.
        tiles: of the grid in the drawing, if there is one.
    """
    tables = [_table(panel, unit) for panel in panels]
    if tiles:
        tables.append(_tile_table(tiles))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body><h1>{escape(title)}</h1>\n{drawing.decode()}\n<h2>The same in numbers</h2>\n{''.join(tables)}"
        f"<p>{escape(note)}</p></body></html>\n"
    ).encode()


def _table(panel: CountPanel, unit: str) -> str:
    has_nowcast = any(panel.nowcast)
    late = '<th scope="col">With late reports</th>' if has_nowcast else ""
    rows = []
    for place, label in enumerate(panel.labels):
        observed = panel.observed[place]
        cells = ["missing" if observed is None else f"{observed:,}"]
        cells += [f"{value:,.1f}" if math.isfinite(value) else "" for value in (panel.expected[place],)]
        cells += [f"{value:,.0f}" if math.isfinite(value) else "" for value in (panel.threshold[place],)]
        if has_nowcast:
            band = panel.nowcast[place]
            cells.append(f"{band[0]:,.0f} to {band[1]:,.0f}" if band else "")
        cells.append("alarm" if panel.alarm[place] else "")
        rows.append(f'<tr><th scope="row">{escape(label)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n')
    return (
        f"<table><caption>{escape(panel.title)}</caption><thead><tr>"
        f'<th scope="col">{escape(unit.capitalize())}</th><th scope="col">Reports</th><th scope="col">Expected</th>'
        f'<th scope="col">Threshold</th>{late}<th scope="col">Alarm</th></tr></thead>\n<tbody>{"".join(rows)}</tbody>'
        "</table>\n"
        + "".join(f"<p>Known change in {escape(panel.labels[at])}: {escape(name)}.</p>\n" for at, name in panel.marks)
    )


def _tile_table(tiles: Sequence[Tile]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(tile.name)}</th><td>{escape(tile.value)}</td><td>{tile.level}</td></tr>\n'
        for tile in sorted(tiles, key=lambda tile: tile.name)
    )
    return (
        '<table><caption>By police force</caption><thead><tr><th scope="col">Force</th><th scope="col">Reports</th>'
        f'<th scope="col">Judgement</th></tr></thead>\n<tbody>{rows}</tbody></table>\n'
    )
