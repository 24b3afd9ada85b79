"""Tell of one call in one voice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ringfence.exercises.dice import Dice, Lot
from ringfence.exercises.join_clauses import join_clauses
from ringfence.exercises.people import Person, a_drama_number, a_person, load_names
from ringfence.exercises.voices import OUTCOMES, KindVoice, Teller, Voices
from ringfence.exercises.wording_noise import add_noise

__all__ = ["Told", "said_day", "tell"]

# How far it goes, for all kinds alike.
_OUTCOME = Lot({"nothing": 0.68, "access": 0.10, "data": 0.13, "paid": 0.09})
_PARTS_OF_KIND = frozenset({"opening", "claim", "proof", "ask", "aside"})
_LATER = frozenset({"proof", "ask"})  # parts that "then" can lead into
# Within a theme most people tell of what it is about, some of other things.
_ON_THEME = 0.75
# "{I} have" is "she has" where somebody tells of another person.
_SLOT = re.compile(r"\{(\w+)\}(?: (only )?(have|do|am|live|use|bank|work|earn|know)\b)?")
_THIRD = {"have": "has", "do": "does", "am": "is"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text and what a form would have asked beside it."""

    text: str
    brand: str
    outcome: str  # one of OUTCOMES
    loss_pounds: int | None
    shown_number: str  # forged, drama range
    opening: str  # the clause that says how the call came


def tell(
    *,
    kind: KindVoice,
    teller: Teller,
    voices: Voices,
    reporter: Person,
    day: str,
    brand: str | None,
    theme: str | None,
    dice: Dice,
) -> Told:
    """Return one account of one call.

    Args:
        kind: what is told of this kind of call.
        teller: manner of telling.
        voices: the personal data that people add.
        reporter: who tells; also the victim, unless a relative tells.
        day: the day of the call as it would be said, "yesterday".
        brand: claimed in nine of ten accounts; None: the kind's own mix.
        theme: theme of the kind that the account draws on.
        dice: where chance comes from.
    """
    claimed = brand if brand is not None and dice.chance(0.92) else dice.draw(kind.brands)
    outcome = dice.draw(_OUTCOME)
    amount = _amount(kind, dice)
    words = _Words(teller=teller, reporter=reporter, day=day, brand=claimed, amount=amount, dice=dice)
    clauses: list[str] = []
    opening = ""
    for part in teller.order:
        if part in teller.chance and not dice.chance(teller.chance[part]):
            continue
        clause = _clause(part, kind=kind, teller=teller, voices=voices, outcome=outcome, theme=theme, dice=dice)
        if part in _LATER and len(clauses) > 1 and clause.startswith("{he} ") and dice.chance(0.25):
            clause = f"{dice.pick(('then', 'after that', 'next'))} {clause}"
        clauses.append(words.fill(clause))
        opening = clauses[-1] if part == "opening" else opening
    text = join_clauses(clauses, teller.join, signed=reporter.name, dice=dice)
    for noise in teller.noise:
        text = add_noise(text, noise, dice)
    return Told(
        text=text,
        brand=claimed,
        outcome=outcome,
        loss_pounds=amount if outcome == "paid" else None,
        shown_number=words.shown,
        opening=opening,
    )


def _clause(
    part: str, *, kind: KindVoice, teller: Teller, voices: Voices, outcome: str, theme: str | None, dice: Dice
) -> str:
    if part == "personal":
        person = "i" if teller.person == "i" else "relative"
        if outcome in OUTCOMES[2:] and dice.chance(0.4):
            person += "_given"
        return dice.pick(voices.personal[person])
    slot = outcome if part == "outcome" else part
    if part != "outcome" and part not in _PARTS_OF_KIND:
        return dice.pick(teller.parts[part])
    if theme is not None and slot in kind.themes[theme] and dice.chance(_ON_THEME):
        return dice.pick(kind.themes[theme][slot])
    return dice.pick(kind.slots[slot])


def _amount(kind: KindVoice, dice: Dice) -> int:
    least, most = kind.sums
    # Small sums are commoner than large ones.
    amount = least + (most - least) * dice.share() ** 2.5
    return int(amount) if amount < 300 else int(amount // 50 * 50)


class _Words:
    """Fills the slots of one account, consistently from first clause to last."""

    def __init__(self, *, teller: Teller, reporter: Person, day: str, brand: str, amount: int, dice: Dice) -> None:
        self.dice = dice
        names = load_names()
        self.person = teller.person
        self.is_introduced = False
        is_relative = teller.person == "relative"
        self.victim = _relative_of(reporter, dice) if is_relative else reporter
        self.mum = dice.pick(names["relatives_women" if self.victim.is_woman else "relatives_men"])
        self.shown = a_drama_number(dice)
        # Where "she" is the victim the scammer is "he", so that a reader can tell them apart.
        male = self.victim.is_woman if is_relative else dice.chance(0.75)
        he, him, his, man = ("he", "him", "his", "man") if male else ("she", "her", "her", "woman")
        self.ready = {
            "he": he,
            "him": him,
            "his": his,
            "man": dice.pick((man, man, man, "person")),
            "brand": brand,
            "day": day,
            "sum": _said_sum(amount, dice),
            "shown": self.shown,
            "mum": self.mum,
            "victim": self.victim.name,
            "name": reporter.name,
            "age": str(self.victim.age),
            "phone": reporter.phone,
            "address": reporter.address,
            "email": reporter.email,
            "dob": self.victim.dob,
        }

    def fill(self, clause: str) -> str:
        """Return the clause with all its slots filled."""
        return _SLOT.sub(self._slot, clause)

    def _slot(self, match: re.Match[str]) -> str:
        name, adverb, verb = match[1], match[2] or "", match[3]
        if name in {"I", "me", "my", "myself"}:
            word = self._victim(name)
            if verb and name == "I" and self.person != "i":
                verb = _THIRD.get(verb, verb + "s")
        else:
            if name == "mum":
                self.is_introduced = True
            word = self.ready.get(name) or self._made(name)
        return f"{word} {adverb}{verb}" if verb else word

    def _victim(self, case: str) -> str:
        if self.person == "i":
            return case
        if self.person == "relative":
            if not self.is_introduced and case != "myself":
                self.is_introduced = True
                return self.mum + ("'s" if case == "my" else "")
            she = {"I": "she", "me": "her", "my": "her", "myself": "herself"}
            he = {"I": "he", "me": "him", "my": "his", "myself": "himself"}
            return (she if self.victim.is_woman else he)[case]
        noun = "inft" if self.person == "inft" else f"the {self.person}"
        return {"my": noun + "'s", "myself": "in person"}.get(case, noun)

    def _made(self, name: str) -> str:
        dice = self.dice
        if name == "persona":
            word = dice.pick(load_names()["personas"])
        elif name == "tool":
            word = dice.pick(load_names()["tools"])
        elif name == "callback":
            word = a_drama_number(dice)
        elif name == "card":
            # Published test number of a card scheme; no card carries it.
            word = "4111 1111 1111 1111" if dice.chance(0.5) else "4111111111111111"
        elif name == "account":
            word = f"{dice.whole(0, 99_999_999):08d}"
        elif name == "sort_code":
            word = f"00-{dice.whole(0, 99):02d}-{dice.whole(0, 99):02d}"
        elif name == "nino":
            # The prefix QQ is never issued.
            word = f"QQ {dice.whole(10, 99)} {dice.whole(10, 99)} {dice.whole(10, 99)} {dice.pick('ABCD')}"
        else:
            raise KeyError(name)
        self.ready[name] = word
        return word


def _relative_of(reporter: Person, dice: Dice) -> Person:
    while True:
        relative = a_person(dice, serial=0, older=0.9, surname=reporter.surname)
        if relative.name != reporter.name:
            return relative


def _said_sum(amount: int, dice: Dice) -> str:
    if dice.chance(0.15):
        return f"{amount} pounds"
    return f"£{amount:,}" if dice.chance(0.7) else f"£{amount}"


def said_day(called: date, reported: date, dice: Dice, *, is_uncertain: bool) -> str:
    """Return the day of the call as somebody would say it on the day of the report."""
    ago = (reported - called).days
    if is_uncertain:
        return dice.pick(("the other day", "a few days ago") if ago < 7 else ("one day last week", "a while ago"))
    if ago == 0:
        return dice.pick(("today", "this morning", "this afternoon", "just now", "earlier today"))
    if ago == 1:
        return dice.pick(("yesterday", "yesterday afternoon", "yesterday morning", "last night"))
    if ago < 7:
        return dice.pick((f"on {called:%A}", f"last {called:%A}", f"on {called:%A} afternoon"))
    return dice.pick((f"on {called.day} {called:%B}", f"on {called:%d/%m/%Y}", f"on the {called.day} of {called:%B}"))
