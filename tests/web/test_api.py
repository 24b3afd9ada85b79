from __future__ import annotations

import pytest

from ringfence.foundation.errors import NotKept
from ringfence.foundation.ids import is_reference
from ringfence.web.api import reports

pytestmark = pytest.mark.django_db

ACCOUNT = {"text": "A woman rang from my bank and asked me to move money.", "area": "cheshire"}


def send(visitor, body, **headers):
    return visitor.post("/api/v1/reports", body, content_type="application/json", headers=headers)


def test_a_new_report_is_201_and_the_same_key_again_is_200(visitor):
    first = send(visitor, ACCOUNT, **{"Idempotency-Key": "call-17"})
    again = send(visitor, ACCOUNT, **{"Idempotency-Key": "call-17"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert is_reference(first.json()["reference"])
    assert again.json()["reference"] == first.json()["reference"]
    assert "hang up and ring 101" in first.json()["notice"]


def test_a_key_that_somebody_else_used_gives_nobody_their_reference(visitor):
    first = send(visitor, ACCOUNT, **{"Idempotency-Key": "1"})
    other = send(visitor, {"text": "A man from Microsoft rang."}, **{"Idempotency-Key": "1"})

    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert first.json()["reference"] not in other.content.decode()


def test_how_and_when_money_went_can_be_sent(visitor):
    sent = {
        **ACCOUNT,
        "happened": ["paid"],
        "paid_how": ["card", "crypto"],
        "paid_on": "2026-08-27",
        "reply_how": "ring",
    }
    assert send(visitor, sent).status_code == 201

    response = send(visitor, {**sent, "paid_how": ["shells"], "paid_on": "soon"})
    assert {"paid_how", "paid_on"} == {fault["field"] for fault in response.json()["faults"]}


def test_all_faults_come_back_at_once(visitor):
    response = send(visitor, {**ACCOUNT, "area": "atlantis", "called_on": "2099-01-01", "loss_gbp": "a lot"})

    assert response.status_code == 422
    assert {"area", "called_on", "loss_gbp"} <= {fault["field"] for fault in response.json()["faults"]}


def test_an_unknown_field_is_refused_by_name(visitor):
    response = send(visitor, {**ACCOUNT, "colour": "red"})

    assert response.status_code == 422
    assert response.json()["faults"][0]["field"] == "colour"


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"text"'])
def test_a_body_that_is_no_report_is_refused(visitor, body):
    assert send(visitor, body).status_code in {400, 422}


def test_a_body_that_is_too_long_is_413(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = send(visitor, {"text": "x" * 2000})

    assert response.status_code == 413
    assert response.json()["code"] == "too_big"


def test_after_503_nothing_was_kept(visitor, monkeypatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise NotKept("The disk is full.")

    monkeypatch.setattr(reports, "when_report_arrives", refuse)

    assert send(visitor, ACCOUNT).status_code == 503


def test_a_flood_from_one_address_is_slowed_down(visitor, settings):
    settings.RINGFENCE_API_PER_MINUTE = 2
    visitor.defaults["REMOTE_ADDR"] = "192.0.2.7"

    assert [send(visitor, ACCOUNT).status_code for _ in range(3)] == [201, 201, 429]


def test_check_answers_as_the_command_does(visitor):
    response = visitor.post(
        "/api/v1/check",
        {"id": "a", "turns": [{"speaker": "1", "text": "This is Microsoft, your computer has a virus."}]},
        content_type="application/json",
    )

    assert response.status_code == 200
    assert {"id", "verdict", "score", "signs", "facts", "triage", "first_warned_turn"} <= set(response.json())


def test_check_of_nothing_is_empty_text(visitor):
    response = visitor.post("/api/v1/check", {"text": " "}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (422, "empty_text")


def test_the_description_of_the_api_is_there(visitor):
    paths = visitor.get("/api/v1/openapi.json").json()["paths"]

    assert {"/api/v1/reports", "/api/v1/warnings", "/api/v1/check"} <= set(paths)
