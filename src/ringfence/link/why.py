"""The evidence for a pair, as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ringfence.domain.campaign import MatchReason

__all__ = ["say_why"]

_MOST_SHARED, _MOST_AGAINST = 6, 3
_LEAST_BITS = 0.8
_SHARED = {
    "w": '"{}"',
    "n": "the figure {}",
    "m": 'what means the same as "{}"',
    "r": "about {}",
    "s": "{}",
    "v": "the same recording, word for word",
    "tel": "the number {}, which may be forged",
    "kind": "the same kind of scam",
    "brand": "the firm claimed ({})",
    "tool": "the tool {}",
    "pay": "payment by {}",
    "who": "a {} rang",
    "area": "the same area",
}
_AGAINST = {
    "kind": "another kind of scam",
    "brand": "another firm claimed",
    "tool": "another tool",
    "pay": "another way to pay",
    "who": "a {} instead",
    "v": "other words in the recording",
    "name": "another name given",
    "area": "another area",
}


def say_why(other: str, bits: float, reasons: Sequence[MatchReason]) -> str:
    """Return one sentence: what both tell, what speaks against it, how far apart the calls were."""
    shared = [one for one in reasons if one.is_shared and one.comparison != "days" and one.weight >= _LEAST_BITS]
    against = [
        one for one in reasons if not one.is_shared and one.weight <= -_LEAST_BITS and one.comparison in _AGAINST
    ]
    days = next((one for one in reasons if one.comparison == "days"), None)
    sentence = f"Like {other} ({bits:+.1f} bits): "
    sentence += f"both tell of {_listed(_SHARED, shared[:_MOST_SHARED])}" if shared else "nothing rare is shared"
    if days is not None:
        sentence += f"; {days.value} days apart" if days.value not in {"0", "1"} else "; in the same days"
    if against:
        sentence += f"; against it: {_listed(_AGAINST, against[:_MOST_AGAINST])}"
    return sentence + "."


def _listed(words: dict[str, str], reasons: Iterable[MatchReason]) -> str:
    said = [f"{words[one.comparison].format(one.value.replace('_', ' '))} ({one.weight:+.1f})" for one in reasons]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
