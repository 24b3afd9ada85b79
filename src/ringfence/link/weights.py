"""What each comparison is worth, before rarity: the numbers that docs/methods/linking.md explains."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DEFAULT_THRESHOLD", "RETOLD", "SINGLE_VALUED", "TIME_LEVELS", "feature_class"]

# The m of Fellegi and Sunter, by class of feature: the chance that what a report tells is its campaign's and not its
# teller's own, so that another account of the same campaign has it too.
RETOLD: Mapping[str, float] = {
    "w": 0.14,  # a telling word
    "n": 0.35,  # a sum, a count, a time
    "s": 0.30,  # a sign of the playbooks
    "tel": 0.30,  # a number shown or told: forged, and changed often
    "kind": 0.90,
    "brand": 0.80,
    "tool": 0.93,
    "pay": 0.50,
    "who": 0.80,  # a man or a woman
    "name": 0.70,  # the persona's name
    "area": 0.08,
}
# Classes in which a report has one value, so that another value contradicts; elsewhere nothing follows from silence.
SINGLE_VALUED = frozenset({"kind", "brand", "tool", "pay", "who", "area"})
# Days between → share of a campaign's reports that come so close to the others; the last level is open.
TIME_LEVELS: tuple[tuple[int, float], ...] = ((30, 0.78), (91, 0.12), (365, 0.07), (10**6, 0.03))
DEFAULT_THRESHOLD = 12.0


def feature_class(feature: str) -> str:
    """Return the class of a feature: "w" of "w:genev"."""
    return feature[: feature.index(":")]
