"""What each comparison is worth, before rarity: the numbers that docs/methods/linking.md explains."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CALIBRATED", "DEFAULT_THRESHOLD", "DETAILS", "RETOLD", "SINGLE_VALUED", "feature_class", "retold_again"]

# The m of Fellegi and Sunter, by class of feature: the chance that what a report tells is its campaign's and not its
# teller's own, so that another account of the same campaign has it too.
RETOLD: Mapping[str, float] = {
    "w": 0.14,  # a telling word
    "n": 0.35,  # a sum, a count, a time
    "m": 0.08,  # a word that means the same, where the word itself is not told
    "r": 0.40,  # about the same sum, where the sum itself is not told
    "s": 0.30,  # a sign of the playbooks
    "tel": 0.30,  # a number shown or told: forged, and changed often
    "kind": 0.78,
    "brand": 0.80,
    "tool": 0.95,
    "pay": 0.50,
    "who": 0.90,  # a man or a woman
    "name": 0.70,  # the persona's name
    "area": 0.08,
}
# What an agreement is worth by the formula and by counting are two things: people who tell of other calls share the
# words of their trade, region and age, so that moderately rare ones agree more often than independence allows. The
# line through what was counted, class by class (slope, bits at which it begins): docs/methods/linking.md has the table.
CALIBRATED: Mapping[str, tuple[float, float]] = {
    "w": (0.85, 2.5),
    "m": (0.80, 3.0),
    "n": (1.0, 1.5),
    "r": (0.6, 2.5),
    "s": (0.7, 2.0),
    "tool": (1.0, 1.0),
}
# Classes in which a report has one value, so that another value contradicts; elsewhere nothing follows from silence.
SINGLE_VALUED = frozenset({"kind", "brand", "tool", "pay", "who", "area"})
# What the story is told with: words, what they mean, sums. What two voices tell of it is the script's.
DETAILS = frozenset({"w", "m", "n", "r"})
# Bits from which a report joins, among few reports; see `CampaignBook.threshold`.
DEFAULT_THRESHOLD = 8.0


def feature_class(feature: str) -> str:
    """Return the class of a feature: "w" of "w:genev"."""
    return feature[: feature.index(":")]


def retold_again(name: str, told: int, voices: int) -> float:
    """Return the chance that another account has a detail of a campaign of which `told` of so many voices tell it.

    Of what is told once, a part of RETOLD is the script's and the rest its teller's own: one voice less that part is
    taken off, whatever the size of the campaign (absolute discounting). With one voice it is RETOLD itself.
    """
    return (told - 1 + RETOLD[name]) / voices
