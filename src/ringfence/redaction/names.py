# ruff: noqa: E501  (patterns read better on one line than cut)
"""Names of people in a text, by grammar and role."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import re2

from ringfence.domain.recognition import Owner

__all__ = ["NameFound", "find_names"]

_WORD = r"[A-Za-zÀ-ÿŴŵŶŷ][A-Za-zÀ-ÿŴŵŶŷ'’\-]*"
_NEXT = rf"({_WORD}(?:[ ]+{_WORD}){{0,3}})"
_TITLES = r"(?:mr|mrs|ms|miss|mx|dr|doctor|sir|lady|lord|rev|reverend|prof|professor)\.?"
_RANKS = r"(?:officer|pc|dc|ds|dci|di|sgt|sergeant|detective(?: constable| sergeant| inspector)?|inspector|agent|constable)\.?"

# A cue, whose name follows it.
_CUES: tuple[tuple[Owner, str], ...] = (
    (
        Owner.SCAMMER,
        rf"\b(?:said|says|claimed|claiming|saying|gave|told (?:me|her|him|us)|stated|stating|introduced) (?:that )?(?:(?:his|her|their|the) name (?:was|is|as)|(?:he|she|they)(?: was| is|'s|’s| were| had)? (?:called )?|(?:himself|herself|themselves) (?:as |was )?|to be |a name of |the name |name )(?:an? |the )?(?:{_RANKS} |{_TITLES} )?{_NEXT}",
    ),
    (
        Owner.SCAMMER,
        rf"\b(?:his|caller'?s|scammer'?s) name (?:was|is) (?:{_RANKS} |{_TITLES} )?{_NEXT}|\b(?:calling|called) (?:himself|herself) (?:{_RANKS} |{_TITLES} )?{_NEXT}|\b(?:man|woman|lady|gentleman|guy|bloke|male|female|person|someone|caller|engineer|officer|manager|supervisor|colleague|one) (?:called|named|by the name of|calling himself|calling herself|who said (?:he|she) was|using the name|giving the name) (?:{_RANKS} |{_TITLES} )?{_NEXT}",
    ),
    (Owner.SCAMMER, rf"\b{_RANKS} {_NEXT}"),
    (
        Owner.VICTIM,
        rf"\b(?:my name is|my name'?s|my full name is|i am called|i'm called|i am|i'm|this is|signed|regards|sincerely|thanks|thank you|it'?s) ?[,:]?\s*(?:{_TITLES} )?{_NEXT}",
    ),
    (
        Owner.VICTIM,
        rf"\b(?:caller|informant|inf|ip|aggrieved|agg|victim|vic|complainant|name|full name|reporter|reported by|from|i/p|customer|resident|patient)\s*(?:name)?\s*(?:[:\-=]|is|named|called)?\s*(?:{_TITLES} )?{_NEXT}",
    ),
    (
        Owner.THIRD_PARTY,
        rf"\b(?:my|her|his|our|their) (?:mum|mother|mam|dad|father|nan|gran|grandmother|grandma|grandad|grandfather|husband|wife|son|daughter|sister|brother|aunt|auntie|uncle|neighbour|friend|partner|carer|niece|nephew|cousin|granddaughter|grandson|mother in law|father in law)s?,? (?:is |was |called |named |is called )?(?:{_TITLES} )?{_NEXT}",
    ),
    (Owner.VICTIM, rf"\b(?:hello|hi|dear|speaking to|speak to|ask(?:ed)? for|called me|is that|am i speaking to) (?:{_TITLES} )?{_NEXT}"),
    (Owner.VICTIM, rf"\b{_TITLES} {_NEXT}"),
)  # fmt: skip
_ALONE = rf"\b{_WORD}(?:[ ]+{_WORD}){{0,2}}"
# A name followed by an outfit is a claim: "this is David from Windows support". A town is none.
_OUTFITS = (
    "microsoft|windows|bt|openreach|sky|virgin|talktalk|vodafone|ee|o2|three|amazon|apple|google|paypal|ebay|visa|mastercard|bank|banks|"
    "barclays|lloyds|hsbc|natwest|santander|halifax|nationwide|monzo|police|met|hmrc|revenue|customs|tax|court|nca|crime|fraud|security|"
    "support|technical|department|team|office|services?|solutions|company|energy|gas|edf|council|dpd|evri|royal mail|norton|mcafee|insurance"
)
_CLAIMED_FROM = rf"(?i)^[ ,]*(?:here )?(?:and i am |and im |i am )?(?:calling |ringing |speaking |phoning )?(?:you )?(?:from|of|at|with) (?:[a-z']+ ){{0,3}}(?:{_OUTFITS})\b"


class NameFound(NamedTuple):
    """A name, where it stands and whose it is."""

    start: int
    end: int
    owner: Owner
    is_doubtful: bool


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    text = (files("ringfence.redaction") / "given_names.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    text = (files("ringfence.redaction") / "plain_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Owner, Any], ...]:
    options = re2.Options()
    options.case_sensitive = False
    return tuple((owner, re2.compile(pattern, options)) for owner, pattern in _CUES)


@lru_cache(maxsize=1)
def _alone() -> Any:
    return re2.compile(_ALONE)


def find_names(text: str) -> list[NameFound]:
    """Return names of people: after a cue first, then those that stand alone."""
    found: list[NameFound] = []
    taken = bytearray(len(text))
    for name in (*_after_cues(text), *_standing_alone(text)):
        if not any(taken[name.start : name.end]):
            found.append(name)
            taken[name.start : name.end] = b"\x01" * (name.end - name.start)
    return found


def _after_cues(text: str) -> Iterator[NameFound]:
    for owner, pattern in _compiled():
        for match in pattern.finditer(text):
            group = next(index for index in range(1, pattern.groups + 1) if match.group(index) is not None)
            start, value = match.start(group), match.group(group)
            length = _name_length(value, needs_capital=owner in {Owner.VICTIM, Owner.THIRD_PARTY})
            if not length:
                continue
            end = start + length
            whose = owner
            if owner in {Owner.VICTIM, Owner.THIRD_PARTY} and _is_claimed(text, match.start(), end):
                whose = Owner.SCAMMER
            yield NameFound(start, end, whose, False)


def _is_claimed(text: str, start: int, end: int) -> bool:
    """Return whether it is a claim: "this is David from Microsoft"."""
    lead = text[max(0, start - 40) : start].lower()
    after = text[end : end + 40]
    if re2.search(_CLAIMED_FROM, after):
        return True
    return any(
        cue in lead
        for cue in (" said ", " saying ", "claimed", "claiming", " man ", "caller said", "pretend", "spoke to ")
    )


def _standing_alone(text: str) -> Iterator[NameFound]:
    given = _given_names()
    for match in _alone().finditer(text):
        words = match.group().split()
        offset = match.start()
        index = 0
        while index < len(words):
            word = words[index]
            start = text.index(word, offset)
            bare = word.rstrip("'’").removesuffix("'s").removesuffix("’s")
            if bare[:1].isupper() and bare.lower() in given and (bare.lower() not in _plain_words()):
                end = start + len(bare)
                if bare == word and index + 1 < len(words):
                    following = words[index + 1]
                    after = following.removesuffix("'s").removesuffix("’s")
                    if after[:1].isupper() and after.lower() not in _plain_words():
                        end = text.index(following, end) + len(after)
                        index += 1
                whose = Owner.SCAMMER if _is_claimed(text, start, end) else Owner.VICTIM
                yield NameFound(start, end, whose, whose is Owner.VICTIM)
            offset = max(offset, start + len(word))
            index += 1


def _name_length(value: str, *, needs_capital: bool) -> int:
    """Return how many characters of the words after a cue are a name; 0: none."""
    length = 0
    place = 0
    plain, given = _plain_words(), _given_names()
    is_shouted = value.isupper()
    for count, word in enumerate(value.split()):
        start = value.index(word, place)
        bare = word.removesuffix("'s").removesuffix("’s")
        low = bare.lower().strip("'’-")
        is_name = low in given or (bare[:1].isupper() and not is_shouted) or (count > 0 and length > 0)
        if not needs_capital and count == 0:
            is_name = True
        if low in plain or not is_name or len(low) < 2 or count > 2:
            break
        if (
            count > 0
            and not bare[:1].isupper()
            and (low.endswith(("ing", "ed", "ly")) or value.split(maxsplit=1)[0][:1].isupper())
        ):
            break
        length = start + len(bare)
        place = start + len(word)
        if bare != word:
            break
    return length
