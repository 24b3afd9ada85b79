"""areas.toml, brands.toml and routes.toml read into records, every fault gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ringfence.domain.advice import Nation, Route, RoutePurpose
from ringfence.playbooks.kind_file import LANGUAGES
from ringfence.playbooks.source import FilledTable, Source
from ringfence.playbooks.tables import Area, Brand, DatedRoute

__all__ = ["published_numbers", "read_areas", "read_brands", "read_routes"]


def read_areas(source: Source) -> dict[str, Area]:
    """Read the table of police force areas."""
    areas: dict[str, Area] = {}
    tiles: dict[tuple[int, int], str] = {}
    for code, table in _named_tables(source):
        tile = table.values.get("tile")
        table.expect("tile")
        if not (isinstance(tile, list) and len(tile) == 2 and all(isinstance(part, int) for part in tile)):
            source.complain("tile has to be [column, row]", key="tile", after=table.first_line)
            tile = [0, 0]
        area = Area(
            code=code,
            name=table.text("name"),
            force=table.text("force"),
            short_force=table.text("short_force"),
            region=table.text("region"),
            nation=Nation(table.choice("nation", [nation.value for nation in Nation]) or Nation.ENGLAND),
            neighbours=frozenset(table.texts("neighbours")),
            postcode_areas=table.texts("postcode_areas"),
            report_url=table.maybe_text("report_url"),
            url=table.maybe_text("url"),
            valid_from=table.day("valid_from"),
            valid_to=table.maybe_day("valid_to"),
            tile=(tile[0], tile[1]),
        )
        table.expect("report_url", "url")
        table.require_nothing_else()
        _require_order(source, table, area.valid_from, area.valid_to)
        if area.tile in tiles:
            source.complain(f"{tiles[area.tile]} has the same tile", key="tile", after=table.first_line)
        tiles[area.tile] = code
        areas[code] = area
    for area in areas.values():
        for neighbour in sorted(area.neighbours):
            if neighbour not in areas:
                source.complain(f"the neighbour {neighbour!r} of {area.code} is not an area", key=neighbour)
            elif area.code not in areas[neighbour].neighbours:
                line = source.line_of(f"[{neighbour}]") or 1
                source.complain(f"{neighbour} does not name its neighbour {area.code}", line=line, key=neighbour)
    return areas


def read_brands(source: Source) -> dict[str, Brand]:
    """Read the table of brands."""
    brands: dict[str, Brand] = {}
    for slug, table in _named_tables(source):
        brand = Brand(
            slug=slug,
            name=table.text("name"),
            kind=table.text("kind"),
            spoken=table.texts("spoken"),
            is_publishable=table.truth("publishable"),
            is_word=table.truth("is_word"),
            valid_from=table.day("valid_from"),
            valid_to=table.maybe_day("valid_to"),
        )
        table.require_nothing_else()
        _require_order(source, table, brand.valid_from, brand.valid_to)
        if any(spoken != spoken.lower() for spoken in brand.spoken):
            source.complain("spoken names are written in lower case", key="spoken", after=table.first_line)
        brands[slug] = brand
    return brands


def read_routes(source: Source, *, area_codes: frozenset[str]) -> tuple[DatedRoute, ...]:
    """Read the table of routes, in its order."""
    found: list[DatedRoute] = []
    given = source.table.get("route", [])
    lines = source.lines_of_tables("route")
    if not isinstance(given, list) or len(given) != len(lines):
        source.complain("write each route as a [[route]] table", key="route")
        return ()
    for values, line in zip(given, lines, strict=True):
        table = FilledTable(source, values, first_line=line)
        dated = _read_route(table)
        table.require_nothing_else()
        _require_order(source, table, dated.route.valid_from, dated.route.valid_to)
        for code in sorted(dated.route.areas - area_codes):
            source.complain(f"the area {code!r} does not stand in areas.toml", key="areas", after=line)
        if any(other.route.id == dated.route.id for other in found):
            source.complain(f"the route {dated.route.id!r} is there twice", line=line, key="id")
        found.append(dated)
    return tuple(found)


def published_numbers(routes: Iterable[DatedRoute]) -> frozenset[str]:
    """Return the helplines of the table, digits only."""
    return frozenset(re.sub(r"\D", "", dated.route.phone) for dated in routes if dated.route.phone)


def _read_route(table: FilledTable) -> DatedRoute:
    sentence = table.values.get("sentence")
    table.expect("sentence")
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        text = sentence.get(language) if isinstance(sentence, dict) else None
        if not isinstance(text, str) or not text.strip():
            reason = f"sentence.{language} is missing"
            table.source.complain(reason, key="sentence", line=table.first_line)
        texts[language] = text if isinstance(text, str) else ""
    nations = []
    for nation in table.texts("nations"):
        if nation in list(Nation):
            nations.append(Nation(nation))
        else:
            table.source.complain(f"{nation!r} is not a nation", key="nations", after=table.first_line)
    purpose = table.choice("purpose", [purpose.value for purpose in RoutePurpose])
    route = Route(
        id=table.text("id"),
        name=table.text("name"),
        purpose=RoutePurpose(purpose or RoutePurpose.SUPPORT),
        nations=frozenset(nations),
        areas=frozenset(table.texts("areas", required=False)),
        phone=table.maybe_text("phone"),
        text_to=table.maybe_text("text_to"),
        url=table.maybe_text("url"),
        hours=table.maybe_text("hours"),
        relay_uk=table.maybe_text("relay_uk"),
        valid_from=table.day("valid_from"),
        valid_to=table.maybe_day("valid_to"),
        source=table.text("source"),
        is_checked=table.truth("checked"),
        sentence=texts["en-GB"],
    )
    table.expect("phone", "text_to", "url", "hours", "relay_uk")
    return DatedRoute(route=route, sentence=texts)


def _named_tables(source: Source) -> Iterable[tuple[str, FilledTable]]:
    lines = {
        found[1]: number
        for number, line in enumerate(source.text.split("\n"), start=1)
        if (found := re.match(r"\s*\[\s*([\w-]+)\s*\]", line))
    }
    for name, values in source.table.items():
        if isinstance(values, dict):
            yield name, FilledTable(source, values, first_line=lines.get(name, 0))
        else:
            source.complain("only tables such as [name] stand here", key=name)


def _require_order(source: Source, table: FilledTable, first: date, last: date | None) -> None:
    if last is not None and last < first:
        source.complain("valid_to lies before valid_from", key="valid_to", after=table.first_line)
