# ruff: noqa: E501  (patterns read better on one line than cut)
"""Find what has to be hidden before a text leaves intake, and what stays as evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2

from ringfence.domain.recognition import Owner
from ringfence.reading import IdentifierType, ReadText, owner_by_words, owner_of_number
from ringfence.redaction.names import find_names
from ringfence.redaction.personal_span import Action, PersonalSpan, PersonalType

__all__ = ["find_personal_data"]

_STREET = (
    "road|rd|street|st|avenue|ave|lane|ln|close|cl|drive|dr|way|court|ct|crescent|cres|gardens|gdns|grove|place|pl|terrace|square|sq|"
    "hill|park|mews|walk|row|view|green|rise|heol|ffordd|stryd|parade|wharf|quay|croft|meadow|meadows|fold|bank|vale|villas|cottages|drove|"
    "broadway|embankment|highway|approach|circus|gate"
)
_NUMBER = (
    "(?:(?:number|no|flat|apartment|apt|unit) )?(?:[0-9]{1,4}[a-z]?(?:[/\\-][0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_ADDRESS = (
    rf"\b(?:(?:flat|apartment|apt|unit) [0-9a-z]{{1,4}},? ?)?{_NUMBER},? ((?:[a-zà-ÿ'’\-]+ ){{1,3}})(?:{_STREET})\b",
    r"\b(?:ffordd|heol|stryd|lon|lôn) [a-zà-ÿ]+(?: [a-zà-ÿ]+)?, ?[a-z]+",
    r"\b(?:lives? at|living at|my address is|address is|address:|home address is|address|resides at|resident of) ?:? ?((?:[0-9]+[a-z]? )?[A-Za-z0-9'’\- ]{4,40}(?:, [A-Za-z'’\- ]{3,30}){0,3})",
)
_NOT_STREET_NAMES = frozenset(
    [
        "in",
        "the",
        "on",
        "of",
        "a",
        "an",
        "to",
        "from",
        "my",
        "his",
        "her",
        "their",
        "our",
        "down",
        "up",
        "across",
        "at",
        "and",
        "or",
        "for",
        "with",
        "by",
        "that",
        "this",
        "was",
        "were",
        "is",
        "are",
        "i",
        "he",
        "she",
        "they",
        "it",
        "men",
        "man",
        "people",
        "times",
        "weeks",
        "days",
        "hours",
        "minutes",
        "months",
        "years",
        "pounds",
        "quid",
        "calls",
        "times",
        "after",
        "before",
        "other",
        "end",
    ]
)
_HIDDEN_OWNERS = frozenset({Owner.VICTIM, Owner.REPORTER, Owner.THIRD_PARTY})
_FOR_SOMEBODY_ELSE = r"\b(?:my (?:elderly )?(?:mum|mother|mam|dad|father|nan|gran|grandmother|grandad|grandfather|aunt|auntie|uncle|neighbour|friend|parents|husband|wife|mother in law|customer|client))\b"


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(pattern, options)


def find_personal_data(read: ReadText, *, known: Sequence[str] = ()) -> list[PersonalSpan]:
    """Return personal data in order, none over another.

    Args:
        read: the text.
        known: values typed into form fields (name, phone, e-mail): hidden
            wherever they stand, however they are spaced or spelled in capitals.
    """
    text = read.text
    reporter = Owner.REPORTER if _compiled(_FOR_SOMEBODY_ELSE).search(text) else Owner.VICTIM
    found: list[PersonalSpan] = []
    taken = bytearray(len(text))
    for span in (
        *_known(text, known, reporter),
        *_addresses(text),
        *_identifiers(read, reporter),
        *_names(text, reporter),
    ):
        if not any(taken[span.start : span.end]):
            found.append(span)
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    found.extend(_same_again(text, found, taken))
    return sorted(found, key=lambda one: one.start)


def _known(text: str, known: Sequence[str], reporter: Owner) -> Iterator[PersonalSpan]:
    """Compare letters and digits only, so that spacing, case and punctuation do not matter."""
    places = [place for place, char in enumerate(text) if char.isalnum()]
    flat = "".join(text[place].lower()[:1] for place in places)
    for value in sorted(known, key=len, reverse=True):
        for part in _parts(value):
            wanted = "".join(char.lower()[:1] for char in part if char.isalnum())
            at = flat.find(wanted) if len(wanted) > 2 else -1
            while at >= 0:
                start, end = places[at], places[at + len(wanted) - 1] + 1
                is_whole = (start == 0 or not text[start - 1].isalnum()) and (
                    end == len(text) or not text[end].isalnum()
                )
                if is_whole or wanted.isdigit():
                    kind = (
                        PersonalType.EMAIL
                        if "@" in part
                        else PersonalType.PHONE
                        if wanted.isdigit()
                        else PersonalType.PERSON_NAME
                    )
                    yield PersonalSpan(start=start, end=end, type=kind, owner=reporter, action=Action.REDACT)
                at = flat.find(wanted, at + 1)


def _parts(value: str) -> list[str]:
    parts = [value]
    if "@" not in value and not any(char.isdigit() for char in value):
        parts += [
            word
            for word in value.split()
            if len(word) > 2 and word.lower().strip(".") not in {"mrs", "miss", "the", "and"}
        ]
    digits = "".join(char for char in value if char.isdigit())
    if len(digits) >= 9:
        national = digits[2:] if digits.startswith("44") else digits[1:] if digits.startswith("0") else digits
        parts += ["0" + national, "44" + national]
    return parts


def _identifiers(read: ReadText, reporter: Owner) -> Iterator[PersonalSpan]:
    for one in read.identifiers:
        if one.type is IdentifierType.MONEY:
            continue
        if one.type is IdentifierType.PHONE:
            owner = owner_of_number(read.text, one.start, one.end, one.digits)
        else:
            owner = owner_by_words(read.text, one.start)
        if one.type is IdentifierType.EMAIL and one.text.lower().endswith((".gov.uk", ".police.uk")):
            owner = Owner.PUBLIC_BODY
        # A postcode, a card, a birthday or an insurance number is never the scammer's own to keep.
        if owner is Owner.SCAMMER and one.type in {
            IdentifierType.CARD, IdentifierType.NI_NUMBER, IdentifierType.DATE_OF_BIRTH, IdentifierType.POSTCODE,
        }:  # fmt: skip
            owner = None
        if owner is Owner.VICTIM:
            owner = reporter
        yield _span(one.start, one.end, PersonalType(one.type.value), owner, reporter)


def _addresses(text: str) -> Iterator[PersonalSpan]:
    for number, pattern in enumerate(_ADDRESS):
        for match in _compiled(pattern).finditer(text):
            start, end = match.span()
            if number == 0 and not _NOT_STREET_NAMES.isdisjoint(match.group(1).lower().split()):
                continue
            if number == 2:
                start, end = match.span(1)
                value = text[start:end]
                if not any(char.isdigit() for char in value) or "@" in text[end : end + 2]:
                    continue
            yield _span(start, end, PersonalType.ADDRESS, None, Owner.VICTIM)


def _names(text: str, reporter: Owner) -> Iterator[PersonalSpan]:
    for name in find_names(text):
        owner = reporter if name.owner is Owner.VICTIM else name.owner
        action = Action.REDACT if owner in _HIDDEN_OWNERS else Action.KEEP
        yield PersonalSpan(
            start=name.start,
            end=name.end,
            type=PersonalType.PERSON_NAME,
            owner=owner,
            action=action,
            is_doubtful=name.is_doubtful,
        )


def _same_again(text: str, found: list[PersonalSpan], taken: bytearray) -> list[PersonalSpan]:
    """Hide a hidden name wherever it stands again, its first word alone too."""
    again: list[PersonalSpan] = []
    done: set[str] = set()
    for span in list(found):
        if span.type is not PersonalType.PERSON_NAME or span.action is not Action.REDACT:
            continue
        whole = text[span.start : span.end]
        for value in {whole, *(word for word in whole.split() if len(word) > 2 and word[:1].isupper())}:
            if value in done:
                continue
            done.add(value)
            at = text.find(value)
            while at >= 0:
                end = at + len(value)
                is_whole = (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum())
                if is_whole and not any(taken[at:end]):
                    again.append(
                        PersonalSpan(start=at, end=end, type=span.type, owner=span.owner, action=Action.REDACT)
                    )
                    taken[at:end] = b"\x01" * (end - at)
                at = text.find(value, end)
    return again


def _span(start: int, end: int, kind: PersonalType, owner: Owner | None, in_doubt: Owner) -> PersonalSpan:
    whose = owner or in_doubt
    return PersonalSpan(
        start=start,
        end=end,
        type=kind,
        owner=whose,
        action=Action.REDACT if whose in _HIDDEN_OWNERS else Action.KEEP,
        is_doubtful=owner is None,
    )
