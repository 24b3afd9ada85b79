"""Distinct reporters per campaign and period, in the form that watch judges."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ringfence.domain.campaign import CampaignId
from ringfence.domain.counts import CountTable, SeriesKey
from ringfence.domain.report import UNKNOWN_AREA
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import Period
from ringfence.link.memory import LinkMemory
from ringfence.link.read_traits import ANONYMOUS

__all__ = ["count_by_campaign"]


def count_by_campaign(
    campaigns: Iterable[CampaignId], *, memory: LinkMemory, first: Period, last: Period, by_area: bool = False
) -> CountTable:
    """Count who told of each campaign, period by period; watch judges the table like any other.

    A reporter counts once a period, all anonymous ones of a day count as one.
    Reports without a day, or of other periods, are left out.

    Args:
        campaigns: ids, also former ones.
        memory: what linking remembers.
        first: first column.
        last: last column, of the same unit.
        by_area: a series for each campaign and area; else one for each campaign, under the area "unknown".

    Returns:
        Rows in the order of their keys; the campaign's id stands where a kind would.

    Raises:
        InvalidInput: `last` is before `first`, or of another unit.
    """
    if first.unit is not last.unit or last.index < first.index:
        raise InvalidInput("Give two periods of one unit, the first one first.", code="invalid_period")
    heard: dict[SeriesKey, dict[int, set[str]]] = {}
    for group in memory.groups(sorted({memory.current(id_) for id_ in campaigns})):
        for traits in memory.traits(group.members):
            key = SeriesKey(area=traits.area if by_area else UNKNOWN_AREA, kind=group.id)
            columns = heard.setdefault(key, {})
            if traits.told_on is None:
                continue
            column = Period.containing(traits.told_on, first.unit).index - first.index
            if 0 <= column <= last.index - first.index:
                columns.setdefault(column, set()).add(traits.voice)
    keys = tuple(sorted(heard))
    counts = np.zeros((len(keys), last.index - first.index + 1), dtype=np.int64)
    anonymous = np.zeros_like(counts)
    for row, key in enumerate(keys):
        for column, voices in heard[key].items():
            counts[row, column] = len(voices)
            anonymous[row, column] = sum(voice.startswith(ANONYMOUS) for voice in voices)
    return CountTable(keys=keys, first=first, counts=counts, anonymous=anonymous)
