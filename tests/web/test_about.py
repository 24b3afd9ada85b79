"""The small pages, and what the public asks of the desk."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ringfence.domain.public_request import RequestKind
from ringfence.flow.retention_table import load_retention_table
from ringfence.store.models import PublicRequestRow
from tests.desk_scene import ANALYST, a_desk_person
from tests.pages import CheckingClient

pytestmark = pytest.mark.django_db

NUMBER = "01632 960123"


def test_my_number_is_being_used_from_the_form_to_the_desk_and_out_of_the_exports(visitor, place):
    sent = visitor.post(
        "/your-number", {"number": NUMBER, "text": "Twenty people have rung me.", "contact": "me@mail.example"}
    )
    assert (sent.status_code, sent["Location"]) == (302, "/asked")
    assert "It has arrived" in visitor.get("/asked").content.decode()
    row = PublicRequestRow.objects.get()
    assert b"960123" not in bytes(row.sealed)
    assert not place.requests.is_withheld("+441632960123"), "a person decides first"

    a_desk_person(ANALYST, "analyst")
    desk = CheckingClient()
    desk.force_login(User.objects.get(username=ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    board = desk.get("/desk").content.decode()
    assert NUMBER in board
    assert "Twenty people have rung me." in board
    desk.post(f"/desk/requests/{row.id}", {"withhold": "yes"})

    assert place.requests.is_withheld("+441632960123")
    assert not place.requests.is_withheld("+441632960124")
    assert NUMBER not in desk.get("/desk").content.decode()


def test_only_the_desk_closes_a_request(visitor, place):
    visitor.post("/complaints", {"text": "You were wrong."})
    row = PublicRequestRow.objects.get()

    assert Client().post(f"/desk/requests/{row.id}").status_code == 302
    assert [each.kind for each in place.requests.open_requests()] == [RequestKind.COMPLAINT]


@pytest.mark.parametrize(
    ("address", "sent", "words"),
    [
        ("/your-number", {"number": ""}, "Enter your phone number, such as"),
        ("/your-number", {"number": "twelve"}, "Enter your phone number, such as"),
        ("/your-number", {"number": NUMBER, "text": "x" * 2001}, "Say it in 2,000 characters or fewer"),
        ("/your-number", {"number": NUMBER, "contact": "x" * 201}, "Shorten this to 200 characters or fewer"),
        ("/complaints", {"text": " \x00 "}, "Say what went wrong"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(visitor, address, sent, words):
    response = visitor.post(address, sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "<title>Error: " in page
    assert PublicRequestRow.objects.count() == 0


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(visitor):
    assert visitor.post("/complaints", {"text": "buy", "website": "http://spam.example"}).status_code == 302
    assert PublicRequestRow.objects.count() == 0


def test_what_people_write_is_shown_as_words_at_the_desk(visitor):
    visitor.post("/complaints", {"text": "<script>alert(1)</script>", "contact": "=HYPERLINK(1)"})
    a_desk_person(ANALYST, "analyst")
    desk = CheckingClient()
    desk.force_login(User.objects.get(username=ANALYST), backend="django.contrib.auth.backends.ModelBackend")

    assert "<script>alert" not in desk.get("/desk").content.decode()


def test_the_privacy_page_is_the_table_that_is_carried_out(visitor):
    page = visitor.get("/privacy").content.decode()

    for rule in load_retention_table(None):
        assert rule.purpose.replace("'", "&#39;") in page
        assert rule.basis.replace("'", "&#39;") in page


def test_who_runs_the_site_and_how_to_reach_them_stands_on_the_pages(visitor, settings):
    settings.RINGFENCE_DATA_CONTROLLER = "The Chief Constable of Cheshire"
    settings.RINGFENCE_CONTACT = "data.protection@cheshire.police.example"

    for address in ("/privacy", "/complaints", "/accessibility"):
        page = visitor.get(address).content.decode()
        assert "The Chief Constable of Cheshire" in page
        assert "data.protection@cheshire.police.example" in page


@pytest.mark.parametrize("address", ["/privacy", "/cookies", "/complaints", "/accessibility", "/your-number"])
def test_every_page_leads_to_it(visitor, address):
    for page in ("/", "/now", "/check", "/warnings/"):
        assert f'href="{address}"' in visitor.get(page).content.decode()


def test_the_page_of_cookies_says_how_long_the_token_of_a_form_lasts(visitor):
    cookie = visitor.get("/complaints").cookies["csrftoken"]
    row = re.search(r'scope="row">csrftoken</th>.*', visitor.get("/cookies").content.decode())[0]

    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert "until you close the browser" in row


@pytest.mark.parametrize("name", ["csrftoken", "form", "form-again", "rf_recording", "sessionid"])
def test_the_page_of_cookies_names_each(visitor, name):
    assert f'scope="row">{name}</th>' in visitor.get("/cookies").content.decode()
