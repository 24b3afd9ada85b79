"""What the sums of an account add up to: which of them are counted together, judged as a whole."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ringfence.recognise.story_heads import Head
from ringfence.recognise.sums import Sum

__all__ = ["RIGHT", "best_total", "readings_of"]

RIGHT = "right"
_MOST_COUNTED = 8  # instalments that are tried one after the other; a list is tried as a whole
_BESIDE = 60  # characters between payments told in one breath
_CLOSE = 0.005
_MOST_ODDS = 6.0


def best_total(sums: Sequence[Sum], odds: Sequence[float], cues: Sequence[Mapping[str, float]], head: Head) -> float:
    """Return the pounds of the likeliest reading; 0 for nothing lost.

    Args:
        sums: what may be sums of pounds, in order.
        odds: of each, natural log-odds that it went.
        cues: of each, the features it was judged by.
        head: score of RIGHT by the features of `readings_of`.
    """
    readings = readings_of(sums, odds, cues)
    scored = [(head.scores(features)[RIGHT], -place) for place, (_, features) in enumerate(readings)]
    return readings[-max(scored)[1]][0]


def readings_of(
    sums: Sequence[Sum], odds: Sequence[float], cues: Sequence[Mapping[str, float]]
) -> list[tuple[float, dict[str, float]]]:
    """Return pounds and features of each way to read which sums were lost; nothing lost is the first."""
    order = sorted(range(len(sums)), key=lambda place: (-odds[place], place))
    linked = [
        place > 0 and ("listed" in cues[place] or sums[place].start - sums[place - 1].end < _BESIDE)
        for place in range(len(sums))
    ]
    tried: dict[tuple[int, ...], None] = {(): None}
    for most in range(1, min(len(order), _MOST_COUNTED) + 1):
        chosen = sorted(order[:most])
        tried[tuple(chosen)] = None
        tried[(order[most - 1],)] = None
        once = _once(chosen, sums, linked)
        tried[tuple(once)] = None
        tried[tuple(_without_total(once, sums))] = None
    for place in order[:_MOST_COUNTED]:
        block = _block(place, cues)
        tried[tuple(block)] = None
        tried[tuple(sorted({*block, order[0]}))] = None
    return [_reading(counted, sums, odds, cues, linked) for counted in tried]


def _once(chosen: Sequence[int], sums: Sequence[Sum], linked: Sequence[bool]) -> list[int]:
    """Return the sums without those told again elsewhere."""
    kept: list[int] = []
    for place in chosen:
        again = any(sums[other].pounds == sums[place].pounds for other in kept)
        if not again or (linked[place] and sums[place - 1].pounds == sums[place].pounds):
            kept.append(place)
    return kept


def _without_total(chosen: Sequence[int], sums: Sequence[Sum]) -> list[int]:
    """Return the sums without one that the others add up to."""
    whole = sum(sums[place].pounds for place in chosen)
    return [place for place in chosen if len(chosen) < 3 or abs(2 * sums[place].pounds - whole) > _CLOSE]


def _block(place: int, cues: Sequence[Mapping[str, float]]) -> list[int]:
    """Return the list that a sum stands in."""
    first = last = place
    while first > 0 and "listed" in cues[first]:
        first -= 1
    while last + 1 < len(cues) and "listed" in cues[last + 1]:
        last += 1
    return list(range(first, last + 1))


def _reading(
    counted: tuple[int, ...],
    sums: Sequence[Sum],
    odds: Sequence[float],
    cues: Sequence[Mapping[str, float]],
    linked: Sequence[bool],
) -> tuple[float, dict[str, float]]:
    inside = set(counted)
    total = sum(sums[place].pounds for place in counted)
    values = [sums[place].pounds for place in counted]
    strongest_out = max((odds[place] for place in range(len(sums)) if place not in inside), default=-_MOST_ODDS)
    told = any(place not in inside and abs(one.pounds - total) < _CLOSE for place, one in enumerate(sums))
    said = {
        "nothing": not counted,
        "one": len(counted) == 1,
        "one of one": len(counted) == len(sums) == 1,
        "two": len(counted) == 2,
        "more": len(counted) > 2,
        "adds up": len(counted) > 1 and told,
        "told again": len(counted) == 1 and told,
        "others add up": len(counted) == 1 and "sum of others" in cues[counted[0]],
        "others add up before": len(counted) == 1 and "sum of those before" in cues[counted[0]],
        "total among": len(counted) > 2 and any(abs(2 * value - total) < _CLOSE for value in values),
        "total alone": len(counted) == 1 and "total" in cues[counted[0]],
        "total with others": len(counted) > 1 and any("total" in cues[place] for place in counted),
        "largest": len(counted) == 1 and "largest" in cues[counted[0]],
        "zero": not total,
    }
    made = {name: 1.0 for name, is_so in said.items() if is_so}
    made["odds"] = sum(max(-_MOST_ODDS, min(_MOST_ODDS, odds[place])) for place in counted)
    made["weakest"] = min((odds[place] for place in counted), default=0.0)
    made["strongest"] = max((odds[place] for place in counted), default=0.0)
    made["strongest out"] = max(-_MOST_ODDS, strongest_out)
    if not counted:
        made["strongest out, nothing"] = made["strongest out"]
    made["count"] = math.log1p(len(counted))
    made["again"] = float(len(values) - len(set(values)))
    made["again beside"] = float(
        sum(place - 1 in inside and sums[place].pounds == sums[place - 1].pounds and linked[place] for place in counted)
    )
    for name, links in (("list", [("listed" in one) for one in cues]), ("breath", linked)):
        both = [(place in inside) + (place - 1 in inside) for place, is_so in enumerate(links) if is_so]
        made[f"{name} kept"] = float(both.count(2))
        made[f"{name} broken"] = float(both.count(1))
    made["bare"] = float(sum(sums[place].is_bare for place in counted))
    made["size"] = math.log10(total + 1) / 3
    return total, made
