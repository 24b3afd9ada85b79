"""areas.toml, brands.toml, firms.toml and routes.toml read into records, every fault gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from ringfence.domain.advice import Nation, Route, RoutePurpose
from ringfence.playbooks.kind_file import LANGUAGES
from ringfence.playbooks.source import FilledTable, Source
from ringfence.playbooks.tables import Area, Brand, DatedRoute

__all__ = ["published_numbers", "read_areas", "read_brands", "read_firms", "read_routes"]

# A firm that is never published needs no day from which it may be.
_ALWAYS = date(2010, 1, 1)


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
            words=table.texts("words", required=False),
            places=table.texts("places", required=False),
            valid_from=table.day("valid_from"),
            valid_to=table.maybe_day("valid_to"),
        )
        table.require_nothing_else()
        _require_order(source, table, brand.valid_from, brand.valid_to)
        if any(spoken != spoken.lower() for spoken in (*brand.spoken, *brand.words, *brand.places)):
            source.complain("spoken names are written in lower case", key="spoken", after=table.first_line)
        brands[slug] = brand
    return brands


def read_firms(source: Source, brands: Mapping[str, Brand]) -> dict[str, Brand]:
    """Read the table of firms that are seldom claimed: none may be named in a warning.

    Args:
        source: the table; a list of lists for each trade.
        brands: those of brands.toml, which no firm may repeat.
    """
    firms: dict[str, Brand] = {}
    for kind, table in _named_tables(source):
        for key in ("names", "words"):
            rows = table.values.get(key, [])
            table.expect(key)
            if not (isinstance(rows, list) and all(_is_row_of_names(row) for row in rows)):
                source.complain(
                    "write each firm as its name, then other ways to say it in lower case: "
                    '["Atom Bank", "atom"]', key=key, after=table.first_line,
                )  # fmt: skip
                continue
            for name, *spoken in rows:
                slug = _slug(name)
                if slug in brands or slug in firms:
                    source.complain(f"{name!r} is there twice", key=name)
                firms[slug] = Brand(
                    slug=slug,
                    name=name,
                    kind=kind,
                    spoken=tuple(spoken),
                    words=(name.lower(),) if key == "words" else (),
                    is_publishable=False,
                    is_often_claimed=False,
                    valid_from=_ALWAYS,
                    valid_to=None,
                )
        table.require_nothing_else()
    return firms


def _is_row_of_names(row: object) -> bool:
    return (
        isinstance(row, list)
        and bool(row)
        and all(isinstance(name, str) and name for name in row)
        and all(name == name.lower() for name in row[1:])
    )


def _slug(name: str) -> str:
    plain = name.lower().replace("&", " and ").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


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
