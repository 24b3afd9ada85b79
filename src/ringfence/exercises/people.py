"""Invented people with what they let slip: names, addresses, numbers that nobody has."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ringfence.exercises.dice import Dice

__all__ = ["Person", "a_drama_number", "a_person", "load_names"]

# Ranges that Ofcom keeps for drama: prefix, first and last of the final block.
_LANDLINES = ("01632 960", "020 7946 0", "0161 496 0", "03069 990")
_MOBILE = "07700 900"
_FREEPHONE = "0808 157 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who does not exist."""

    name: str
    surname: str
    is_woman: bool
    age: int
    address: str
    phone: str
    email: str
    dob: str


@cache
def load_names() -> dict[str, list[str]]:
    """Return the lists of invented names, streets and places."""
    lists: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "people.toml").read_text(encoding="utf-8"))
    return lists


def a_drama_number(dice: Dice, *, mobile: float = 0.3) -> str:
    """Return a number out of the ranges kept for drama, spaced in one of several ways."""
    block = f"{dice.whole(0, 999):03d}"
    if dice.chance(mobile):
        number = _MOBILE + block
    elif dice.chance(0.05):
        number = _FREEPHONE + block
    else:
        number = dice.pick(_LANDLINES) + block
    if dice.chance(0.35):
        return number.replace(" ", "")
    if dice.chance(0.08):
        return "+44 " + number[1:]
    return number


def a_person(dice: Dice, *, serial: int, older: float = 0.6, surname: str | None = None) -> Person:
    """Invent a person; `serial` keeps the e-mail address the only one of its kind."""
    names = load_names()
    is_woman = dice.chance(0.58)
    first = dice.pick(names["first_women" if is_woman else "first_men"])
    last = surname or dice.pick(names["last"])
    age = dice.whole(62, 91) if dice.chance(older) else dice.whole(21, 61)
    # No post town has these letters: the form of a postcode, and no postcode.
    outward = f"{dice.pick(('XA', 'XB', 'XC'))}{dice.whole(1, 29)}"
    inward = f"{dice.whole(1, 9)}{dice.pick('ABDEFGHJ')}{dice.pick('LNPQRSTU')}"
    return Person(
        name=f"{first} {last}",
        surname=last,
        is_woman=is_woman,
        age=age,
        address=f"{dice.whole(1, 140)} {dice.pick(names['streets'])}, {dice.pick(names['places'])}, {outward} {inward}",
        phone=a_drama_number(dice, mobile=0.5),
        email=f"{first}.{last}{serial}@{dice.pick(('example.com', 'example.org', 'mail.example'))}".lower(),
        dob=f"{dice.whole(1, 28):02d}/{dice.whole(1, 12):02d}/{2019 - age}",
    )
