"""What the settings mean at a desk: false drafts a year, and how large a rise is seen how early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ringfence.flow.ports import Place
from ringfence.flow.watch_nodes import nodes_of
from ringfence.watch import last_full_week
from ringfence.watch.hierarchy import DraftRule
from ringfence.watch.hierarchy.draft_rule import PRIOR_DISPERSION_OF_A_WEEK, PRIOR_FACTOR
from ringfence.watch.hierarchy.how_early import reports_to_be_seen

__all__ = ["settings_in_words"]

WEEKS = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """What is usual at a desk."""

    forces: int
    nodes: int
    usual: tuple[float, float]  # reports a week of one kind in one force: the middle one, and the largest


def settings_in_words(*, place: Place, as_of: datetime) -> tuple[str, ...]:
    """Say in plain words what the budget means for this desk; nothing where a year of counts is missing."""
    volume = _volume_of(place, as_of)
    rule = DraftRule(false_drafts_per_year=place.false_drafts_per_year, forces=volume.forces if volume else 1)
    budget = f"{place.false_drafts_per_year:g} drafts per force and year may be raised by chance alone"
    if volume is None:
        return (f"As set, {budget}. With less than a year of counts nothing more can be said.",)
    yearly = place.false_drafts_per_year * volume.forces
    bits = DraftRule(false_drafts_per_year=rule.false_drafts_per_year, forces=rule.forces, most_false=None).bits_needed(
        nodes=volume.nodes, factor=PRIOR_FACTOR
    )
    many = f"with {volume.forces} forces that is {_number(yearly)} a year" if volume.forces > 1 else "this is one force"
    said = [
        f"As set, {budget}: {many}. No more than one draft in ten should be chance; where few rises are going on, a "
        "draft therefore takes more. This list shows what chance raises ten times as often.",
    ]
    said += [_early(usual, bits) for usual in dict.fromkeys(volume.usual)]
    return tuple(said)


def _early(usual: float, bits: float) -> str:
    first, second, fourth = (
        reports_to_be_seen(usual, dispersion=PRIOR_DISPERSION_OF_A_WEEK, bits=bits, weeks=weeks) for weeks in (1, 2, 4)
    )
    return (
        f"Where {_number(usual)} reports of a kind are usual in a force in a week, a rise is strong enough for a draft "
        f"after one week at {first} reports, after two weeks at {second} a week, and after four at {fourth}."
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if value >= 0.95 else f"{value:.2g}"


def _volume_of(place: Place, as_of: datetime) -> _Volume | None:
    last = last_full_week(as_of)
    table = place.counts.count_table(first=last.shifted(1 - WEEKS), last=last)
    if not table.keys or np.count_nonzero(table.counts.any(axis=0)) < WEEKS // 2:
        return None
    nodes, _ = nodes_of(table.keys, shelf=place.shelf)
    usual = np.median(table.counts, axis=1)
    mean = table.counts.mean(axis=1)
    largest = int(mean.argmax())
    return _Volume(
        forces=len({key.area for key in table.keys}),
        nodes=len(nodes),
        usual=(round(float(np.median(mean)), 1) or 0.1, max(float(usual[largest]), 0.1)),
    )
