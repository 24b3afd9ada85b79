"""Whose a candidate is: what its surroundings say, added up; one answer for one value in a text."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, repeat
from typing import Any

from ringfence.domain.recognition import Owner
from ringfence.reading import word_set
from ringfence.redaction.name_extent import initials
from ringfence.redaction.owner_features import WEAK, Candidate, features_of

__all__ = ["CLASSES", "GROUPS", "OwnerHead", "Whose", "group_of", "packaged_head", "tell_owners"]

# Whether it was the victim's or the reporter's is told elsewhere: both are hidden.
CLASSES = ("ours", "third_party", "scammer", "public_body", "nobody")
# "nobody": no name at all, and no identifier. Only what is called weak may be that.
_OWNERS: Mapping[str, Owner | None] = {
    "ours": Owner.VICTIM,
    "third_party": Owner.THIRD_PARTY,
    "scammer": Owner.SCAMMER,
    "public_body": Owner.PUBLIC_BODY,
    "nobody": None,
}
_NOBODY = CLASSES.index("nobody")
_OURS, _THIRD = CLASSES.index("ours"), CLASSES.index("third_party")
_KEPT = (CLASSES.index("scammer"), CLASSES.index("public_body"))
# Kept only where it is this likely that it is the scammer's or a public body's: a value hidden by
# mistake costs a clue, a value shown by mistake costs a victim. Chosen with whole authors left out.
_SURE = 0.45
_SURE_OF_ADDRESS = 0.8
# What only may be a name or an identifier is let go where it is this likely nobody's.
_NOBODYS = 0.8
_SUREST = 0.97
# What a bystander's value shown costs, where a victim's shown costs one.
_BYSTANDER = 0.7
# A sort code and an account number so many characters apart are one account.
_ACCOUNT = {"sort_code", "bank_account"}
_BESIDE = 30
# Phrases that say so much more for the victim than for the scammer are not overruled by the head.
_VETO_BITS = 3.0
_KEPT_OWNERS = frozenset({Owner.SCAMMER, Owner.PUBLIC_BODY})
# Below this likelihood of the owner named, the span is flagged.
_DOUBTFUL = 0.7


# Kinds that are spoken of alike: names, ways to reach somebody, accounts, all else.
GROUPS = ("name", "contact", "account", "other")
_GROUP_OF = {
    "person_name": "name", "phone": "contact", "email": "contact", "bank_account": "account", "sort_code": "account",
}  # fmt: skip


def group_of(kind: str) -> str:
    """Return which weights a kind of candidate has."""
    return _GROUP_OF.get(kind, "other")


@dataclass(frozen=True, slots=True)
class OwnerHead:
    """Multinomial logistic regression over features that are there or not; each group of kinds has its weights."""

    bias: tuple[float, ...]  # of each class, natural log-odds
    weights: Mapping[str, Mapping[str, tuple[float, ...]]]  # group → feature → class → weight
    lean: float = 0.0  # how much surer than usual one has to be to keep something (below nought: less sure)
    # Group → feature → the weights of all classes side by side in one number, so that one sum adds them all.
    packed: Mapping[str, Mapping[str, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        packed = {
            group: {name: _packed(values) for name, values in features.items()}
            for group, features in self.weights.items()
        }
        object.__setattr__(self, "packed", packed)

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> OwnerHead:
        """Return the head that a table (owner_head.json) describes."""
        weights = {
            group: {name: tuple(values) for name, values in features.items()}
            for group, features in table["weights"].items()
        }
        return cls(tuple(table["bias"]), weights)

    def scores(self, kind: str, features: Sequence[str], *, besides: int = 0) -> list[float]:
        """Return the natural log-odds of each class for a candidate of a kind, up to a constant.

        Args:
            kind: a PersonalType's value.
            features: those of the candidate.
            besides: what other features add (`total`).
        """
        total = besides + self.total(group_of(kind), features)
        made = []
        for bias in self.bias:
            low = ((total + _HALF) & _MASK) - _HALF
            made.append(bias + low / _UNITS)
            total = (total - low) >> _BITS
        return made

    def total(self, group: str, features: Sequence[str]) -> int:
        """Return what features add to the classes of a group, all in one number."""
        return sum(map(self.packed.get(group, {}).get, features, repeat(0)))


# Weights are packed in thousandths, each with room for a sum of two million.
_UNITS = 1000
_BITS = 32
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1


def _packed(values: Sequence[float]) -> int:
    """Return numbers side by side in one; a field below nought borrows from the next, and gives it back when read."""
    return sum(round(value * _UNITS) << (_BITS * place) for place, value in enumerate(values))


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a candidate is."""

    owner: Owner | None  # None: nobody's, not personal at all
    is_doubtful: bool


def tell_owners(text: str, candidates: Sequence[Candidate], *, head: OwnerHead | None = None) -> list[Whose]:
    """Return whose each candidate is; candidates are in order, none over another."""
    if not candidates:
        return []
    head = head or packaged_head()
    features = features_of(text, candidates)
    of_all = {group: head.total(group, features.of_all) for group in {group_of(one.kind) for one in candidates}}
    scores = [
        head.scores(one.kind, of_one, besides=of_all[group_of(one.kind)])
        for one, of_one in zip(candidates, features.of_each, strict=True)
    ]
    together: dict[str, list[list[float]]] = {}
    keys = [_keys(text[one.start : one.end], one) for one in candidates]
    paired = -1
    for place, (left, right) in enumerate(pairwise(candidates)):
        is_account = {left.kind, right.kind} == _ACCOUNT and right.start - left.end < _BESIDE
        if is_account and paired != place:
            keys[place].append(f"account {place}")
            keys[place + 1].append(f"account {place}")
            paired = place + 1
    for names, score in zip(keys, scores, strict=True):
        for name in names:
            together.setdefault(name, []).append(score)
    joined = {name: _joined(group, head.bias) for name, group in together.items() if len(group) > 1}
    made = []
    for one, names, score in zip(candidates, keys, scores, strict=True):
        name = max(names, key=lambda name: len(together[name]), default="")
        made.append(_decide(_likelihoods(joined.get(name, score)), one, lean=head.lean))
    return made


def _joined(group: Sequence[Sequence[float]], bias: Sequence[float]) -> list[float]:
    """Add up what several mentions say, as if the square root of their number were independent."""
    count = len(group)
    share = 1 / math.sqrt(count)
    return [bias[place] + share * sum(score[place] - bias[place] for score in group) for place in range(len(bias))]


def _keys(value: str, one: Candidate) -> list[str]:
    """Return under what a value is the same again: its digits, or each word of a name."""
    if one.kind != "person_name":
        return [one.kind[:1] + "".join(char for char in value.lower() if char.isalnum())]
    pieces = value.split()
    words = [piece.strip(".,'’()\"").lower() for piece in pieces]
    keys = [word for word in words if len(word) > 2 and word not in _TITLES]
    short = initials(value) or (value if len(value) < 4 and value.isupper() else "")
    return [*keys, f"initials {short.lower()}"] if short else keys


_TITLES = word_set(
    "mrs miss the and sir lady officer doctor professor sergeant inspector detective constable agent father sister "
    "auntie uncle reverend pcso"
)


def _likelihoods(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]


def _phrases_say_ours(one: Candidate) -> bool:
    """Say whether the phrases around it speak for somebody to be hidden, and hardly for anybody else."""
    kept = max((one.votes.get(owner, 0.0) for owner in (Owner.SCAMMER, Owner.PUBLIC_BODY)), default=0.0)
    ours = max((bits for owner, bits in one.votes.items() if owner not in _KEPT_OWNERS), default=0.0)
    return ours - kept >= _VETO_BITS


def _decide(likely: Sequence[float], one: Candidate, *, lean: float) -> Whose:
    nobodys = likely[_NOBODY]
    if one.shape.startswith(WEAK) and nobodys >= _NOBODYS:
        return Whose(None, nobodys < _DOUBTFUL)
    speaks = sum(likely[place] for place in _KEPT)
    kept = speaks / max(speaks + likely[_OURS] + _BYSTANDER * likely[_THIRD], 1e-9)
    enough = _SURE_OF_ADDRESS if one.kind == "address" else _SURE
    is_kept = kept >= min(_SUREST, enough + lean) and not _phrases_say_ours(one)
    places = [place for place in range(_NOBODY) if (place in _KEPT) is is_kept]
    best = max(places, key=lambda place: likely[place])
    # What no phrase speaks for is hidden by its place alone.
    is_guess = not is_kept and one.hint is None
    return Whose(_OWNERS[CLASSES[best]], is_guess or max(kept, 1 - kept) < _DOUBTFUL)


@lru_cache(maxsize=1)
def packaged_head() -> OwnerHead:
    """Return the head that comes with the package."""
    table = json.loads((files("ringfence.redaction") / "owner_head.json").read_text(encoding="utf-8"))
    return OwnerHead.from_table(table)
