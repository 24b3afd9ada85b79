# ruff: noqa: E501  (patterns read better on one line than cut)
"""What only may be part of an address: a door ("flat 9"), a number and a name, a house that has a name."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.foundation.pattern import compiled
from ringfence.redaction.vocabulary import is_ordinary
from ringfence.redaction.word_classes import class_of

__all__ = ["find_doors", "find_streets"]

_CAPITAL = r"\p{Lu}[\pL'’\-]{2,}"
_HOUSE = r"(?:house|farm|cottage|bungalow|flat|lodge|forge|barn|mill|chantry|rectory|vicarage|dairy|manor|hall|grange|oast|chapel|school|bakery|bakehouse|stables|gatehouse|croft)"
_STREET = r"(?:Court|Drive|Lane|Road|Street|Avenue|Close|Crescent|Gardens|Terrace|Grove|Walk|Mews|House|Lodge|Cottage|Cottages|Farm|Hall|Flats|(?:Nursing|Care) Home)"
_DOORS = (
    ("numbered pitch", rf"\b((?i:caravan|stall|room|pitch|allotment|berth|mooring) [0-9]{{1,3}}[A-Za-z]?, (?:Block [A-Z], )?{_CAPITAL}(?: {_CAPITAL}){{0,2}})\b"),
    ("door", r"(?i)\b((?:flat|apartment|room|rm|unit|plot|bungalow|no\.?|number|house) (?:[0-9]{1,3}[a-z]?(?:/[0-9])?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?))\b"),
    ("at number", r"(?i)\b(?:i'?m at|i am at|living at|lives at|live at|up at|round at|from|,|home|of) ((?:[0-9]{1,3}[a-z]?|twenty|thirty|forty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)(?:[,.;)\n]|$)"),
    ("number and name", rf"\b([0-9]{{1,3}}[a-z]? (?:the )?{_CAPITAL}(?: {_CAPITAL})?)\b"),
    ("named house", rf"\b([Tt]he (?:[Oo]ld |[Ll]ittle |[Tt]op |[Ww]hite )?(?:{_CAPITAL} )?(?i:{_HOUSE})(?:, {_CAPITAL}(?: {_CAPITAL})?)?)\b"),
    ("house is", rf"\b(?i:house|farm|home|cottage|bungalow|place|address)(?: is|['’]s|:| =| called)+ ({_CAPITAL}(?: (?:of |y |yr |the )?{_CAPITAL}){{0,2}})\b"),
    ("the name", rf"(?:[,\n] ?|\bat )([Tt]he {_CAPITAL}(?: {_CAPITAL})?)(?:[,.\n]|$)"),
)  # fmt: skip
# Capitals that may be people too ("Emma Lane"): names come first.
_STREETS = (
    ("home at", rf"(?i:\b(?:lives?|lived|living|stays?|staying|standing|farms?|farmed|farming|resid(?:es|ing)|alone) (?:[a-z']+ ){{0,4}}?(?:at|of|in) )({_CAPITAL}(?: (?:y |yr |na |of )?{_CAPITAL}){{0,2}}(?:, {_CAPITAL}(?: {_CAPITAL})?)?)"),
    ("street", rf"\b({_CAPITAL} (?:{_CAPITAL} )?{_STREET}(?:, {_CAPITAL}(?: {_CAPITAL})?)?)\b"),
)  # fmt: skip


def find_doors(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and shape of what only may be part of an address; what stands around it decides."""
    for shape, pattern in _DOORS:
        for match in compiled(pattern).finditer(text):
            words = [word.lower().strip(",") for word in match.group(1).split()]
            if shape == "number and name" and any(
                class_of(word) or is_ordinary(word) for word in words[1:] if word != "the"
            ):
                continue
            yield *match.span(1), shape


def find_streets(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and shape of a street without a number, and of where somebody lives by name, that only may be one."""
    for shape, pattern in _STREETS:
        for match in compiled(pattern).finditer(text):
            yield *match.span(1), shape
