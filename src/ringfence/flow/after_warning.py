"""What was reported before and after a warning, in words that claim no more than the numbers show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.ports import Place
from ringfence.foundation.periods import Period, london_date
from ringfence.playbooks.wide_areas import area_name
from ringfence.watch import last_full_week
from ringfence.watch.after_warning import FIRST_WEEKS, WarningEffect, compare_after

__all__ = ["CAUTION", "AfterWarning", "in_words", "what_came_after"]

# Weeks compared to either side of the week of the warning.
MOST_WEEKS = 8
CAUTION = (
    "This does not show what the warning did. A warning is itself a reason to report, which raises the number, most of "
    "all in the first two weeks. And a warning goes out when reports are at their highest, so that they would often "
    "fall without it. Fewer reports never mean that it is over."
)
TOO_EARLY = "There is nothing to compare yet: it takes a full week after the week of the warning, and other areas."


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterWarning:
    """Sentences for the desk."""

    sentences: tuple[str, ...]
    caution: str = CAUTION


def what_came_after(warning: PublicWarning, *, place: Place, as_of: datetime) -> AfterWarning | None:
    """Compare reports before and after a published warning with those of areas that had none.

    Areas beside the warned one are left out, since the warning reaches them too,
    and so are areas with a warning of the same kind in these weeks.

    Returns:
        None for a warning that was never published.
    """
    if warning.published_at is None:
        return None
    week = Period.containing(london_date(warning.published_at))
    first, last = week.shifted(-MOST_WEEKS), min(last_full_week(as_of), week.shifted(MOST_WEEKS + FIRST_WEEKS))
    if last <= week:
        return AfterWarning(sentences=(TOO_EARLY,))
    warned = forces_warned(warning, place=place)
    beside = {other for code in warned if code in place.shelf.areas for other in place.shelf.areas[code].neighbours}
    out = warned | beside | _warned_too(warning, first, last, place=place)
    table = place.counts.count_table(first=first, last=last)
    rows = [row for row, key in enumerate(table.keys) if key.kind == warning.kind]
    here = [row for row in rows if table.keys[row].area in warned]
    elsewhere = [row for row in rows if table.keys[row].area not in out]
    counts, others = np.asarray(table.counts[here]).sum(axis=0), np.asarray(table.counts[elsewhere])
    at = week.index - first.index
    effect = compare_after(counts[: at + 1 + MOST_WEEKS], others[:, : at + 1 + MOST_WEEKS], at=at)
    later = compare_after(counts, others, at=at, skip=FIRST_WEEKS)
    where = area_name(warning.area, shelf=place.shelf)
    return AfterWarning(sentences=(TOO_EARLY,) if effect is None else in_words(effect, later, where=where))


def in_words(effect: WarningEffect, later: WarningEffect | None, *, where: str) -> tuple[str, ...]:
    """Say it: the numbers, the comparison, and the weeks in which the warning itself made people report."""
    said = [
        f"In {where}, {effect.before:,} people reported this in the {_weeks(effect.weeks_before)} before the week of "
        f"the warning and {effect.after:,} in the {_weeks(effect.weeks_after)} after it. In {effect.areas_elsewhere} "
        f"areas without such a warning it was {effect.before_elsewhere:,} and {effect.after_elsewhere:,}.",
        f"A week, and against those areas, that is {_times(effect)}. {_verdict(effect)}",
    ]
    if later is not None:
        said.append(f"Without the first two weeks after the warning it is {_times(later)}. {_verdict(later)}")
    return tuple(said)


def _times(effect: WarningEffect) -> str:
    return f"{effect.ratio:.2f} times as many as before (95 % interval {effect.low:.2f} to {effect.high:.2f})"


def _verdict(effect: WarningEffect) -> str:
    if not effect.is_clear:
        return "Chance alone can do that: it shows neither a rise nor a fall."
    return f"Chance alone seldom does that: there were {'fewer' if effect.ratio < 1 else 'more'} reports."


def _weeks(number: int) -> str:
    return "week" if number == 1 else f"{number} weeks"


def forces_warned(warning: PublicWarning, *, place: Place) -> set[str]:
    """Return the forces whose area a warning speaks of."""
    surge = place.surges.find(warning.surge_id) if warning.surge_id is not None else None
    if surge is not None and surge.series.area == warning.area:
        return set(surge.scope[0])
    return {warning.area}


def _warned_too(warning: PublicWarning, first: Period, last: Period, *, place: Place) -> set[str]:
    states = (WarningState.PUBLISHED, WarningState.EXPIRED, WarningState.WITHDRAWN)
    return {
        force
        for other in place.warnings.in_state(*states)
        if other.kind == warning.kind and other.published_at is not None
        if first <= Period.containing(london_date(other.published_at)) <= last
        for force in forces_warned(other, place=place)
    }
