"""Which nodes are watched: force, neighbourhood, region, nation; kind and family of kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ringfence.domain.counts import SeriesKey
from ringfence.playbooks import Shelf
from ringfence.playbooks.wide_areas import NEAR, WHOLE_COUNTRY_CODE

__all__ = ["FAMILY", "WatchedNode", "nodes_of"]

# Before the name of a family of kinds.
FAMILY = "family_"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedNode:
    """One sum of cells that is watched as a whole."""

    series: SeriesKey  # the code of a force or a wider area, a kind or a family
    areas: tuple[str, ...]  # forces in it
    kinds: tuple[str, ...]  # kinds in it


def nodes_of(keys: Sequence[SeriesKey], *, shelf: Shelf) -> tuple[list[WatchedNode], NDArray[np.int64]]:
    """Return the nodes over some cells, cells first and in their order, and which cells each holds.

    A wider node needs at least two cells, and two nodes never hold the same ones.

    Returns:
        The nodes, and membership (n_nodes, n_cells).
    """
    nodes = [WatchedNode(series=key, areas=(key.area,), kinds=(key.kind,)) for key in keys]
    rows = [frozenset({row}) for row in range(len(keys))]
    taken = set(rows)
    for series, areas, kinds in _wider(keys, shelf=shelf):
        cells = frozenset(row for row, key in enumerate(keys) if key.area in areas and key.kind in kinds)
        if len(cells) > 1 and cells not in taken:
            taken.add(cells)
            rows.append(cells)
            held = [keys[row] for row in sorted(cells)]
            nodes.append(
                WatchedNode(
                    series=series,
                    areas=tuple(sorted({key.area for key in held})),
                    kinds=tuple(sorted({key.kind for key in held})),
                )
            )
    membership = np.zeros((len(nodes), len(keys)), dtype=np.int64)
    for node, cells in enumerate(rows):
        membership[node, sorted(cells)] = 1
    return nodes, membership


def _wider(keys: Sequence[SeriesKey], *, shelf: Shelf) -> Iterator[tuple[SeriesKey, set[str], set[str]]]:
    """Yield the series of each wider node with its forces and kinds."""
    forces, kinds = {key.area for key in keys}, {key.kind for key in keys}
    full: dict[str, set[str]] = {}
    for code, area in sorted(shelf.areas.items()):
        # A region may be called as one of its forces is.
        region = f"{area.region}_region" if area.region in shelf.areas else area.region
        full.setdefault(region, set()).add(code)
        full.setdefault(area.nation.value, set()).add(code)
        if code in forces:
            full[f"{NEAR}{code}"] = {code, *area.neighbours}
    # Where several names hold the same reports, the one that claims least comes first, and is taken.
    order = sorted(full, key=lambda name: (len(full[name]), name.startswith(NEAR), name))
    places = {name: full[name] & forces for name in order} | {WHOLE_COUNTRY_CODE: forces}
    families: dict[str, set[str]] = {}
    for kind in sorted(kinds & set(shelf.kinds)):
        families.setdefault(shelf.kinds[kind].family, set()).add(kind)
    for kind in sorted(kinds):
        for place, members in places.items():
            yield SeriesKey(area=place, kind=kind), members, {kind}
    for family, members in families.items():
        for force in sorted(forces):
            yield SeriesKey(area=force, kind=f"{FAMILY}{family}"), {force}, members
        yield SeriesKey(area=WHOLE_COUNTRY_CODE, kind=f"{FAMILY}{family}"), forces, members
