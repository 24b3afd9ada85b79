"""A pretended language: every sentence of the catalogue stands in brackets, so that what is in none was forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from babel.messages.catalog import Catalog

from tests.catalogue import compiled, extracted, mark_of

__all__ = ["bare_words", "make_pretended_catalogue"]

_HEAD = '"Language: cy\\n"\n"Plural-Forms: nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : 5);\\n"\n'
_HEAD += '"X-Reviewed-By: nobody, in a test\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
_SPOKEN = ("title", "aria-label", "placeholder", "alt", "label", "data-start", "data-stop")
_MONTHS = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]
_DAY = re.compile(rf"(\d+ )?({'|'.join(_MONTHS)}|[A-Z]\w\w\w?) \d{{4}}( am \d\d:\d\d)?")
# No words: tags of files and formats, addresses, codes.
_CODES = re.compile(r"[A-Z]{2}-[0-9A-Z-]+|\S+\.\S+|/\S+|\b\d+p?m?\b|[0-9A-Z]{4}-[0-9A-Z-]+")


def make_pretended_catalogue(folder: Path) -> None:
    """Write a catalogue in which every sentence stands in brackets, signed."""
    place = folder / "cy" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(_pretended())


@cache
def _pretended() -> bytes:
    pretended = Catalog(locale="cy", domain="django")
    for message in extracted():
        if isinstance(message.id, tuple):
            pretended.add(message.id, tuple(f"⟦{message.id[1]}⟧" for _ in range(6)))
        elif message.id:
            pretended.add(message.id, f"⟦{message.id}⟧")
    for message in pretended:
        message.user_comments = [mark_of(message)]
    return compiled(pretended, _HEAD)


def bare_words(html: str, *, allowed: frozenset[str], known: str = "") -> list[str]:
    """List the words of a page that stand outside the brackets.

    Left out: what names its own language, and what is allowed (names of
    bodies and places, what somebody typed), whole or as a part of `known`.
    """
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    depth, found = 0, []
    for text in _texts(tree):
        outside = ""
        for mark in text:
            depth += (mark == "⟦") - (mark == "⟧")
            outside += mark if depth == 0 and mark != "⟧" else "\n"
        found += _unknown(outside, allowed)
    for element in tree.iter():
        if isinstance(element.tag, str) and not element.get("lang"):
            spoken = [value for name, value in element.attrib.items() if name in _SPOKEN or name.startswith("data-say")]
            if element.tag == "meta" and element.get("name") == "description":
                spoken.append(element.get("content") or "")
            found += [word for value in spoken for word in _unknown(re.sub("⟦.*?⟧", "\n", value), allowed)]
    return [word for word in found if word not in known]


def _texts(element: Element, *, is_root: bool = True) -> Iterator[str]:
    is_foreign = bool(element.get("lang")) and element.tag != "html"
    if isinstance(element.tag, str) and element.tag not in {"script", "style", "textarea", "code"} and not is_foreign:
        yield element.text or ""
        for child in element:
            yield from _texts(child, is_root=False)
    if not is_root:
        yield element.tail or ""


def _unknown(outside: str, allowed: frozenset[str]) -> list[str]:
    pieces = (piece.strip(" –·:,.“”()…") for piece in outside.split("\n"))
    left = (piece for piece in pieces if piece and piece not in allowed)
    return [piece for piece in left if re.search(r"[^\W\d_]{2}", _CODES.sub("", _DAY.sub("", piece)))]
