from __future__ import annotations

import re

import pytest
from django.test import Client

from ringfence.foundation.errors import NotKept
from ringfence.foundation.ids import is_reference
from ringfence.web.report import views
from tests.pages import CheckingClient

pytestmark = pytest.mark.django_db

TOKEN = "0123456789abcdef" * 2
ACCOUNT = "A man rang and said he was from Microsoft. He wanted me to download AnyDesk."


def a_form(**changed: str) -> dict[str, str]:
    return {"token": TOKEN, "text": ACCOUNT, "area": "cheshire", "told_by": "victim", **changed}


def reference_on(page: bytes) -> str:
    found = re.search(r"RF-[0-9A-Z]{4}-[0-9A-Z]{4}", page.decode())
    assert found
    return found[0]


def test_a_report_gets_a_reference_that_stands_in_no_address(visitor):
    response = visitor.post("/report", a_form())

    assert response.status_code == 302
    assert "RF-" not in response["Location"]
    page = visitor.get(response["Location"])
    assert is_reference(reference_on(page.content))
    assert "If anyone quotes this reference, hang up and ring 101" in page.content.decode()


def test_pressing_submit_twice_makes_one_report(visitor):
    visitor.post("/report", a_form())
    first = reference_on(visitor.get("/report/sent").content)
    visitor.post("/report", a_form())

    assert reference_on(visitor.get("/report/sent").content) == first


def test_a_reference_is_shown_only_to_who_reported(visitor):
    visitor.post("/report", a_form())

    assert CheckingClient().get("/report/sent").status_code == 302


def test_every_fault_is_named_and_what_was_typed_stays(visitor):
    response = visitor.post("/report", a_form(loss_gbp="a lot", **{"called_on-day": "31", "called_on-month": "2"}))

    page = response.content.decode()
    assert response.status_code == 422
    assert ACCOUNT in page
    assert 'href="#loss_gbp"' in page
    assert 'href="#called_on-day"' in page
    assert "<title>Error: " in page


def test_what_was_typed_is_never_markup(visitor):
    page = visitor.post("/report", a_form(text="<script>alert(1)</script>", loss_gbp="<b>")).content.decode()

    assert "<script>alert" not in page


def test_a_full_disk_is_said_and_what_was_typed_stays(visitor, monkeypatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise NotKept("The disk is full.")

    monkeypatch.setattr(views, "when_report_arrives", refuse)
    response = visitor.post("/report", a_form())

    assert response.status_code == 503
    assert ACCOUNT in response.content.decode()
    assert "not kept" in response.content.decode()
    assert TOKEN in response.content.decode()


def test_the_form_wants_its_token_against_forgery():
    assert Client(enforce_csrf_checks=True).post("/report", a_form()).status_code == 403


def test_a_check_can_be_carried_over_and_is_not_sent_by_that(visitor):
    response = visitor.post("/report", {"carry": "yes", "text": ACCOUNT})

    assert response.status_code == 200
    assert ACCOUNT in response.content.decode()
