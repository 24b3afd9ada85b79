"""A script that several people tell of in a week, and nobody before."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["FEWEST_REPORTERS", "is_first_seen"]

# So many distinct reporters in seven days make a first-seen script a signal: one or two may tell alike by chance.
FEWEST_REPORTERS = 3
NEW_FOR = timedelta(days=14)


def is_first_seen(*, first_on: date | None, reporters_lately: int, on: date) -> bool:
    """Say whether a campaign is new and told of often enough to be looked at, whatever the counts of its kind do.

    Args:
        first_on: day of its first report, as far back as anything is kept.
        reporters_lately: distinct reporters of the last seven days.
        on: today, in London.
    """
    return first_on is not None and on - first_on <= NEW_FOR and reporters_lately >= FEWEST_REPORTERS
