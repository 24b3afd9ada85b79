"""Words of a playbook outside a warning, where no brand has been reported."""

from __future__ import annotations

from ringfence.playbooks import LocalText, ScamType, Shelf

__all__ = ["plain_words"]


def plain_words(text: LocalText, *, kind: ScamType, shelf: Shelf, language: str = "en-GB") -> str:
    """Return a text with a well-known brand of its kind as the example, else the trade."""
    known = (shelf.brands[slug] for slug in kind.brands if slug in shelf.brands)
    example = next((brand.name for brand in known if brand.is_publishable), kind.wording.trade[language])
    return text[language].replace("{brand}", example).replace("{area}", "your area")
