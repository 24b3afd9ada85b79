"""The picture of `ringfence watch --plot`: the series that rose most, and the forces as tiles."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ringfence.foundation.errors import InvalidInput, StorageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ringfence.flow.watch_file import WatchedFile
    from ringfence.foundation.periods import Period
    from ringfence.publish.chart import CountPanel
    from ringfence.publish.tiles import Tile

__all__ = ["draw"]

MOST_PANELS = 6
MOST_GAPS_DRAWN = 500  # more would squeeze the bars away: a slip in one year of the file
FEWEST_FORCES = 3  # fewer make no map
NOTE = "Exact counts, for analysts: small numbers are not hidden. Reports are not incidents."


def draw(watched: WatchedFile, plot: Path, *, title: str) -> list[str]:
    """Write the drawing, and beside it a page with the same numbers as tables; return what to say of it.

    Raises:
        InvalidInput: the name does not end in .svg.
        StorageFault: a file cannot be written.
    """
    from ringfence.publish.chart import draw_counts
    from ringfence.publish.chart_page import chart_page
    from ringfence.publish.tiles import draw_tiles

    if plot.suffix != ".svg":
        raise InvalidInput(f"--plot {plot} is no SVG. Give a name that ends in .svg.")
    rows = _rows_that_rose(watched)
    panels, tiles = _panels(watched, rows), _tiles(watched)
    newest = watched.file.periods[_newest_judged(watched)]
    below = draw_tiles(tiles, title=f"Reports of all kinds in {newest}; ▲ a kind alarms") if tiles else None
    unit = watched.file.periods[0].unit.value
    drawing = draw_counts(panels, title=title, unit=unit, note=NOTE, below=below)
    page = plot.with_suffix(".html")
    for path, content in (
        (plot, drawing),
        (page, chart_page(drawing, panels, title=title, unit=unit, note=NOTE, tiles=tiles)),
    ):
        try:
            path.write_bytes(content)
        except OSError as error:
            raise StorageFault(
                f"The chart cannot be written to {path} ({error.strerror}). Name another place."
            ) from error
    said = [f"Chart in {plot}; the same with its numbers as tables in {page}."]
    if len(rows) < len(watched.file.keys):
        said.append(f"The chart shows {len(rows)} of {len(watched.file.keys):,} series, those that rose most.")
    return said


def _rows_that_rose(watched: WatchedFile) -> list[int]:
    """Return the series that rose furthest above what was expected, or the largest where none did."""
    file, excess = watched.file, dict[int, float]()
    for _, surge in watched.surges:
        row = file.keys.index(surge.series)
        excess[row] = excess.get(row, 0) + surge.observed - surge.expected
    order = sorted(range(len(file.keys)), key=lambda row: (-excess.get(row, 0), -int(file.counts[row].sum()), row))
    return [row for row in order if row in excess][:MOST_PANELS] or order[:1]


def _panels(watched: WatchedFile, rows: Sequence[int]) -> list[CountPanel]:
    from ringfence.publish.chart import CountPanel

    file, result, (begin, end) = watched.file, watched.result, watched.shown
    columns = _columns_with_gaps(file.periods[begin:end], begin)
    labels = [period.label for period, _ in columns]

    def taken(values: Sequence[float]) -> list[float]:
        return [math.nan if column is None else values[column] for _, column in columns]

    return [
        CountPanel(
            title=f"{file.keys[row].kind}, {file.keys[row].area}",
            labels=labels,
            observed=[None if column is None else int(file.counts[row, column]) for _, column in columns],
            expected=taken(result.expected[row].tolist()),
            threshold=taken(result.threshold[row].tolist()),
            alarm=[column is not None and bool(result.alarm[row, column]) for _, column in columns],
            marks=[
                (place, change.name)
                for change in watched.known_changes
                if change.touches(area=file.keys[row].area, kind=file.keys[row].kind)
                for place, (period, _) in enumerate(columns)
                if period.first_day <= change.first <= period.last_day
            ],
        )
        for row in rows
    ]


def _newest_judged(watched: WatchedFile) -> int:
    judged = np.flatnonzero(watched.is_judged.any(axis=0))
    return int(judged[-1]) if judged.size else watched.shown[1] - 1


def _tiles(watched: WatchedFile) -> list[Tile]:
    """Return a tile for every force, where the file's areas are forces; all kinds of scam together."""
    from ringfence.playbooks import load_playbooks
    from ringfence.publish.tiles import Level, Tile

    areas = load_playbooks().areas
    file, column = watched.file, _newest_judged(watched)
    if len({key.area for key in file.keys} & set(areas)) < FEWEST_FORCES:
        return []
    told = {
        code
        for _, surge in watched.surges
        for code in surge.scope[0]
        if any(alarm.period == file.periods[column] for alarm in surge.alarms)
    }
    tiles = []
    for code, area in areas.items():
        rows = [row for row, key in enumerate(file.keys) if key.area == code]
        judged = [row for row in rows if watched.is_judged[row, column]]
        level = Level.ALARM if code in told else Level.USUAL if judged else Level.UNKNOWN
        value = f"{int(file.counts[rows, column].sum()):,}" if rows else "–"
        tiles.append(Tile(column=area.tile[0], row=area.tile[1], name=area.name, value=value, level=level))
    return tiles


def _columns_with_gaps(periods: Sequence[Period], begin: int) -> list[tuple[Period, int | None]]:
    """Return every period from first to last with its column, None where the file has no row for it."""
    column_of = {period: begin + place for place, period in enumerate(periods)}
    span = periods[-1].index - periods[0].index + 1
    if span > MOST_GAPS_DRAWN + len(periods):
        return [(period, column_of[period]) for period in periods]
    every = [periods[0].shifted(by) for by in range(span)]
    return [(period, column_of.get(period)) for period in every]
