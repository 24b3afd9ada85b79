from __future__ import annotations

import pytest

from ringfence.domain.recognition import Sign
from ringfence.web.check.marking import marked

pytestmark = pytest.mark.django_db


def a_sign(start: int, end: int, *, why: str = "a reason", weight: float = 2.0) -> Sign:
    return Sign(sign="x", start=start, end=end, text="", weight=weight, why=why)


def test_a_scam_is_named_in_words_with_its_evidence_marked(visitor):
    page = visitor.post(
        "/check",
        {"text": "A man rang from Microsoft and said my computer has a virus. He made me download AnyDesk."},
    ).content.decode()

    assert "This looks like a scam." in page
    assert '<mark class="rf-mark">' in page
    assert "%" not in page.split("<main")[1]


def test_no_signs_never_sounds_like_all_clear(visitor):
    page = visitor.post(
        "/check", {"text": "The dentist rang to confirm my appointment on Tuesday at ten."}
    ).content.decode()

    assert "We found no signs we know. That does not mean it is safe." in page


def test_an_empty_text_is_asked_for(visitor):
    response = visitor.post("/check", {"text": "  "})

    assert response.status_code == 422
    assert "Type or paste what they said" in response.content.decode()


def test_the_answer_is_not_stored(visitor):
    assert "no-store" in visitor.post("/check", {"text": "They rang from my bank."})["Cache-Control"]


def test_pieces_put_together_are_the_text():
    text = "He wanted a card and a code"
    pieces, _ = marked(text, [a_sign(3, 9), a_sign(5, 16, why="another"), a_sign(23, 27, why="third")])

    assert "".join(piece.text for piece in pieces) == text


def test_what_speaks_against_a_scam_is_not_marked():
    pieces, reasons = marked("all is well", [a_sign(0, 3, weight=-2.0)])

    assert [piece.number for piece in pieces] == [None]
    assert reasons == []


def test_the_form_says_first_what_matters_most(visitor):
    page = visitor.get("/check").content.decode()

    assert "Still on the phone? Put it down first." in page
    assert "Do not type codes or card numbers." in page
    assert page.index("Still on the phone?") < page.index("<textarea")


def test_the_answer_holds_everything_one_needs_next(visitor):
    page = visitor.post(
        "/check", {"text": "A man from my bank said to move my money to a new account and to tell nobody."}
    ).content.decode()

    for heading in ("What to do", "The signs in what you wrote", "What they would say next", "Where to turn"):
        assert heading in page
    assert "Ring back on a number you already have" in page
    assert "Report this call" in page


def test_report_this_carries_the_text_over_without_an_address(visitor):
    told = 'A man rang from Microsoft & said my "computer" has a virus. He made me download AnyDesk.'
    page = visitor.post("/check", {"text": told}).content.decode()
    form = page[page.index('action="/report"') - 40 :]
    assert 'method="post"' in form[:60]

    carried = visitor.post("/report", {"carry": "yes", "text": told}, follow=True)
    assert carried.status_code == 200
    assert all("?" not in address for address, _ in carried.redirect_chain)


@pytest.mark.parametrize("text", ["", " ", "x" * 20_001, "\x00", "<script>alert(1)</script>", "\ud7ff\U0001f600" * 40])
def test_no_text_breaks_it(visitor, text):
    response = visitor.post("/check", {"text": text, "nation": "atlantis"})

    assert response.status_code in {200, 422}
    assert "<script>alert" not in response.content.decode()


def test_of_two_reasons_for_the_same_words_the_stronger_is_marked():
    pieces, reasons = marked("move my money", [a_sign(0, 13, weight=1.5), a_sign(5, 13, why="stronger", weight=4)])

    assert [(piece.text, piece.number) for piece in pieces] == [("move ", None), ("my money", 1)]
    assert reasons == ["stronger"]


def test_only_as_many_reasons_as_somebody_shaken_can_take_in():
    signs = [a_sign(place, place + 1, why=f"reason {place}", weight=1 + place) for place in range(20)]

    assert marked("x" * 20, signs)[1] == [f"reason {place}" for place in range(14, 20)]


def test_a_sign_that_explains_nothing_is_not_marked_beside_one_that_does():
    _, reasons = marked("he said code", [a_sign(0, 7, why="somebody tells", weight=0.5), a_sign(8, 12, why="a code")])

    assert reasons == ["a code"]
