"""The report form, page by page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from ringfence.foundation.errors import NotKept
from ringfence.foundation.ids import is_reference
from ringfence.store import models
from ringfence.store.form_ledger import DjangoFormLedger
from ringfence.web.report import ask, finish, start
from ringfence.web.report.questions import QUESTIONS
from ringfence.wiring.place import build_place
from tests.pages import CheckingClient
from tests.web.report_form import (
    ACCOUNT,
    answer,
    begin,
    number_of,
    reference_and_secret,
    send,
    send_a_report,
)

pytestmark = pytest.mark.django_db


def the_original():
    (row,) = models.Report.objects.all()
    return build_place().reports.open_original(row.id).incoming


# Before the form


@pytest.mark.parametrize(
    ("first", "order"),
    [
        ("danger", "Ring 999 now"),
        ("phone", "Put the phone down now"),
        ("computer", "Turn it off now"),
        ("money", "Ring your bank now"),
    ],
)
def test_what_cannot_wait_gets_an_order_and_nothing_is_kept(visitor, first, order):
    page = visitor.post("/report", {"first": first})

    assert order in page.content.decode()
    assert not models.FormDraftRow.objects.exists()


def test_before_the_first_question_it_says_what_it_is_not(visitor):
    page = visitor.post("/report", {"first": "none"}, follow=True).content.decode()

    assert "not a crime number" in page
    assert "Nobody reads your report at once" in page
    assert "0300 123 2040" in page


def test_a_check_is_carried_to_the_form_and_kept_only_once_it_is_begun(visitor):
    carried = visitor.post("/report", {"carry": "yes", "text": ACCOUNT})
    about = visitor.post("/report", {"first": "none", "text": ACCOUNT})

    assert ACCOUNT in carried.content.decode()
    assert ACCOUNT in about.content.decode()
    assert not models.FormDraftRow.objects.exists()
    begin(visitor, text=ACCOUNT)
    assert ACCOUNT in visitor.get(f"/report/{number_of('said')}").content.decode()


def test_a_machine_that_fills_every_box_begins_nothing(visitor):
    begin(visitor, website="http://example.com")

    assert not models.FormDraftRow.objects.exists()


# The questions


def test_every_question_can_be_left_out_but_one_must_be_answered(visitor):
    begin(visitor)
    for question in QUESTIONS:
        if question.name not in {"money", "reply"}:
            assert visitor.post(f"/report/{question.number}", {}).status_code == 302
    page = send(visitor)

    assert page.status_code == 422
    assert "Answer at least one question" in page.content.decode()


def test_a_report_without_any_words_of_the_reporter_is_taken(visitor):
    begin(visitor)
    answer(visitor, "who", claimed_identity="Microsoft")

    assert is_reference(reference_and_secret(send(visitor).content)[0])


def test_every_answer_reaches_the_original(visitor):
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
    begin(visitor)
    answer(visitor, "whom", told_by="relative")
    answer(visitor, "where", area="cheshire")
    answer(visitor, "when", when="yesterday", called_time="2.30pm")
    answer(visitor, "how", channel="landline")
    answer(visitor, "shown", shown_number="01632 960123")
    answer(visitor, "who", claimed_identity="Microsoft")
    answer(visitor, "said", text=ACCOUNT)
    answer(visitor, "happened", happened=["access", "paid"])
    answer(visitor, "money", loss_gbp="1,299.99", paid_how=["card", "gift_cards"], paid_when="today")
    answer(visitor, "you", contact_name="Ottilie Penhallow", contact="o.penhallow@mail.example")
    answer(visitor, "reply", reply="email")
    send(visitor)

    kept = the_original()
    assert (kept.told_by, kept.area, kept.channel) == ("relative", "cheshire", "landline")
    assert abs((kept.called.earliest - yesterday).days) <= 1  # London's yesterday
    assert kept.called.at.isoformat() == "14:30:00"
    assert (kept.shown_number, kept.claimed_identity, kept.text.text) == ("01632 960123", "Microsoft", ACCOUNT)
    assert (kept.happened, kept.loss_pence, kept.paid_how) == (("access", "paid"), 129999, ("card", "gift_cards"))
    assert kept.paid_on is not None
    assert (kept.contact_name, kept.contact) == ("Ottilie Penhallow", "o.penhallow@mail.example")
    assert (kept.reply_allowed, kept.reply_how) == (True, "email")


def test_nobody_is_replied_to_who_did_not_say_so(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    answer(visitor, "you", contact="o.penhallow@mail.example")
    send(visitor)

    assert (the_original().reply_allowed, the_original().reply_how) == (False, None)


def test_the_money_is_asked_about_only_where_money_went(visitor):
    begin(visitor)

    assert answer(visitor, "happened", happened="access")["Location"] == f"/report/{number_of('files')}"
    assert answer(visitor, "happened", happened="paid")["Location"] == f"/report/{number_of('money')}"


def test_money_that_went_today_has_the_bank_rung_first(visitor):
    begin(visitor)
    answer(visitor, "happened", happened="paid")
    answer(visitor, "money", paid_when="today")

    assert "Ring your bank now" in visitor.get(f"/report/{number_of('you')}").content.decode()


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("when", {"when": "day", "when-day": "31", "when-month": "2", "when-year": "2026"}, "Enter a day that there was"),
        ("when", {"when": "day"}, "Enter the day, the month and the year"),
        ("when", {"when-day": "3"}, "Enter the month too"),
        ("when", {"when": "day", "when-day": "3", "when-month": "5", "when-year": "2999"}, "not in the future"),
        ("when", {"called_time": "tea time"}, "Enter the time as 14:30"),
        ("money", {"loss_gbp": "a lot"}, "Enter the amount in pounds"),
        ("shown", {"shown_number": "9" * 301}, "Shorten this to 300 characters"),
        ("said", {"text": "x" * 20_001}, "Shorten this to 20,000 characters"),
        ("happened", {"happened": ["paid", "nothing"]}, "but not both"),
        ("whom", {"told_by": "the king"}, "Choose one of these answers"),
        ("where", {"area": "atlantis"}, "Choose an area from the list"),
    ],
)  # fmt: skip
def test_a_fault_says_what_to_enter_and_what_was_typed_stays(visitor, name, given, said):
    begin(visitor)
    response = answer(visitor, name, **given)

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(said) >= 2  # in the summary and beside the field
    assert "<title>Error: " in page
    for value in given.values():
        if isinstance(value, str) and value not in {"the king", "atlantis"}:
            assert value in page


def test_what_was_typed_is_never_markup(visitor):
    begin(visitor)
    for name, field in (("said", "text"), ("who", "claimed_identity"), ("shown", "shown_number")):
        page = answer(visitor, name, **{field: "<script>alert(1)</script>" + "x" * 20_000}).content.decode()
        assert "<script>alert" not in page
        answer(visitor, name, **{field: "<script>alert(1)</script>"})
    assert "<script>alert" not in visitor.get("/report/answers").content.decode()


def test_despair_in_the_words_names_who_listens_at_once_and_on_every_page_after(visitor):
    begin(visitor)
    assert "do not have to carry this alone" not in visitor.get("/report/1").content.decode()
    following = visitor.post(
        f"/report/{number_of('said')}", {"text": "I lost it all. I want to kill myself."}, follow=True
    )

    assert "Samaritans" in following.content.decode()
    for page in ("/report/1", "/report/answers"):
        assert "do not have to carry this alone" in visitor.get(page).content.decode()
    assert "do not have to carry this alone" in send(visitor).content.decode()


def test_one_page_with_all_questions_for_who_takes_reports_by_telephone(visitor):
    visitor.get("/report/all")
    given = {"told_by": "call_handler", "text": ACCOUNT, "happened": "paid", "loss_gbp": "90"}
    page = visitor.post("/report/all", given, follow=True)

    assert "Check your answers" in page.content.decode()
    assert is_reference(reference_and_secret(send(visitor).content)[0])
    assert the_original().loss_pence == 9000
    assert not the_original().is_vouched


def test_money_typed_on_the_one_page_is_not_lost_where_nobody_ticked_that_it_went(visitor):
    visitor.post("/report/all", {"text": ACCOUNT, "loss_gbp": "90"})
    send(visitor)

    assert (the_original().loss_pence, the_original().happened) == (9000, ("paid",))


def test_a_reply_without_a_way_to_reply_is_asked_about(visitor):
    page = visitor.post("/report/all", {"text": ACCOUNT, "reply": "ring"})

    assert page.status_code == 422
    assert "Enter an e-mail address or phone number" in page.content.decode()


def test_one_page_keeps_what_was_typed_when_something_is_wrong(visitor):
    page = visitor.post("/report/all", {"text": ACCOUNT, "loss_gbp": "a lot"})

    assert page.status_code == 422
    assert ACCOUNT in page.content.decode()


# Sending


def test_pressing_submit_twice_makes_one_report_with_one_secret(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    first = reference_and_secret(send(visitor).content)

    assert reference_and_secret(send(visitor).content) == first
    assert models.Report.objects.count() == 1


def test_the_reference_stands_in_no_address_and_no_cookie(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    response = visitor.post("/report/answers")

    reference, secret = reference_and_secret(visitor.get(response["Location"]).content)
    assert "RF-" not in response["Location"]
    for cookie in visitor.cookies.values():
        assert reference not in cookie.value
        assert secret not in cookie.value


def test_a_reference_is_shown_only_to_who_reported(visitor):
    send_a_report(visitor)

    assert CheckingClient().get("/report/sent").status_code == 410
    assert CheckingClient().get("/report/copy").status_code == 410


def test_the_copy_has_the_answers_and_the_reference_but_not_the_secret(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    answer(visitor, "who", claimed_identity="Microsoft")
    reference, secret = reference_and_secret(send(visitor).content)

    page = visitor.get("/report/copy").content.decode()
    assert ACCOUNT in page
    assert reference in page
    assert secret not in page


def test_a_full_disk_is_said_and_what_was_typed_stays(visitor, monkeypatch):
    begin(visitor)

    def refuse(*args: object, **kwargs: object) -> None:
        raise NotKept("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(DjangoFormLedger, "answer", refuse)
        response = answer(visitor, "said", text=ACCOUNT)
    assert response.status_code == 503
    assert ACCOUNT in response.content.decode()
    answer(visitor, "said", text=ACCOUNT)
    with monkeypatch.context() as patch:
        patch.setattr(finish, "when_form_is_sent", refuse)
        response = visitor.post("/report/answers")
    assert response.status_code == 503
    assert "not kept" in response.content.decode()
    assert is_reference(reference_and_secret(send(visitor).content)[0])


def test_the_form_wants_its_token_against_forgery():
    assert Client(enforce_csrf_checks=True).post("/report/start").status_code == 403


def test_a_flood_from_one_line_is_asked_to_wait(visitor, settings):
    settings.RINGFENCE_API_PER_MINUTE = 2
    visitor.defaults["REMOTE_ADDR"] = "192.0.2.9"

    assert [begin(visitor).status_code for _ in range(3)] == [302, 302, 429]


# What is kept where, and for how long


def test_the_cookie_ends_with_the_browser_and_script_cannot_read_it(visitor):
    begin(visitor)
    cookie = visitor.cookies["form"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert cookie["path"] == "/report"


def test_no_cookie_outlives_the_browser(visitor):
    begin(visitor)
    visitor.get("/report/1")

    assert visitor.cookies
    assert not any(cookie["max-age"] or cookie["expires"] for cookie in visitor.cookies.values())


def test_answers_lie_encrypted(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)

    (row,) = models.FormDraftRow.objects.values()
    assert b"AnyDesk" not in bytes(row["sealed"])
    assert visitor.cookies["form"].value not in str(row)


def later(monkeypatch, **by):
    at = datetime.now(UTC) + timedelta(**by)
    for module in (ask, finish, start):
        monkeypatch.setattr(module, "now", lambda: at)


def test_a_form_left_alone_is_gone_after_two_hours(visitor, monkeypatch):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    later(monkeypatch, hours=2, minutes=1)

    page = visitor.get(f"/report/{number_of('said')}")
    assert page.status_code == 410
    assert ACCOUNT not in page.content.decode()


def test_an_answer_that_comes_too_late_begins_a_form_and_is_not_lost(visitor, monkeypatch):
    begin(visitor)
    later(monkeypatch, hours=3)
    following = visitor.post(f"/report/{number_of('said')}", {"text": ACCOUNT}, follow=True)

    assert "left for too long" in following.content.decode()
    assert ACCOUNT in visitor.get("/report/answers").content.decode()


def test_leaving_shows_something_else_and_forgets_the_form(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    response = visitor.get("/report/leave")

    assert response["Location"].startswith("https://")
    assert not models.FormDraftRow.objects.exists()
    assert not visitor.cookies["form"].value


def test_another_site_cannot_make_somebody_leave(visitor):
    begin(visitor)
    visitor.get("/report/leave", headers={"Sec-Fetch-Site": "cross-site"})

    assert models.FormDraftRow.objects.exists()


def test_every_page_offers_to_leave_and_says_that_the_history_stays(visitor):
    begin(visitor)
    for page in ("/report", "/report/start", "/report/1", "/report/answers", "/report/back", "/report/again"):
        assert "does not clear your browser" in visitor.get(page).content.decode()


def test_titles_and_addresses_say_nothing_and_nothing_is_stored(visitor):
    begin(visitor)
    for question in QUESTIONS:
        response = visitor.get(f"/report/{question.number}", follow=True)
        title = response.content.decode().split("<title>")[1].split("</title>")[0].lower()
        assert not any(word in title for word in ("scam", "fraud", "police", "report", "money", "phone"))
        assert "no-store" in response["Cache-Control"]
