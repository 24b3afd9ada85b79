"""What stops the publication of a warning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ringfence.domain.advice import Route
from ringfence.domain.warning import EvidenceKind, PublicWarning, SectionId
from ringfence.playbooks import Shelf
from ringfence.warn.tally import is_publishable
from ringfence.warn.words import HEADINGS

__all__ = ["Obstacle", "find_obstacles"]

_LEAST_ADVICE = 3
# Five digits or more with the separators people write between them; long
# enough to spare years, sums and short codes such as 101, 159 and 7726.
_NUMBER = re.compile(r"(?<![\w£])\+?\(?\d(?:[ \-.()/]{0,3}\d){4,}(?!\w)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = re.compile(
    rf"\b(\d+|{'|'.join(_WORDS)})\s+(?:\w+\s+){{0,2}}?"
    r"(?:reports?|people|persons?|residents?|victims?|men|man|women|woman|adroddiad\w*|o bobl)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that must be mended first. Never repeats personal data."""

    code: str  # "personal_data"
    reason: str  # a plain sentence
    where: str  # "Key advice, sentence 2"


def find_obstacles(
    warning: PublicWarning,
    *,
    shelf: Shelf,
    on: date,
    floor: int = 3,
    personal_data_finder: Callable[[str], list[str]],
) -> list[Obstacle]:
    """List everything that stops publication, in reading order.

    Args:
        warning: The text to be looked at.
        shelf: Playbooks and tables.
        on: London day of publication.
        floor: Counts of reporters below this are never shown.
        personal_data_finder: Returns the pieces of a text that are somebody's personal data.
    """
    allowed = _Allowed(warning, shelf=shelf, on=on)
    found: list[Obstacle] = []
    for where, text in _texts(warning):
        found.extend(_of_text(where, text, allowed=allowed, floor=floor, personal_data_finder=personal_data_finder))
    found.extend(_of_tables(warning, allowed=allowed, shelf=shelf, on=on))
    found.extend(_of_sections(warning))
    playbook = shelf.kinds.get(warning.kind)
    if warning.language == "cy" and (playbook is None or playbook.welsh_reviewed_by is None):
        reason = "The Welsh text of this kind of scam has not been read by a Welsh speaker yet."
        found.append(Obstacle("welsh_not_reviewed", reason, "Whole warning"))
    return found


class _Allowed:
    """Numbers and names that may stand in a warning on a day: routes, brands and forces."""

    def __init__(self, warning: PublicWarning, *, shelf: Shelf, on: date) -> None:
        area = shelf.areas.get(warning.area)
        self.routes: dict[str, Route] = {
            dated.route.id: dated.route
            for dated in shelf.routes
            if dated.route.valid_from <= on and (dated.route.valid_to is None or on <= dated.route.valid_to)
            if area is None or area.nation in dated.route.nations
        }
        phones = [phone for route in self.routes.values() for phone in (route.phone, route.text_to) if phone]
        self.numbers = {_digits(phone) for phone in phones}
        names = [brand.name for brand in shelf.brands.values() if brand.is_often_claimed]
        names += [route.name for route in self.routes.values()]
        names += [name for place in shelf.areas.values() for name in (place.name, place.force, place.short_force)]
        self.names = {name.casefold() for name in names}

    def permits(self, piece: str) -> bool:
        """Say whether a piece that looks personal is a helpline, a brand, a force or an area."""
        return piece.strip().casefold() in self.names or (_digits(piece) in self.numbers and not _EMAIL.search(piece))


def _of_text(
    where: str, text: str, *, allowed: _Allowed, floor: int, personal_data_finder: Callable[[str], list[str]]
) -> Iterator[Obstacle]:
    numbers = [match[0] for match in _NUMBER.finditer(text) if _digits(match[0]) not in allowed.numbers]
    if any(not _looks_like_date_or_sum(number) for number in numbers):
        reason = "A shown number stands here: it may be forged and belong to somebody else. Only helplines of today."
        yield Obstacle("shown_number", reason, where)
    emails = _EMAIL.findall(text)
    if emails:
        yield Obstacle("e_mail", "An e-mail address stands here; take it out.", where)
    flagged = [piece for piece in personal_data_finder(text) if not allowed.permits(piece)]
    if any(piece not in " ".join([*emails, *numbers]) for piece in flagged):
        yield Obstacle("personal_data", "This looks like somebody's name or other personal data; take it out.", where)
    if any(0 < _value(match[1]) < floor for match in _COUNT.finditer(text)):
        reason = f"A count below {floor} is given here; so few people could be recognised."
        yield Obstacle("small_count", reason, where)


def _of_tables(warning: PublicWarning, *, allowed: _Allowed, shelf: Shelf, on: date) -> Iterator[Obstacle]:
    brand = shelf.brands.get(warning.brand) if warning.brand is not None else None
    if warning.brand is not None and (brand is None or not is_publishable(brand, on=on)):
        yield Obstacle("brand", "The firm named is not on the list of those that may be named today.", "Whole warning")
    for section in warning.sections:
        for place, sentence in enumerate(section.sentences, start=1):
            refs = [evidence.ref for evidence in sentence.evidence if evidence.kind is EvidenceKind.ROUTE]
            if any(ref not in allowed.routes for ref in refs):
                reason = "The way to report or get help that this sentence gives is not valid today."
                yield Obstacle("route", reason, f"{section.heading}, sentence {place}")
            if not sentence.evidence:
                reason = "Nothing shows what this sentence rests on."
                yield Obstacle("no_evidence", reason, f"{section.heading}, sentence {place}")


def _of_sections(warning: PublicWarning) -> Iterator[Obstacle]:
    lengths = {section.id: len(section.sentences) for section in warning.sections}
    for id in SectionId:
        heading = HEADINGS[id][warning.language]
        if not lengths.get(id):
            yield Obstacle("section_missing", "This section is missing or empty.", heading)
        elif id is SectionId.KEY_ADVICE and lengths[id] < _LEAST_ADVICE:
            yield Obstacle("little_advice", f"Give at least {_LEAST_ADVICE} pieces of key advice.", heading)


def _texts(warning: PublicWarning) -> Iterator[tuple[str, str]]:
    yield "Title", warning.title
    yield "Description", warning.description
    for section in warning.sections:
        yield "Heading", section.heading
        for place, sentence in enumerate(section.sentences, start=1):
            yield f"{section.heading}, sentence {place}", sentence.text
    # The speaker's own name is a field of its own, signed off by the person who typed it.
    for number, statement in enumerate(warning.statements, start=1):
        for paragraph in statement.paragraphs:
            yield f"Statement {number}", paragraph
    for correction in warning.corrections:
        yield "Note of the correction", correction.note


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _looks_like_date_or_sum(number: str) -> bool:
    return re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}", number) is not None


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.index(word.lower()) + 1
