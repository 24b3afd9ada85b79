"""The dated tables beside the playbooks: areas, brands and routes, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ringfence.domain.advice import Nation, Route
from ringfence.playbooks.scam_type import LocalText, ScamType

__all__ = ["Area", "Brand", "BrandKind", "DatedRoute", "Shelf"]

# Stands in routes.toml where the form of the reporter's own force belongs.
_FORCE_FORM = "{report_url}"
_LOCAL_FORCE = {"en-GB": "your local police force", "cy": "eich heddlu lleol"}

BrandKind = str  # "computer", "bank", "retailer", "telecom", "delivery", "government", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A police force area."""

    code: str  # "cheshire"
    name: str  # "Cheshire"
    force: str  # "Cheshire Constabulary"
    short_force: str  # "Cheshire Police"
    region: str  # "north_west"
    nation: Nation
    neighbours: frozenset[str]  # area codes
    postcode_areas: tuple[str, ...]  # "CW", "WA": these suggest, a person chooses
    report_url: str | None  # the force's own online form
    url: str | None
    valid_from: date
    valid_to: date | None
    tile: tuple[int, int]  # column and row in the tile grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A firm or body that scammers pretend to be."""

    slug: str  # "microsoft"
    name: str  # "Microsoft"
    kind: BrandKind
    spoken: tuple[str, ...]  # how people and recognisers spell it, lower case: "micro soft"
    is_publishable: bool  # on the curated list
    words: tuple[str, ...] = ()  # spoken forms, the name among them, that are ordinary words too ("three")
    places: tuple[str, ...] = ()  # of a police force: where its stations are
    is_often_claimed: bool = True  # by scammers (brands.toml), so that claiming it is a sign; others are in firms.toml
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRoute:
    """A route with its sentence in every language; `Route` is one language of it."""

    route: Route  # with the en-GB sentence
    sentence: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All playbooks and tables, loaded and validated once."""

    version: str  # hash of all files, short; stands on every Recognition
    kinds: Mapping[str, ScamType]
    areas: Mapping[str, Area]
    brands: Mapping[str, Brand]
    routes: tuple[DatedRoute, ...]

    def find_routes(self, *, on: date, nation: Nation, area: str | None, language: str = "en-GB") -> list[Route]:
        """Return the routes valid on a day for a nation (and area), in table order."""
        place = self.areas.get(area) if area is not None else None
        force = place.short_force if place else _LOCAL_FORCE[language]
        found = []
        for dated in self.routes:
            route = dated.route
            if not (route.valid_from <= on and (route.valid_to is None or on <= route.valid_to)):
                continue
            if nation not in route.nations or (route.areas and area not in route.areas):
                continue
            url = route.url
            if url == _FORCE_FORM:
                if place is None or place.report_url is None:
                    continue  # no force, no form of its own
                url = place.report_url
            sentence = dated.sentence[language].replace("{short_force}", force)
            found.append(replace(route, url=url, sentence=sentence))
        return found
