"""Names for more than one force: regions, nations, a force with its neighbours, the whole country."""

from __future__ import annotations

from ringfence.playbooks.tables import Shelf

__all__ = ["NEAR", "WHOLE_COUNTRY_CODE", "area_name", "wide_names"]

WHOLE_COUNTRY_CODE = "uk"
# Before the code of a force: that force and those beside it.
NEAR = "near_"
_NAMES = {
    "north_west": "the North West of England",
    "north_east": "the North East of England",
    "yorkshire_and_the_humber": "Yorkshire and the Humber",
    "east_midlands": "the East Midlands",
    "west_midlands_region": "the West Midlands region",
    "east_of_england": "the East of England",
    "london": "London",
    "south_east": "the South East of England",
    "south_west": "the South West of England",
    "england": "England",
    "wales": "Wales",
    WHOLE_COUNTRY_CODE: "the whole country",
}


def area_name(code: str, *, shelf: Shelf) -> str:
    """Return the name of a force area or of a wider one; the code itself where there is none."""
    if code in shelf.areas:
        return shelf.areas[code].name
    near = shelf.areas.get(code.removeprefix(NEAR))
    return f"{near.name} and neighbouring forces" if near is not None else _NAMES.get(code, code)


def wide_names(shelf: Shelf) -> dict[str, str]:
    """Return code and name of every wider area."""
    near = {f"{NEAR}{code}": area_name(f"{NEAR}{code}", shelf=shelf) for code in shelf.areas}
    return {**_NAMES, **near}
