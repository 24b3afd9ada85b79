"""The questions of the report form, in their order: which inputs each has, and when it is asked at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ringfence.foundation.translatable import translatable

__all__ = ["QUESTIONS", "Question", "asked", "find_question", "next_question", "previous_question"]

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page of the form."""

    number: int  # stands in the address, which says nothing of what is asked
    name: str  # its template
    heading: str
    inputs: tuple[str, ...]  # names of what can be typed or chosen
    ticks: tuple[str, ...] = ()  # names of what can be ticked more than once
    applies: Callable[[Answers], bool] = lambda answers: True


def _was_paid(answers: Answers) -> bool:
    return "paid" in answers.get("happened", "").split(";")


def _has_contact(answers: Answers) -> bool:
    return bool(answers.get("contact"))


QUESTIONS = (
    Question(number=1, name="whom", heading=translatable("Who was called?"), inputs=("told_by",)),
    Question(number=2, name="where", heading=translatable("Where does that person live?"), inputs=("area",)),
    Question(
        number=3,
        name="when",
        heading=translatable("When was the call?"),
        inputs=("when", "when-day", "when-month", "when-year", "called_time"),
    ),
    Question(number=4, name="how", heading=translatable("How did they get in touch?"), inputs=("channel",)),
    Question(number=5, name="shown", heading=translatable("What number did the phone show?"), inputs=("shown_number",)),
    Question(number=6, name="who", heading=translatable("Who did they say they were?"), inputs=("claimed_identity",)),
    Question(
        number=7, name="said", heading=translatable("What did they say, and what did they ask for?"), inputs=("text",)
    ),
    Question(
        number=8, name="happened", heading=translatable("Did any of this happen?"), inputs=(), ticks=("happened",)
    ),
    Question(
        number=9,
        name="money",
        heading=translatable("About the money"),
        inputs=("loss_gbp", "paid_when", "paid_when-day", "paid_when-month", "paid_when-year"),
        ticks=("paid_how",),
        applies=_was_paid,
    ),
    Question(number=10, name="files", heading=translatable("Is there anything to send with it?"), inputs=()),
    Question(number=11, name="you", heading=translatable("About you"), inputs=("contact_name", "contact")),
    Question(
        number=12, name="reply", heading=translatable("May we reply to you?"), inputs=("reply",), applies=_has_contact
    ),
)


def find_question(number: int) -> Question | None:
    """Return the question with a number."""
    return next((question for question in QUESTIONS if question.number == number), None)


def asked(answers: Answers) -> list[Question]:
    """Return the questions that apply to these answers."""
    return [question for question in QUESTIONS if question.applies(answers)]


def next_question(number: int, answers: Answers) -> Question | None:
    """Return the question after one; None: the answers are to be checked."""
    return next((question for question in asked(answers) if question.number > number), None)


def previous_question(number: int, answers: Answers) -> Question | None:
    """Return the question before one; None: it is the first."""
    return next((question for question in reversed(asked(answers)) if question.number < number), None)
