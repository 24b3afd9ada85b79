"""The words that reports are made of: tellers, and clauses by kind."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ringfence.domain.report import ToldBy
from ringfence.exercises.dice import Lot

__all__ = ["OUTCOMES", "KindVoice", "Teller", "Voices", "load_voices"]

_FOLDER = Path(__file__).parent / "voices"
# How far it went, from nothing lost to money gone.
OUTCOMES = ("nothing", "access", "data", "paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindVoice:
    """What is told of one kind of call."""

    brands: Lot[str]
    sums: tuple[int, int]  # pounds, least and most
    slots: Mapping[str, tuple[str, ...]]  # "opening", "claim", ... → clauses
    themes: Mapping[str, Mapping[str, tuple[str, ...]]]  # theme → slots that it replaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One manner of telling."""

    name: str
    told_by: ToldBy
    person: str  # "i", "relative", "inft", "informant", "client"
    join: str  # how clauses become a text
    noise: tuple[str, ...]
    older: float  # chance that the teller is 62 or more
    order: tuple[str, ...]  # parts, in order
    chance: Mapping[str, float]  # part → chance of being told
    parts: Mapping[str, tuple[str, ...]]  # the teller's own words: "greet", "detour", "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """All tellers and kinds."""

    tellers: Mapping[ToldBy, Lot[str]]  # who reports → names of tellers
    by_name: Mapping[str, Teller]
    kinds: Mapping[str, KindVoice]
    personal: Mapping[str, tuple[str, ...]]  # person → clauses that give personal data away


@cache
def load_voices() -> Voices:
    """Return the words that come with Ringfence."""
    table = _table("tellers")
    lots: dict[ToldBy, dict[str, float]] = {}
    by_name = {}
    for name, row in table["tellers"].items():
        told_by = ToldBy(row["told_by"])
        lots.setdefault(told_by, {})[name] = row["share"]
        by_name[name] = Teller(
            name=name,
            told_by=told_by,
            person=row["person"],
            join=row["join"],
            noise=tuple(row.get("noise", ())),
            older=row.get("older", 0.5),
            order=tuple(row["order"]),
            chance=row.get("chance", {}),
            parts={part: tuple(row[part]) for part in ("greet", "detour", "close") if part in row},
        )
    kinds = {path.stem: _kind(path.stem) for path in sorted(_FOLDER.glob("*.toml")) if path.stem != "tellers"}
    return Voices(
        tellers={told_by: Lot(shares) for told_by, shares in lots.items()},
        by_name=by_name,
        kinds=kinds,
        personal={person: tuple(clauses) for person, clauses in table["personal"].items()},
    )


def _kind(slug: str) -> KindVoice:
    table = _table(slug)
    least, most = table["sums"]
    return KindVoice(
        brands=Lot(table["brands"]),
        sums=(least, most),
        slots=_slots(table["slots"]),
        themes={theme: _slots(slots) for theme, slots in table.get("themes", {}).items()},
    )


def _slots(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {slot: tuple(clauses) for slot, clauses in table.items()}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
