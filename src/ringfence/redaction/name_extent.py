# ruff: noqa: E501  (patterns read better on one line than cut)
"""How far a name reaches: ranks before it, "(Mrs)" behind it, a nickname between, two people of one surname."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ringfence.domain.recognition import Owner
from ringfence.foundation.pattern import compiled
from ringfence.reading import word_set
from ringfence.redaction.name_tokens import Token
from ringfence.redaction.owner_features import WEAK
from ringfence.redaction.word_classes import class_of

__all__ = ["NameFound", "after_my_name_is", "initials", "initials_of", "widened"]


class NameFound(NamedTuple):
    """A name, where it stands, and whose it is by the words around it alone."""

    start: int
    end: int
    owner: Owner | None  # None where nothing says
    shape: str  # what it is made of: "rank", "title given", "initial", ...


_MY_NAME = (
    r"(?i)\b(?:my (?:full )?names?(?: is| was|'s|’s|:)|my names|name ?[:=]) ?((?:[\pL'’\-]+)(?: [\pL'’\-]+){0,2})"
)
_NOT_AFTER_NAME = word_set(
    "and from i im on my the is but at in tel phone live lives of address age aged not no was were he she they it a an by as or to for you we so this that used given with who which called name names his her their your number mobile email ringing calling writing dob wish want would what where when unknown none withheld nil na"
)
_LED_BY = (
    r"(?:^|[^\pL])(?:(?:Big|Little|Old|Young|Brigadier|Brig\.?|Colonel|Col\.?|Captain|Capt\.?|Major|Maj\.?|Cpl\.?|Archdeacon|Lt\.?|Commander|Wing Commander|Squadron Leader|Cllr\.?|Councillor|Councillor Mrs|Professor|"
    r"Father|Fr\.?|Sister|Sr\.?|Brother|Granny|Grandad|Grandma|Nan|Nana|Nanny|Aunty|Auntie|Aunt|Uncle|Nurse|Matron|Revd\.?|Rev\.?|The Revd|Canon|Sir|Dame|Lady|Lord|Baroness|Pastor|Rabbi|Imam|"
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Rev|Revd|Prof)\.? (?:and|&)|big|little|old|young|mr|mrs|miss|ms|(?:Xu|Li|Wu|Ho|Hu|Ma|Lu|He|Yu|Ng|Lo|Su|Vu|Le|Do|Ko|Chen|Wang|Zhao|Van|van|O|Mc|Mac|y Parch\.|XU|LI|WU|HO|HU|MA|LU|YU|NG|LO|SU|VU|KO|CHEN|WANG|ZHAO))(?: \((?:[Rr]etd?|[Rr]etired|emeritus)\))? )$"
)
_FOLLOWED_BY = r"^(?: \((?i:Mr|Mrs|Miss|Ms|Dr|Prof|Rev|Revd|retd|ret'd|retired|ret)\.?\)|,? (?:OBE|MBE|CBE|JP|MA|BSc|PhD|QC|KC|SRN|RN|[Rr]etd|[Jj]nr|[Ss]nr|Jr|Sr)\b\.?)"
# A surname in capitals, one letter of it, a nickname and a surname.
_SURNAME_BEHIND = r"^(?: (?:[\"“'‘(]\p{Lu}[\pL]+[\"”'’)] )?(\p{Lu}[\p{Lu}'’\-]{2,})(?:[,.;:)\n]|$| [a-z(0-9\[])| \p{Lu}\.(?:[,;)\n]|$| [^\p{Lu}])| [B-HJ-Z](?:[,;)\n(]|$| [a-z]| [a-z0-9.]+@)| [\"“‘]\p{Lu}\pL+[\"”’] \p{Lu}\pL+)"
_BEHIND_A_NAME = frozenset({" ", ","})
_AROUND_NICKNAME = frozenset({" (", ") ", " '", "' ", ' "', '" ', " ‘", "’ ", " “", "” "})


def after_my_name_is(text: str, found: Sequence[NameFound]) -> list[NameFound]:
    """Return what follows "my name is" where no name was found: "big dave" of a text all in small letters."""
    made = []
    starts = {one.start for one in found}
    for match in compiled(_MY_NAME).finditer(text):
        words = match.group(1).split()
        while len(words) > 1 and words[-1].lower() in _NOT_AFTER_NAME:
            words.pop()
        start = match.start(1)
        if start not in starts and words[0].lower() not in _NOT_AFTER_NAME:
            made.append(NameFound(start, start + len(" ".join(words)), Owner.VICTIM, "said"))
    return made


def initials(name: str) -> str:
    """Return "hl" for "Horace Lamb"; "" for a name of one word, or of more than three."""
    words = [word for word in name.split() if word[:1].isupper()]
    return "".join(word[0].lower() for word in words) if 1 < len(words) < 4 else ""


def initials_of(text: str, tokens: Sequence[Token], found: Sequence[NameFound]) -> Iterator[NameFound]:
    """Yield the "HL" by which a text goes on that has named Horace Lamb."""
    short = {initials(text[one.start : one.end]) for one in found} - {""}
    taken = {place for one in found for place in range(one.start, one.end)} if short else set()
    for token in tokens if short else ():
        if token.is_shouted and token.low in short and token.start not in taken:
            yield NameFound(token.start, token.end, None, f"{WEAK}initials")


def widened(text: str, found: Sequence[NameFound]) -> list[NameFound]:
    """Return the names with what belongs to them: "Brigadier", "(Mrs)", "Mr and", a nickname between, "Pat and Les"."""
    made: list[NameFound] = []
    for one in found:
        is_apart = text[one.start - 1 : one.start] == " "
        before = compiled(_LED_BY).search(text[max(0, one.start - 40) : one.start]) if is_apart else None
        start = one.start - (len(before.group().lstrip()) if before else 0)
        end = one.end
        if text[end : end + 1] in _BEHIND_A_NAME:
            after = compiled(_FOLLOWED_BY).search(text[end : end + 20])
            end += after.end() if after else _surname_behind(text, one)
        wide = one._replace(start=start, end=end)
        last = made[-1] if made else None
        if last is not None and last.end <= wide.start and _is_one(text, last, wide):
            made[-1] = last._replace(end=wide.end, owner=last.owner or wide.owner)
        elif last is None or wide.start >= last.end:
            made.append(wide)
    return made


def _surname_behind(text: str, one: NameFound) -> int:
    """Return how many characters behind a name belong to it."""
    name = text[one.start : one.end]
    if not name[:1].isupper() or name[-1:].isupper() or " " in name.partition(" ")[2]:
        return 0
    match = compiled(_SURNAME_BEHIND).search(text[one.end : one.end + 40])
    if match is None:
        return 0
    if match.group(1) is None:
        is_letter = match.group()[2:3] in {"", ".", " ", ",", ";", ")", "(", "\n"}
        return 2 if is_letter else match.end()
    is_label = match.group(1).lower() in _NOT_AFTER_NAME or class_of(match.group(1).lower()) not in {"", "vic"}
    return 0 if is_label else match.end(1)


def _is_one(text: str, left: NameFound, right: NameFound) -> bool:
    gap = text[left.end : right.start]
    if left.shape.startswith(WEAK) or right.shape.startswith(WEAK):
        return False
    if gap in _AROUND_NICKNAME:
        return True
    is_single = " " not in text[left.start : left.end] and "title" not in left.shape and "rank" not in left.shape
    owners = {left.owner, right.owner} - {None}
    return gap in {" and ", " & "} and is_single and "title" not in right.shape and len(owners) < 2
