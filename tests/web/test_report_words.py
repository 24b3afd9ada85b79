"""The words of the report form: a nine-year-old can read every page of it."""

from __future__ import annotations

import pytest

from ringfence.web.report.questions import QUESTIONS
from tests.reading_age import forbidden_words, grade, hardest, passages
from tests.web.report_form import answer, begin
from tests.web.test_words import AGE_NINE

pytestmark = pytest.mark.django_db


def can_be_read(page) -> None:
    texts = passages(page.content.decode())
    assert grade(texts) <= AGE_NINE, hardest(texts)
    assert forbidden_words(texts) == []


@pytest.mark.parametrize("first", ["danger", "phone", "computer", "money"])
def test_what_cannot_wait_can_be_read(visitor, first):
    can_be_read(visitor.post("/report", {"first": first}))


def test_every_page_of_the_form_can_be_read(visitor):
    begin(visitor)
    answer(visitor, "happened", happened="paid")
    answer(visitor, "money", paid_when="today")
    answer(visitor, "said", text="I want to end my life.")
    answer(visitor, "you", contact="o@mail.example")
    for question in QUESTIONS:
        can_be_read(visitor.get(f"/report/{question.number}"))
    can_be_read(visitor.get("/report/answers"))
    can_be_read(visitor.post("/report/answers", {"save": "yes"}))
    can_be_read(visitor.post("/report/answers", follow=True))
    can_be_read(visitor.get("/report/copy"))
    can_be_read(visitor.get("/report/again/mine"))
    visitor.post("/report/done")
    can_be_read(visitor.get("/report/1"))  # there is no form any more
