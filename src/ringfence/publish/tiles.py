"""Police forces as a grid of tiles of one size: a map on which London does not vanish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

__all__ = ["Level", "Tile", "draw_tiles"]

_SIDE, _HIGH, _GAP, _LEFT, _ABOVE = 98, 58, 4, 64, 34
_LETTERS = 13  # of a name in one line of a tile
_INK = "#0b0c0c"


class Level(StrEnum):
    """What a tile says; in words too, never by colour alone."""

    ALARM = "alarm"
    USUAL = "no alarm"
    UNKNOWN = "not judged"


# Fill, ink, width of the outline.
_LOOK = {
    Level.ALARM: ("#d4351c", "#ffffff", 3),
    Level.USUAL: ("#dee0e2", _INK, 0),
    Level.UNKNOWN: ("#ffffff", "#505a5f", 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One force."""

    column: int
    row: int
    name: str
    value: str  # a few letters: "12", or "–"
    level: Level


def draw_tiles(tiles: Sequence[Tile], *, title: str) -> tuple[str, int]:
    """Return an SVG fragment and its height; rows and columns without a tile at the edge are cut off."""
    top, left = min(tile.row for tile in tiles), min(tile.column for tile in tiles)
    parts = [f'<text x="{_LEFT}" y="18" font-weight="bold" fill="{_INK}">{_text(title)}</text>']
    parts += [_tile(tile, tile.column - left, tile.row - top) for tile in tiles]
    return "".join(parts), _ABOVE + (max(tile.row for tile in tiles) - top + 1) * (_HIGH + _GAP) + 8


def _tile(tile: Tile, column: int, row: int) -> str:
    x, y = _LEFT + column * (_SIDE + _GAP), _ABOVE + row * (_HIGH + _GAP)
    fill, ink, outline = _LOOK[tile.level]
    lines = _lines(tile.name)
    words = "".join(
        f'<text x="{x + _SIDE / 2}" y="{y + 15 + 12 * place}" font-size="11" text-anchor="middle" fill="{ink}">'
        f"{_text(line)}</text>"
        for place, line in enumerate(lines)
    )
    mark = "▲ " if tile.level is Level.ALARM else ""
    return (
        f"<g><title>{_text(f'{tile.name}: {tile.value}, {tile.level}')}</title>"
        f'<rect x="{x}" y="{y}" width="{_SIDE}" height="{_HIGH}" fill="{fill}" stroke="{_INK}" '
        f'stroke-width="{outline}"/>{words}'
        f'<text x="{x + _SIDE / 2}" y="{y + _HIGH - 8}" font-size="13" font-weight="bold" text-anchor="middle" '
        f'fill="{ink}">{mark}{_text(tile.value)}</text></g>'
    )


def _lines(name: str) -> list[str]:
    """Break a name into two lines at most; what does not fit is in the tile's title."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= _LETTERS or not lines[-1]:
            lines[-1] = joined
        elif len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] += "…"
            break
    return lines


def _text(words: str) -> str:
    return escape(words, {'"': "&quot;"})
