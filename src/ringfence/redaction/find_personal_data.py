# ruff: noqa: E501  (patterns read better on one line than cut)
"""Find what has to be hidden before a text leaves intake, and what stays as evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2

from ringfence.domain.recognition import Owner
from ringfence.reading import Identifier, IdentifierType, ReadText, owner_by_words, owner_of_account, owner_of_number
from ringfence.redaction.addresses import find_addresses
from ringfence.redaction.names import NameFound, find_names, is_title, word_places
from ringfence.redaction.personal_span import Action, PersonalSpan, PersonalType
from ringfence.redaction.vocabulary import is_ordinary

__all__ = ["find_personal_data"]

_ACCOUNT = {IdentifierType.SORT_CODE, IdentifierType.BANK_ACCOUNT}
_NEVER_KEPT = frozenset(
    {IdentifierType.CARD, IdentifierType.NI_NUMBER, IdentifierType.DATE_OF_BIRTH, IdentifierType.POSTCODE}
)
_PUBLIC_MAIL = (".gov.uk", ".police.uk", ".nhs.uk", ".nhs.net", ".gov.scot", ".gov.wales")
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
    names = find_names(text)
    found: list[PersonalSpan] = []
    taken = bytearray(len(text))
    for span in (
        *_known(text, known, reporter),
        *_addresses(text, names),
        *_identifiers(read, reporter),
        *_names(names, reporter),
    ):
        if not any(taken[span.start : span.end]):
            found.append(span)
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    found.extend(_same_again(text, found, taken))
    return sorted(found, key=lambda one: one.start)


def _known(text: str, known: Sequence[str], reporter: Owner) -> Iterator[PersonalSpan]:
    """Compare letters and digits only, so that spacing, case and punctuation do not matter."""
    if not known:
        return
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
    before: tuple[Identifier, Owner | None] | None = None
    for one in read.identifiers:
        if one.type is IdentifierType.MONEY:
            continue
        owner = _owner_of(read.text, one)
        # A sort code and an account number side by side are one account.
        if before is not None and {one.type, before[0].type} == _ACCOUNT and one.start - before[0].end < 30:
            owner = before[1]
        before = (one, owner)
        yield _span(
            one.start, one.end, PersonalType(one.type.value), reporter if owner is Owner.VICTIM else owner, reporter
        )


def _owner_of(text: str, one: Identifier) -> Owner | None:
    if one.type is IdentifierType.PHONE:
        return owner_of_number(text, one.start, one.end, one.digits)
    if one.type is IdentifierType.EMAIL and one.text.lower().endswith(_PUBLIC_MAIL):
        return Owner.PUBLIC_BODY
    if one.type in _ACCOUNT:
        return owner_of_account(text, one.start, one.end)
    owner = owner_by_words(text, one.start, one.end)
    # A postcode, a card, a birthday or an insurance number is never the scammer's own to keep.
    return None if owner is Owner.SCAMMER and one.type in _NEVER_KEPT else owner


def _addresses(text: str, names: Sequence[NameFound]) -> Iterator[PersonalSpan]:
    for start, end in find_addresses(text, [(name.start, name.end) for name in names]):
        yield _span(start, end, PersonalType.ADDRESS, None, Owner.VICTIM)


def _names(names: Sequence[NameFound], reporter: Owner) -> Iterator[PersonalSpan]:
    for name in names:
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
    """Hide every part of a hidden name wherever it stands again, in one pass over the text."""
    owners: dict[str, Owner] = {}
    for span in found:
        if span.type is not PersonalType.PERSON_NAME or span.action is not Action.REDACT:
            continue
        parts = text[span.start : span.end].split()
        for part in parts:
            word = part.strip(".,'’")
            is_telling = word[:1].isupper() and not is_title(word.lower()) and not is_ordinary(word.lower())
            if len(word) > 2 and (is_telling or len(parts) == 1):
                owners.setdefault(word, span.owner)
    again: list[PersonalSpan] = []
    for start, end in word_places(text) if owners else ():
        owner = owners.get(text[start:end])
        if owner is not None and not any(taken[start:end]):
            again.append(
                PersonalSpan(start=start, end=end, type=PersonalType.PERSON_NAME, owner=owner, action=Action.REDACT)
            )
            taken[start:end] = b"\x01" * (end - start)
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
