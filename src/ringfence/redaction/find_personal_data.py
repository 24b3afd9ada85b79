# ruff: noqa: E501  (patterns read better on one line than cut)
"""Find what has to be hidden before a text leaves intake, and what stays as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ringfence.domain.recognition import Owner
from ringfence.foundation.pattern import compiled
from ringfence.foundation.side_by_side import Steps, alone
from ringfence.reading import Identifier, IdentifierType, ReadText, is_published, votes_by_words
from ringfence.redaction.addresses import find_addresses
from ringfence.redaction.doors import find_doors, find_streets
from ringfence.redaction.loose_identifiers import find_loose
from ringfence.redaction.name_tokens import word_places
from ringfence.redaction.names import NameFound, find_names, is_title
from ringfence.redaction.owner_features import WEAK, Candidate
from ringfence.redaction.personal_span import Action, PersonalSpan, PersonalType
from ringfence.redaction.value_extent import widened_value
from ringfence.redaction.vocabulary import is_ordinary
from ringfence.redaction.whose import OwnerHead, tell_owners

__all__ = ["find_candidates", "find_personal_data", "steps_to_personal_data"]

_ENOUGH = 1.0  # bits that make a hint
_ACCOUNT = {IdentifierType.SORT_CODE, IdentifierType.BANK_ACCOUNT}
# A card, a birthday, an insurance number or a postcode is never the scammer's own to keep.
_NEVER_KEPT = frozenset({PersonalType.CARD, PersonalType.NI_NUMBER, PersonalType.DATE_OF_BIRTH, PersonalType.POSTCODE})
_PUBLIC_MAIL = (".gov.uk", ".police.uk", ".nhs.uk", ".nhs.net", ".gov.scot", ".gov.wales")
# Kinds that may have letters before them and more behind.
_REACHING = frozenset({PersonalType.OTHER_ID.value, PersonalType.BANK_ACCOUNT.value})
_FEW_NAMES = 20
_DIGITS_OF_PHONE = 10  # at least, the leading nought among them or not
_RANK_BEFORE = r"(?:^|[^\pL])((?:PC|PS|DC|DS|DI|DCI|DCC|PCSO|WPC|Sgt|Insp|Sergeant|Constable|Inspector|Detective|Cdr|Cllr|Councillor|Col)\.? )$"
# The votes of a candidate whose surroundings are read only if no other has taken its place.
_NOT_ASKED: Mapping[Owner, float] = {}
_HIDDEN_OWNERS = frozenset({Owner.VICTIM, Owner.REPORTER, Owner.THIRD_PARTY})
_FOR_SOMEBODY_ELSE = r"\b(?:my (?:elderly )?(?:mum|mother|mam|dad|father|nan|gran|grandmother|grandad|grandfather|aunt|auntie|uncle|neighbour|friend|parents|husband|wife|mother in law|customer|client))\b"


def find_personal_data(
    read: ReadText, *, known: Sequence[str] = (), head: OwnerHead | None = None
) -> list[PersonalSpan]:
    """Return personal data in order, none over another.

    Args:
        read: the text.
        known: values typed into form fields (name, phone, e-mail): hidden
            wherever they stand, however they are spaced or spelled in capitals.
        head: what tells owners, where it is not the packaged one.
    """
    return alone(steps_to_personal_data(read, known=known, head=head))


def steps_to_personal_data(
    read: ReadText, *, known: Sequence[str] = (), head: OwnerHead | None = None
) -> Steps[list[PersonalSpan]]:
    """Do what `find_personal_data` does step by step, so that many texts can go side by side."""
    text = read.text
    reporter = Owner.REPORTER if compiled(_FOR_SOMEBODY_ELSE, ignores_case=True).search(text) else Owner.VICTIM
    found: list[PersonalSpan] = []
    taken = bytearray(len(text))
    for span in _known(text, known, reporter):
        if not any(taken[span.start : span.end]):
            found.append(span)
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    candidates = yield from _steps_to_candidates(read, taken)
    yield
    for one, whose in zip(candidates, tell_owners(text, candidates, head=head), strict=True):
        if whose.owner is None:
            taken[one.start : one.end] = bytes(one.end - one.start)
        else:
            span = _span(one, whose.owner, reporter, is_doubtful=whose.is_doubtful)
            found.append(_with_rank(text, span, taken))
    found.extend(_same_again(text, found, taken))
    return sorted(found, key=lambda one: one.start)


def _with_rank(text: str, span: PersonalSpan, taken: bytearray) -> PersonalSpan:
    """Return a hidden name with the rank before it."""
    if span.type is not PersonalType.PERSON_NAME or span.action is not Action.REDACT:
        return span
    lead = compiled(_RANK_BEFORE).search(text[max(0, span.start - 14) : span.start])
    start = span.start - (len(lead.group(1)) if lead else 0)
    return span if any(taken[start : span.start]) else replace(span, start=start)


def find_candidates(read: ReadText, taken: bytearray) -> list[Candidate]:
    """Return what may be somebody's, in order, none over another; `taken` is marked."""
    return alone(_steps_to_candidates(read, taken))


def _steps_to_candidates(read: ReadText, taken: bytearray) -> Steps[list[Candidate]]:
    text = read.text
    names = find_names(text)
    yield
    pieces = [*_identifiers(read)]
    yield
    pieces += _addresses(text, names)
    yield
    pieces += _loose(text)
    yield
    pieces += [*_doors(find_doors(text)), *_names(names), *_doors(find_streets(text))]
    found: list[Candidate] = []
    for one in pieces:
        start, end = _what_is_left(text, taken, one)
        if start < end and (one.kind in _REACHING or _is_short_phone(text, one)):
            start, end = _with_what_belongs_to_it(text, taken, one, start, end)
        if start < end:
            judged = one if one.votes is not _NOT_ASKED else _judged(text, one)
            is_whole = (start, end) == (one.start, one.end)
            found.append(judged if is_whole else replace(judged, start=start, end=end))
            taken[start:end] = b"\x01" * (end - start)
    return sorted(found, key=lambda one: one.start)


def _what_is_left(text: str, taken: bytearray, one: Candidate) -> tuple[int, int]:
    """Return the longest piece of a candidate that no other has taken; an empty one where too little is left."""
    if not any(taken[one.start : one.end]):
        return one.start, one.end
    best, place = (one.start, one.start), one.start
    while place < one.end:
        if taken[place]:
            place += 1
            continue
        stop = place
        while stop < one.end and not taken[stop]:
            stop += 1
        if stop - place > best[1] - best[0]:
            best = place, stop
        place = stop
    start, end = best
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if sum(map(str.isalnum, text[start:end])) > 3 else (start, start)


def _with_what_belongs_to_it(text: str, taken: bytearray, one: Candidate, start: int, end: int) -> tuple[int, int]:
    wide = widened_value(text, start, end, is_account=one.kind == PersonalType.BANK_ACCOUNT.value)
    is_free = not any(taken[wide[0] : start]) and not any(taken[end : wide[1]])
    return wide if is_free else (start, end)


def _is_short_phone(text: str, one: Candidate) -> bool:
    """Say whether it is too short for a phone number, or has letters before it: "GWF 078 442 190"."""
    if one.kind != PersonalType.PHONE.value:
        return False
    count = sum(map(str.isdigit, text[one.start : one.end]))
    return count < _DIGITS_OF_PHONE or (count == _DIGITS_OF_PHONE and text[one.start] == "7")


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


def _identifiers(read: ReadText) -> Iterator[Candidate]:
    before: Candidate | None = None
    for one in read.identifiers:
        if one.type is IdentifierType.MONEY:
            continue
        votes: Mapping[Owner, float] = votes_by_words(read.text, one.start, one.end)
        # A sort code and an account number side by side are one account.
        if before is not None and {one.type, before.kind} == _ACCOUNT and one.start - before.end < 30:
            votes = before.votes
        before = Candidate(one.start, one.end, one.type.value, _most(votes), _shape(one), votes)
        yield before


def _most(votes: Mapping[Owner, float]) -> Owner | None:
    owner = max(votes, key=lambda one: votes[one], default=None)
    return owner if owner is not None and votes[owner] >= _ENOUGH else None


def _shape(one: Identifier) -> str:
    """Return what a number is by its first digits, a reference by what it is made of."""
    if one.type is IdentifierType.PHONE:
        national = "0" + one.digits[2:] if one.digits.startswith("44") else one.digits
        if is_published(one.digits):
            return "published"
        return "abroad" if national[:1] != "0" else "firm" if national[:2] in {"03", "08", "09"} else national[:2]
    if one.type is IdentifierType.EMAIL:
        return "public" if one.text.lower().endswith(_PUBLIC_MAIL) else ""
    if one.type is IdentifierType.OTHER_ID:
        return "digits" if one.text.replace(" ", "").isdigit() else "words" if one.text.isalpha() else "mixed"
    return ""


def _judged(text: str, one: Candidate) -> Candidate:
    """Return a candidate with what the phrases around it say."""
    votes = votes_by_words(text, one.start, one.end)
    return replace(one, hint=_most(votes), votes=votes)


def _addresses(text: str, names: Sequence[NameFound]) -> Iterator[Candidate]:
    for start, end in find_addresses(text, [(name.start, name.end) for name in names]):
        yield Candidate(start, end, PersonalType.ADDRESS.value, None, "", _NOT_ASKED)


def _doors(found: Iterable[tuple[int, int, str]]) -> Iterator[Candidate]:
    for start, end, shape in found:
        yield Candidate(start, end, PersonalType.ADDRESS.value, None, f"{WEAK}{shape}")


def _loose(text: str) -> Iterator[Candidate]:
    for start, end, kind, shape in find_loose(text):
        yield Candidate(start, end, kind, None, shape, _NOT_ASKED)


def _names(names: Sequence[NameFound]) -> Iterator[Candidate]:
    for name in names:
        yield Candidate(name.start, name.end, PersonalType.PERSON_NAME.value, name.owner, name.shape)


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
    if len(owners) <= _FEW_NAMES:  # most texts hold each of them once
        owners = {word: owner for word, owner in owners.items() if text.count(word) > 1}
    again: list[PersonalSpan] = []
    for start, end in word_places(text) if owners else ():
        owner = owners.get(text[start:end])
        if owner is not None and not any(taken[start:end]):
            again.append(
                PersonalSpan(start=start, end=end, type=PersonalType.PERSON_NAME, owner=owner, action=Action.REDACT)
            )
            taken[start:end] = b"\x01" * (end - start)
    return again


def _span(one: Candidate, owner: Owner, reporter: Owner, *, is_doubtful: bool) -> PersonalSpan:
    kind = PersonalType(one.kind)
    if one.shape in {"published", "public"}:
        owner, is_doubtful = Owner.PUBLIC_BODY, False
    elif kind in _NEVER_KEPT and owner not in _HIDDEN_OWNERS:
        owner, is_doubtful = Owner.VICTIM, True
    if owner is Owner.VICTIM:
        owner = reporter
    return PersonalSpan(
        start=one.start,
        end=one.end,
        type=kind,
        owner=owner,
        action=Action.REDACT if owner in _HIDDEN_OWNERS else Action.KEEP,
        is_doubtful=is_doubtful,
    )
