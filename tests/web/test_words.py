"""Words for the public: a nine-year-old can read them, and some are never used."""

from __future__ import annotations

import pytest

from ringfence.playbooks import KINDS, load_playbooks
from tests.desk_scene import a_published_warning
from tests.reading_age import forbidden_words, grade, hardest, passages
from tests.web.test_pages import PAGES

pytestmark = pytest.mark.django_db

# Grade 4 of Flesch and Kincaid is the year in which children are nine.
AGE_NINE = 4.0
# What warnings and playbooks quote of scammers' talk has longer words in it: the age of eleven.
AGE_ELEVEN = 5.5
OUR_PAGES = [page for page in PAGES if not page.startswith(("/desk", "/learn/kinds/"))]
TOLD = (
    "A man from my bank rang. He said my money was in danger and that I must move it. He wanted the code from my phone."
)


@pytest.mark.parametrize("address", OUR_PAGES)
def test_a_nine_year_old_can_read_it(visitor, address):
    texts = passages(visitor.get(address).content.decode())

    assert grade(texts) <= AGE_NINE, hardest(texts)


def test_a_nine_year_old_can_read_the_report_form(visitor):
    visitor.post("/report/start")
    pages = ["/report/start", "/report/all", "/report/back", "/report/again", *(f"/report/{n}" for n in range(1, 13))]
    read = {address: response for address in pages if (response := visitor.get(address)).status_code == 200}
    assert len(read) > 10

    for address, response in read.items():
        texts = passages(response.content.decode())
        assert grade(texts) <= AGE_NINE, (address, hardest(texts))
        assert forbidden_words(texts) == [], address


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_can_be_read_too(visitor, kind):
    texts = passages(visitor.get(f"/learn/kinds/{kind}").content.decode())

    assert grade(texts) <= AGE_ELEVEN, hardest(texts)
    assert forbidden_words(texts) == []


def test_the_answer_can_be_read(visitor):
    texts = passages(visitor.post("/check", {"text": TOLD}).content.decode())

    assert grade(texts) <= AGE_ELEVEN, hardest(texts)
    assert forbidden_words(texts) == []


def test_a_warning_can_be_read(visitor, place):
    texts = passages(visitor.get(f"/{a_published_warning(place=place).path}").content.decode())

    assert grade(texts) <= 7, hardest(texts)  # it names forces, firms and bodies in full
    assert forbidden_words(texts) == []


@pytest.mark.parametrize("address", OUR_PAGES)
def test_no_page_blames_or_promises(visitor, address):
    assert forbidden_words(passages(visitor.get(address).content.decode())) == []


def test_no_playbook_blames_or_promises_in_public_words():
    for kind in load_playbooks().kinds.values():
        said = [
            *(
                text["en-GB"]
                for group in (kind.settling_facts, kind.key_advice, kind.during_call)
                for text in group.values()
            ),
            *(text["en-GB"] for group in (kind.if_you_let_them_in, kind.if_you_paid) for text in group.values()),
            *(text["en-GB"] for stage in kind.stages for text in (stage.name, stage.say_next, stage.claim) if text),
            *(sign.why["en-GB"] for sign in kind.signs if sign.why),
            kind.name["en-GB"],
            kind.summary["en-GB"],
            kind.wording.title["en-GB"],
            kind.wording.description["en-GB"],
            *(text["en-GB"] for text in kind.wording.what_is_happening),
        ]
        assert forbidden_words(said) == [], kind.slug


@pytest.mark.parametrize(
    ("text", "is_forbidden"),
    [
        ("Stay vigilant!", True),
        ("Scammers prey on the vulnerable.", True),
        ("She fell for it.", True),
        ("No genuine bank asks.", True),
        ("Your money is safe.", True),
        ("Three cases were reported.", True),
        ("They call it a ‘safe’ account.", False),
        ("They call it a 'safe' account.", False),
        ("We found no signs we know. That does not mean it is safe.", False),
        ("Twenty banks can be reached safely.", False),
        ("Use an upper-case letter.", False),
    ],
)
def test_the_list_of_words_sees_what_it_should(text, is_forbidden):
    assert bool(forbidden_words([text])) is is_forbidden


def test_the_grade_agrees_with_one_worked_by_hand():
    # 11 words, 2 sentences, 12 syllables: 0.39 · 5.5 + 11.8 · 12/11 - 15.59 = -0.572
    assert grade(["The cat sat on the mat. The dog ran a-way home."]) == pytest.approx(
        0.39 * 11 / 2 + 11.8 * 12 / 11 - 15.59, abs=0.001
    )
    # One long sentence of long words is hard.
    assert grade(["Organisations increasingly prioritise comprehensive accessibility considerations."]) > 20
