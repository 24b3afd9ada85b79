"""One form for the ways in which a word is told: stems, short forms of names, spellings that sound alike."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

import snowballstemmer

__all__ = ["canonical", "is_given_name"]

# Spellings that sound alike in English, in the order in which they are applied; a light cousin of the New York
# State system (Taft, Name Search Techniques, 1970) that keeps vowels, because "Pike" and "Poke" are two people.
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c(?!h)"), "k"),
    (re.compile(r"^kn"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^rh"), "r"),
    (re.compile(r"gh(?=t)"), ""),
    (re.compile(r"z"), "s"),
    (re.compile(r"y"), "i"),
    (re.compile(r"ie|ee|ei|ea"), "i"),
    (re.compile(r"ou"), "o"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[^aeiou])e$"), ""),
)
_LONGEST_WORD = 40  # nobody's word is longer; a flood of letters is


@lru_cache(maxsize=200_000)
def canonical(word: str) -> str:
    """Return the form under which a normalised word is compared: "Pyke" and "Pike" alike, "Ray" as "Raymond"."""
    word = word[:_LONGEST_WORD]
    full = _full_names().get(word)
    if full is None:
        full = _stemmer().stemWord(word)
    for spelling, sound in _SOUNDS:
        full = spelling.sub(sound, full)
    return full


def is_given_name(word: str) -> bool:
    """Say whether a normalised word is a given name of the table, or a short form of one."""
    return word in _full_names()


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=1)
def _full_names() -> dict[str, str]:
    table = tomllib.loads((files("ringfence.link") / "diminutives.toml").read_text(encoding="utf-8"))
    made: dict[str, str] = {}
    for full, short_forms in table.items():
        for name in (full, *short_forms):
            made.setdefault(name, full)
    return made
