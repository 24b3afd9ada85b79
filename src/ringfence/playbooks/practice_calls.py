"""Invented calls to practise on, one TOML file each, line by line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

__all__ = ["PracticeCall", "PracticeLine", "Speaker", "load_practice_calls"]

_FOLDER = Path(__file__).parent / "practice"


class Speaker(StrEnum):
    """Who says a line."""

    CALLER = "caller"
    YOU = "you"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLine:
    """One thing that is said."""

    speaker: Speaker
    words: str
    sign: str | None = None  # why this line gives the call away; only the caller's lines have one


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCall:
    """A whole call."""

    name: str  # of its file, and in its address
    title: str
    intro: str  # where you are when the phone rings
    kind: str | None  # kind slug; None: an ordinary call
    lines: tuple[PracticeLine, ...]

    @property
    def first_sign(self) -> int | None:
        """1-based number of the first line with a sign; None for an ordinary call."""
        return next((number for number, line in enumerate(self.lines, 1) if line.sign), None)


@cache
def load_practice_calls() -> Mapping[str, PracticeCall]:
    """Return the calls by name, in the order of their titles."""
    calls = [_read(path) for path in sorted(_FOLDER.glob("*.toml"))]
    return {call.name: call for call in sorted(calls, key=lambda call: call.title)}


def _read(path: Path) -> PracticeCall:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    lines = tuple(
        PracticeLine(speaker=Speaker(line["who"]), words=line["words"], sign=line.get("sign")) for line in table["line"]
    )
    return PracticeCall(name=path.stem, title=table["title"], intro=table["intro"], kind=table.get("kind"), lines=lines)
