"""Which features may stand in plain where they are kept, and which name somebody."""

from __future__ import annotations

from ringfence.link.background import Background, packaged_background
from ringfence.link.meanings import meaning_of
from ringfence.link.weights import feature_class

__all__ = ["is_listed"]

# Numbers, names and phrases are compared by whether they are the same, so that a hash serves as well.
_IDENTIFIERS = frozenset({"tel", "name", "v"})
# Slugs of tables, sums, and words that others stand for: they come out of lists that are in the package.
_WORDS = "w"


def is_listed(feature: str, *, background: Background | None = None) -> bool:
    """Say whether a feature comes out of a list, so that nobody can be found by it.

    For the others a keyed hash weighs the same: how rare they are is known of
    their class only.
    """
    name = feature_class(feature)
    if name in _IDENTIFIERS:
        return False
    if name != _WORDS:
        return True
    known = background or packaged_background()
    return feature in known.general or feature in known.reports or meaning_of(feature[2:]) is not None
