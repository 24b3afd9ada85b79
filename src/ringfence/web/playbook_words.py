"""Words of playbooks on a page: in Welsh only where the playbook names who has read its Welsh."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from ringfence.playbooks import LocalText, ScamType, Shelf
from ringfence.web.languages import language
from ringfence.wiring.languages import ENGLISH, WELSH

__all__ = ["in_language", "kind_language", "kind_name", "lang_of", "plain_words", "words_of"]


def kind_language(kind: ScamType) -> str:
    """Return the language in which a playbook speaks on this page: English where nobody has read its Welsh."""
    return WELSH if language() == WELSH and kind.welsh_reviewed_by else ENGLISH


def kind_name(kind: ScamType) -> str:
    """Return the name of a kind of call."""
    return kind.name[kind_language(kind)]


def in_language(text: str, spoken: str) -> str:
    """Return a text for a page; with an element that names its language where the page's is another."""
    return text if spoken == language() else Markup('<span lang="{}">{}</span>').format(spoken, text)


def lang_of(spoken: str) -> str:
    """Return the attribute that names a language, with a space before it; nothing where it is the page's own."""
    return "" if spoken == language() else Markup(' lang="{}"').format(spoken)


def plain_words(text: LocalText, *, kind: ScamType, shelf: Shelf) -> str:
    """Return a text with a well-known brand of its kind as the example, else the trade."""
    spoken = kind_language(kind)
    known = (shelf.brands[slug] for slug in kind.brands if slug in shelf.brands)
    example = next((brand.name for brand in known if brand.is_publishable), kind.wording.trade[spoken])
    return text[spoken].replace("{brand}", example).replace("{area}", _YOUR_AREA[spoken])


def words_of(shelf: Shelf) -> Callable[..., str]:
    """Return what a template calls for a playbook's text: `words(kind.summary, kind=kind)`."""
    return partial(_marked, shelf=shelf)


def _marked(text: LocalText, *, kind: ScamType, shelf: Shelf) -> str:
    return in_language(plain_words(text, kind=kind, shelf=shelf), kind_language(kind))


_YOUR_AREA: LocalText = {ENGLISH: "your area", WELSH: "eich ardal chi"}
