"""From signs to a kind: bits added up, each sign once, capped per stage, no words counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringfence.reading import Frame
from ringfence.recognise.find_signs import Found

__all__ = ["Weighed", "weigh"]

# One stage of the call can carry no more than this, however many ways it is said.
MOST_BITS_A_STAGE = 9.0
# Signs against can take away no more than this: scammers reassure too.
MOST_BITS_AGAINST = -7.0
# What is only warned about ("if anyone asks you ...") counts this much of its weight.
SHARE_WHEN_ADVISED = 0.1
# A decisive sign of a playbook with so many bits stands alone.
STANDS_ALONE_FROM = 4.5
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a set of signs amounts to."""

    kind: str
    counted: tuple[Found, ...]  # in order of place
    is_decisive: bool  # something was asked for that alone forbids "no signs"


def weigh(
    found: Sequence[Found],
    *,
    stage_place: Mapping[str, Mapping[str, int]],
    leaning_of_story: Mapping[str, float] | None = None,
) -> Weighed:
    """Choose the kind, and the signs that count for it.

    Signs of a playbook count for their kind only; acts count for all kinds
    and lean towards some. The kind with most bits is taken.

    Args:
        found: features with their places.
        stage_place: kind → stage → place in the call.
        leaning_of_story: kind → bits for it by the brand claimed and the words of the story; moves the kind, never
            the verdict.
    """
    of_story = leaning_of_story or {}
    alive = [one for one in found if one.frame is not Frame.NEGATED]
    acts = [one for one in alive if one.feature.kind is None]
    by_kind: dict[str, list[Found]] = defaultdict(list)
    for one in alive:
        if one.feature.kind is not None:
            by_kind[one.feature.kind].append(one)
    leaning: dict[str, float] = defaultdict(float)
    for one in acts:
        for kind, bits in one.feature.kinds.items():
            leaning[kind] += bits * _share(one)
    best_kind: str | None = None
    best_signs: list[Found] = []
    best = float("-inf")
    names = set(by_kind) | ((set(leaning) | set(of_story)) & set(stage_place or leaning))
    for name in sorted(names):
        of_signs = _sum(by_kind[name], names_kind=True)[0] if name in by_kind else 0.0
        of_kind = of_signs + min(leaning[name], 6.0) + of_story.get(name, 0.0)
        if of_kind > best:
            best_kind, best_signs, best = name, by_kind[name], of_kind
    _, counted = _sum([*acts, *best_signs])
    is_decisive = _has_decisive([*acts, *(sign for signs in by_kind.values() for sign in signs)])
    chosen = best_kind if best_kind is not None and best > 0.5 else OTHER
    return Weighed(chosen, tuple(sorted(counted, key=lambda one: one.first)), is_decisive)


def _has_decisive(found: Sequence[Found]) -> bool:
    """Return whether something was asked for that forbids "no signs".

    A playbook's decisive sign in everyday words ("transfer money") needs a
    second positive sign beside it; an act, which has a speaker and a request
    in it, stands alone.
    """
    said = [one for one in found if one.frame is Frame.SAID and one.feature.weight > 0]
    decisive = [one for one in said if one.feature.decisive]
    return any(one.feature.kind is None or one.feature.weight >= STANDS_ALONE_FROM for one in decisive) or (
        bool(decisive) and len({one.feature.id for one in said}) > 1
    )


def _share(one: Found) -> float:
    return SHARE_WHEN_ADVISED if one.frame is Frame.ADVISED else 1.0


def _sum(found: Sequence[Found], *, names_kind: bool = False) -> tuple[float, list[Found]]:
    """Add up bits for a scam, or for its kind; of signs over the same words only the heaviest counts."""
    taken: list[tuple[int, int]] = []
    counted: list[Found] = []
    stages: dict[str, float] = defaultdict(float)
    against = 0.0
    implied = {name for one in found if one.frame is Frame.SAID for name in one.feature.implies}
    for one in sorted(found, key=lambda one: (-abs(one.feature.weight), one.first)):
        if one.feature.kind is None and one.feature.id in implied:
            continue
        bits = (one.feature.names_kind if names_kind else one.feature.weight) * _share(one)
        if bits > 0:
            if any(_says_the_same(one, first, last) for first, last in taken):
                continue
            taken.append((one.first, one.last))
            # An act's names of its stage differ by playbook: its first one stands for it.
            stages[one.feature.stages[0] if one.feature.stages else ""] += bits
        else:
            against += bits
        counted.append(one)
    return sum(min(bits, MOST_BITS_A_STAGE) for bits in stages.values()) + max(against, MOST_BITS_AGAINST), counted


def _says_the_same(one: Found, first: int, last: int) -> bool:
    """Return whether two spans are about the same words; a short one within a long sentence is not."""
    shorter, longer = sorted((one.last - one.first, last - first))
    overlap = min(last, one.last) - max(first, one.first)
    return overlap > 0.6 * shorter and longer <= 2.5 * shorter
