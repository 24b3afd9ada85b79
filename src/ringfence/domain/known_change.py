"""What is known to change how much is reported: a new form, a television programme, our own warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["ChangeEffect", "KnownChange"]


class ChangeEffect(StrEnum):
    """How reporting changes."""

    LEVEL = "level"  # for good, from the first day on: a new form, a new national service
    PULSE = "pulse"  # from the first to the last day: a programme, a campaign of leaflets, a warning


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChange:
    """One dated change."""

    name: str  # "Report Fraud took over from Action Fraud"
    effect: ChangeEffect
    first: date
    last: date | None = None  # of a pulse
    areas: frozenset[str] = frozenset()  # area codes; empty: all
    kinds: frozenset[str] = frozenset()  # kind slugs; empty: all
    source: str  # where this is known from

    def touches(self, *, area: str, kind: str) -> bool:
        """Say whether reports of this kind in this area may be changed."""
        return (not self.areas or area in self.areas) and (not self.kinds or kind in self.kinds)
