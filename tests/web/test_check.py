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
    page = visitor.post("/check", {"text": "My sister rang about lunch on Sunday."}).content.decode()

    assert "We found no signs we know. That does not mean you can trust it." in page


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
