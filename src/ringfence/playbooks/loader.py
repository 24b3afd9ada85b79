"""Reads the shelf: all playbooks and tables, validated once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ringfence.foundation.errors import Fault, InvalidPlaybook
from ringfence.playbooks.drama_numbers import PUBLISHED_NUMBERS
from ringfence.playbooks.kind_file import read_kind
from ringfence.playbooks.scam_type import KINDS, ScamType
from ringfence.playbooks.source import Source, open_source
from ringfence.playbooks.table_files import published_numbers, read_areas, read_brands, read_firms, read_routes
from ringfence.playbooks.tables import Shelf

__all__ = ["PACKAGED_FOLDER", "load_playbooks"]

PACKAGED_FOLDER = Path(__file__).parent
TABLES = ("areas.toml", "brands.toml", "firms.toml", "routes.toml")


def load_playbooks(folder: Path | None = None) -> Shelf:
    """Return all playbooks and tables of a folder, by default the packaged ones.

    The packaged folder is read once for each process.

    Args:
        folder: holds areas.toml, brands.toml, firms.toml, routes.toml and kinds/*.toml.

    Raises:
        InvalidPlaybook: with every fault of every file, each with file and line.
    """
    return _packaged() if folder is None else _load(folder)


@cache
def _packaged() -> Shelf:
    return _load(PACKAGED_FOLDER)


def _load(folder: Path) -> Shelf:
    faults: list[Fault] = []
    tables = {name: open_source(folder / name, faults) for name in TABLES}
    kind_paths = sorted((folder / "kinds").glob("*.toml"))
    if not kind_paths:
        faults.append(Fault(reason=f"There is no playbook in the folder kinds of {folder.name}"))
    kind_sources = [(path.stem, source) for path in kind_paths if (source := open_source(path, faults))]

    areas_file, brands_file, firms_file, routes_file = (tables[name] for name in TABLES)
    areas = read_areas(areas_file) if areas_file else {}
    brands = read_brands(brands_file) if brands_file else {}
    firms = read_firms(firms_file, brands) if firms_file else {}
    routes = read_routes(routes_file, area_codes=frozenset(areas)) if routes_file else ()
    published = published_numbers(routes) | PUBLISHED_NUMBERS
    brand_slugs = frozenset(brands) if brands_file else _claimed_brands(kind_sources)
    kinds: dict[str, ScamType] = {
        slug: read_kind(source, slug=slug, brand_slugs=brand_slugs, published=published)
        for slug, source in kind_sources
    }

    sources = [source for source in tables.values() if source] + [source for _, source in kind_sources]
    faults += [fault for source in sources for fault in sorted(source.faults, key=lambda fault: fault.line or 0)]
    if faults:
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InvalidPlaybook(f"The playbooks have {count}. Mend the lines named here:", faults)
    return Shelf(
        version=_short_hash(sources),
        kinds={slug: kinds[slug] for slug in KINDS if slug in kinds},
        areas=areas,
        brands=brands | firms,
        routes=routes,
    )


def _claimed_brands(kinds: list[tuple[str, Source]]) -> frozenset[str]:
    # Without a table of brands each mention would be a fault of its own, and hide the one that counts.
    lists = (source.table.get("brands", []) for _, source in kinds)
    return frozenset(brand for brands in lists if isinstance(brands, list) for brand in brands)


def _short_hash(sources: list[Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.name}\0{source.text}\0".encode())
    return digest.hexdigest()[:12]
