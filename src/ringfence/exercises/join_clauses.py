"""Put clauses together as different people do."""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.exercises.dice import Dice

__all__ = ["join_clauses"]

_QUESTIONS = ("will ", "should ", "can ", "could ", "please could ", "is this")
_LINKS = (", and then ", " and ", ", so ", ", and ", " and anyway ")
_BREATHS = (" and then ", " and ", " so ", " ", " then ")
_GREETINGS = ("Dear Sir or Madam,", "Dear Sirs,", "To whom it may concern,", "For the attention of the fraud team")
_PARTINGS = ("Yours faithfully,", "Yours sincerely,", "Kind regards,")


def join_clauses(clauses: Sequence[str], manner: str, *, signed: str, dice: Dice) -> str:
    """Return one text.

    Args:
        clauses: in the order in which they are told, lower case, no full stop.
        manner: "sentences", "and", "run_on", "letter", "spoken" or "log".
        signed: name at the foot of a letter.
        dice: where chance comes from.
    """
    if manner == "and":
        return _rambling(clauses, dice)
    if manner == "run_on":
        text = clauses[0]
        for clause in clauses[1:]:
            text += dice.pick(_BREATHS) + clause
        return text
    if manner == "letter":
        body = _sentences(clauses, dice)
        return f"{dice.pick(_GREETINGS)}\n\n{body}\n\n{dice.pick(_PARTINGS)}\n{signed}"
    if manner == "spoken":
        return _spoken(clauses, dice)
    if manner == "log":
        return dice.pick((" - ", ". ", " / ", "; ")).join(clauses)
    return _sentences(clauses, dice)


def _sentences(clauses: Sequence[str], dice: Dice) -> str:
    sentences: list[str] = []
    for place, clause in enumerate(clauses):
        if 1 < place < len(clauses) - 1 and not clause.startswith(_QUESTIONS) and dice.chance(0.22):
            sentences[-1] = f"{sentences[-1][:-1]} and {clause}."
        else:
            sentences.append(_ended(clause))
    return " ".join(sentences)


def _rambling(clauses: Sequence[str], dice: Dice) -> str:
    text = clauses[0]
    since_stop = 0
    for clause in clauses[1:]:
        if since_stop >= 2 and dice.chance(0.5):
            text += ". " + _capital(clause)
            since_stop = 0
        else:
            text += dice.pick(_LINKS) + clause
            since_stop += 1
    return _capital(text) + "."


def _spoken(clauses: Sequence[str], dice: Dice) -> str:
    text = _capital(clauses[0])
    for clause in clauses[1:]:
        text += dice.pick((", erm, ", "... ", ", and, er, ", ". ", ", and ")) + clause
    return f"[voicemail] {text}." if dice.chance(0.6) else f"{text}."


def _ended(clause: str) -> str:
    return _capital(clause) + ("?" if clause.startswith(_QUESTIONS) else ".")


def _capital(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
