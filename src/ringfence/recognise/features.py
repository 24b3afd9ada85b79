"""What is looked for: the signs of all playbooks and the acts that every scam shares, as patterns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files

import re2

from ringfence.playbooks import Shelf
from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import normalise

__all__ = ["Feature", "gather_features", "spoken_brands"]

_TABLES = ("acts.toml", "asks.toml", "cues.toml", "outcomes.toml")
# A "*" in a phrase stands for up to four words; TURN_MARK is no word.
_GAP = "(?:[^ |]+ ){0,%d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One sign or act with its patterns over normalised words."""

    id: str
    kind: str | None  # None: an act shared by all kinds
    stages: tuple[str, ...]  # of an act: the names under which playbooks may know its stage
    mouth: Mouth
    weight: float
    names_kind: float  # bits by which it names its kind; of an act: its weight
    decisive: bool
    why: str
    patterns: tuple[str, ...]  # any of them
    implies: tuple[str, ...] = ()  # acts that say less of the same and do not count beside it
    kinds: Mapping[str, float] = field(default_factory=dict)  # bits that an act adds to a kind


def gather_features(shelf: Shelf) -> list[Feature]:
    """Return the features of a shelf, acts first; wrong patterns are named, never swallowed."""
    found = _acts(shelf)
    for kind in shelf.kinds.values():
        for sign in kind.signs:
            parts = [*map(_phrase, sign.phrases), *sign.patterns]
            found.append(
                Feature(
                    id=sign.id,
                    kind=kind.slug,
                    stages=(sign.stage,),
                    mouth=sign.mouth,
                    weight=sign.weight,
                    names_kind=sign.names_kind,
                    decisive=sign.decisive,
                    why=sign.why.get("en-GB", ""),
                    patterns=tuple(rf"\b(?:{part})\b" for part in parts if part),
                )
            )
    return found


def spoken_brands(shelf: Shelf) -> dict[str, str]:
    """Return every spoken form of every brand, normalised, and the brand's slug; no ordinary words."""
    found: dict[str, str] = {}
    for brand in shelf.brands.values():
        ordinary = set(map(normalise, brand.words))
        for words in map(normalise, (brand.name, *brand.spoken)):
            if len(words) > 1 and words not in ordinary:
                found.setdefault(words, brand.slug)
    return found


def _phrase(phrase: str) -> str:
    parts = [normalise(part) for part in phrase.split("*")]
    return f" {_GAP % 4}".join(re2.escape(part).replace("\\ ", " ") for part in parts if part)


def _acts(shelf: Shelf) -> list[Feature]:
    tables = [tomllib.loads((files("ringfence.recognise") / name).read_text(encoding="utf-8")) for name in _TABLES]
    words = {name: value for table in tables for name, value in table.get("words", {}).items()}
    spoken = spoken_brands(shelf).items()
    brands = sorted((form for form, slug in spoken if shelf.brands[slug].is_often_claimed), key=len, reverse=True)
    words["brand"] = "|".join(re2.escape(brand).replace("\\ ", " ") for brand in brands) or "microsoft"
    for name in list(words):
        for other, value in words.items():
            if other != name:
                words[name] = words[name].replace(f"<{other}>", value)
    made = []
    for act in (act for table in tables for act in table["act"]):
        expanded = [_expand(pattern, words) for pattern in act["patterns"]]
        # \b knows ASCII words only; other scripts stand without it.
        other = [pattern for pattern in expanded if max(pattern, default="") > "\u2e80"]
        latin = [pattern for pattern in expanded if pattern not in other]
        made.append(
            Feature(
                id=act["id"],
                kind=None,
                stages=tuple(act["stages"]),
                mouth=Mouth(act.get("mouth", "any")),
                weight=float(act["weight"]),
                names_kind=float(act["weight"]),
                decisive=bool(act.get("decisive", False)),
                why=act["why"],
                patterns=(*(rf"\b(?:{part})(?:\b|$)" for part in latin), *other),
                implies=tuple(act.get("implies", ())),
                kinds=dict(act.get("kinds", {})),
            )
        )
    return made


def _expand(pattern: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        pattern = pattern.replace(f"<{name}>", value)
    for reach in range(1, 10):
        pattern = pattern.replace(f"<gap{reach}>", _GAP % reach)
    return pattern
