"""What every export says of numbers and counts."""

from __future__ import annotations

__all__ = ["COUNT_CAVEAT", "NUMBER_CAVEAT"]

NUMBER_CAVEAT = "Shown, possibly forged: do not block by it, do not take its owner for the caller."
COUNT_CAVEAT = "Distinct reporters, not victims and not crimes."
