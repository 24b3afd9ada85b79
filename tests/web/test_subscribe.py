"""Asking for warnings by e-mail, confirming, changing and stopping."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.flow.mail_warnings import send_due_letters
from ringfence.store.models import LetterRow, SubscriberRow
from ringfence.web.clock import now

pytestmark = pytest.mark.django_db
FORM = {"email": "reader@mail.example", "area": ["cheshire", "kent", ""], "rhythm": "immediate", "kinds": []}


def test_from_the_form_to_the_mailbox_and_out_again(visitor, place, mailoutbox):
    answer = visitor.post("/subscribe", FORM, follow=True)
    assert "Now look into your e-mail" in answer.content.decode()
    send_due_letters(place=place, clock=now)
    [letter] = mailoutbox
    link = next(line for line in letter.body.splitlines() if "/subscribe/mine/" in line)
    path = link[link.index("/subscribe/mine/") :]

    # Opening the link confirms nothing: programs open links too.
    assert "Do you want warnings by e-mail?" in visitor.get(path).content.decode()
    assert SubscriberRow.objects.get().state == "pending"
    assert "Your warnings" in visitor.post(path, follow=True).content.decode()
    row = SubscriberRow.objects.get()
    assert (row.state, row.areas) == ("confirmed", ["cheshire", "kent"])

    changed = visitor.post(path, {"area": ["kent"], "rhythm": "weekly", "kinds": ["romance"]})
    assert "Your choice is kept" in changed.content.decode()
    row.refresh_from_db()
    assert (row.areas, row.kinds, row.rhythm) == (["kent"], ["romance"], "weekly")

    out = path.replace("/mine/", "/leave/")
    assert "Stop the e-mails?" in visitor.get(out).content.decode()
    assert SubscriberRow.objects.count() == 1
    for _ in range(2):
        assert "have stopped" in visitor.post(out).content.decode()
    assert SubscriberRow.objects.count() == 0
    assert visitor.get(path).status_code == 404


def test_the_mail_program_can_stop_the_e_mails_with_one_press():
    program = Client(enforce_csrf_checks=True)
    program_sent = {"List-Unsubscribe": "One-Click"}
    Client().post("/subscribe", FORM)
    secret = SubscriberRow.objects.get().secret
    assert program.post(f"/subscribe/leave/{secret}", program_sent).status_code == 200
    assert SubscriberRow.objects.count() == 0


def test_the_page_says_the_same_whether_the_address_is_known_or_not(visitor):
    first = visitor.post("/subscribe", FORM, follow=True).content
    SubscriberRow.objects.update(state="confirmed")
    assert visitor.post("/subscribe", FORM, follow=True).content == first


def test_a_machine_that_fills_in_everything_is_not_kept(visitor):
    visitor.post("/subscribe", {**FORM, "website": "https://spam.example"})
    assert SubscriberRow.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": ""}, "Enter your e-mail address"),
        ({"email": "reader"}, "Enter an e-mail address, such as name@example.com"),
        ({"email": "a@mail.example\nBcc: b@mail.example"}, "Enter an e-mail address"),
        ({"email": "a" * 300 + "@mail.example"}, "Enter an e-mail address"),
        ({"area": ["atlantis"]}, "Choose a place from the list"),
        ({"rhythm": "hourly"}, "Choose how often we may write"),
        ({"kinds": ["nonsense"]}, "Choose a kind of call from the list"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(visitor, wrong, sentence):
    answer = visitor.post("/subscribe", {**FORM, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (SubscriberRow.objects.count(), LetterRow.objects.count()) == (0, 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(email=st.text(max_size=60), area=st.text(max_size=30), rhythm=st.text(max_size=20), kind=st.text(max_size=20))
def test_whatever_is_typed_the_page_stands(db, email, area, rhythm, kind):
    answer = Client().post("/subscribe", {"email": email, "area": [area], "rhythm": rhythm, "kinds": [kind]})
    assert answer.status_code in {302, 422}


def test_control_characters_are_not_shown_again(visitor):
    assert visitor.post("/subscribe", {**FORM, "email": "\x00\x1b[2J\u202ereader"}).status_code == 422


def test_pages_of_a_subscription_are_not_stored_and_not_found_by_machines(visitor):
    visitor.post("/subscribe", FORM)
    for page in ("mine", "leave"):
        answer = visitor.get(f"/subscribe/{page}/{SubscriberRow.objects.get().secret}")
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer.content.decode()


@pytest.mark.parametrize("secret", ["nothing", "%00", "%F0%9F%93%9E", "a" * 5000, "' or 1=1 --"])
def test_a_link_that_is_none_is_said_in_a_sentence(visitor, secret):
    answer = visitor.get(f"/subscribe/mine/{secret}")
    assert answer.status_code == 404
    assert "We do not know this link any more" in answer.content.decode()
    assert visitor.post(f"/subscribe/leave/{secret}").status_code == 200
