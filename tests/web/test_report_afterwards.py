"""Saving a form and coming back; a report afterwards, with reference and secret."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from ringfence.flow.when_report_is_read import when_report_is_read
from ringfence.store import models
from ringfence.web.report import ask, finish, saved
from ringfence.wiring.place import build_place
from tests.desk_scene import a_published_warning
from tests.pages import CheckingClient
from tests.web.report_form import ACCOUNT, answer, begin, number_of, send_a_report

pytestmark = pytest.mark.django_db
WRONG = "0000-0000-0000"


def save(visitor) -> tuple[str, str]:
    page = visitor.post("/report/answers", {"save": "yes"}).content.decode()
    code = re.search(r"SV-[0-9A-Z]{4}-[0-9A-Z]{4}", page)
    secret = re.search(r"rf-reference__secret\">([0-9A-Z-]{14})<", page)
    return code[0], secret[1]


def came_back(visitor, code, secret):
    return visitor.post("/report/back", {"code": code, "secret": secret})


def see(visitor, reference, secret):
    return visitor.post("/report/again", {"reference": reference, "secret": secret}, follow=True)


# Save and return


def test_a_saved_form_opens_in_another_browser_with_code_and_secret(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    code, secret = save(visitor)
    other = CheckingClient()

    assert came_back(other, code.lower().replace("-", " "), f" {secret.lower()} ").status_code == 302
    assert ACCOUNT in other.get("/report/answers").content.decode()


def test_the_browser_that_saved_it_holds_nothing_once_another_has_it(visitor):
    begin(visitor)
    code, secret = save(visitor)
    came_back(CheckingClient(), code, secret)

    assert visitor.get("/report/1").status_code == 410


def test_saving_on_a_question_keeps_its_answer_too(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT, save="yes")

    assert ACCOUNT in visitor.get("/report/answers").content.decode()


def test_code_or_secret_alone_or_wrong_opens_nothing_and_says_the_same(visitor):
    begin(visitor)
    code, secret = save(visitor)
    other = CheckingClient()
    pages = [came_back(other, code, WRONG), came_back(other, "SV-0000-0000", secret), came_back(other, "?", secret)]

    assert [page.status_code for page in pages] == [422] * 3
    assert all("Check the code and the secret" in page.content.decode() for page in pages)
    assert came_back(other, code, "").status_code == 422
    assert other.get("/report/answers").status_code == 410


def test_saving_again_gives_a_new_secret_and_the_old_one_opens_nothing(visitor):
    begin(visitor)
    code, first = save(visitor)
    again, second = save(visitor)

    assert again == code
    assert came_back(CheckingClient(), code, first).status_code == 422
    assert came_back(CheckingClient(), code, second).status_code == 302


def test_a_saved_form_is_gone_after_seven_days(visitor, monkeypatch):
    begin(visitor)
    code, secret = save(visitor)
    monkeypatch.setattr(saved, "now", lambda: datetime.now(UTC) + timedelta(days=7, minutes=1))

    assert came_back(CheckingClient(), code, secret).status_code == 422


def test_a_browser_left_open_opens_a_saved_form_for_two_hours_only(visitor, monkeypatch):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    code, secret = save(visitor)
    later = datetime.now(UTC) + timedelta(hours=2, minutes=1)
    for module in (ask, finish, saved):
        monkeypatch.setattr(module, "now", lambda: later)

    assert visitor.get("/report/answers").status_code == 410
    assert came_back(CheckingClient(), code, secret).status_code == 302


def test_the_last_page_is_shown_for_half_an_hour(visitor, monkeypatch):
    send_a_report(visitor)
    monkeypatch.setattr(finish, "now", lambda: datetime.now(UTC) + timedelta(minutes=31))

    assert visitor.get("/report/sent").status_code == 410
    assert visitor.get("/report/copy").status_code == 410


def test_a_sent_form_cannot_be_opened_with_its_code(visitor):
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    code, secret = save(visitor)
    visitor.post("/report/answers")

    assert came_back(CheckingClient(), code, secret).status_code == 422


def test_leaving_keeps_what_was_saved(visitor):
    begin(visitor)
    code, secret = save(visitor)
    visitor.get("/report/leave")

    assert visitor.get("/report/1").status_code == 410
    assert came_back(CheckingClient(), code, secret).status_code == 302


# Afterwards


def test_reference_and_secret_show_how_it_stands_and_nothing_of_what_was_said(visitor):
    reference, secret = send_a_report(visitor)
    page = see(CheckingClient(), reference.lower(), secret.lower()).content.decode()

    assert "How your report stands" in page
    assert "AnyDesk" not in page


def test_a_reference_alone_shows_nothing_not_even_that_there_is_a_report(visitor):
    reference, secret = send_a_report(visitor)
    other = CheckingClient()
    pages = [see(other, reference, WRONG), see(other, "RF-0000-0000", secret), see(other, reference, "x")]

    assert {page.status_code for page in pages} == {422}
    bodies = {re.sub(r"value=\"[^\"]*\"", "", page.content.decode()) for page in pages}
    assert len(bodies) == 1
    assert see(other, reference, "").status_code == 422
    assert other.get("/report/again/mine").status_code == 302


def test_a_cookie_made_up_by_somebody_opens_nothing(visitor):
    send_a_report(visitor)
    other = CheckingClient()
    other.cookies["form-again"] = f"{models.Report.objects.get().id}:x:y"

    assert other.get("/report/again/mine").status_code == 302


def test_what_is_added_is_kept_encrypted_once_and_read_with_the_rest(visitor):
    reference, secret = send_a_report(visitor)
    see(visitor, reference, secret)
    row = models.Report.objects.get()
    when_report_is_read(row.id, place=build_place())
    for _ in range(2):
        visitor.post(
            "/report/again/mine", {"what": "add", "key": "a" * 32, "text": "I also gave him my card on TeamViewer."}
        )
    when_report_is_read(row.id, place=build_place())

    (added,) = models.AdditionRow.objects.all()
    assert b"TeamViewer" not in bytes(added.sealed)
    assert "TeamViewer" in models.Report.objects.get().redacted_text
    assert "AnyDesk" in models.Report.objects.get().redacted_text
    assert "You added something" in visitor.get("/report/again/mine").content.decode()


def test_despair_in_what_is_added_names_who_listens(visitor):
    reference, secret = send_a_report(visitor)
    see(visitor, reference, secret)
    page = visitor.post("/report/again/mine", {"what": "add", "text": "I want to end my life."}, follow=True)

    assert "do not have to carry this alone" in page.content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_an_addition_without_words_or_with_too_many_says_what_to_do(visitor, text):
    reference, secret = send_a_report(visitor)
    see(visitor, reference, secret)

    assert visitor.post("/report/again/mine", {"what": "add", "text": text}).status_code == 422
    assert not models.AdditionRow.objects.exists()


def test_nobody_is_told_who_did_not_wish_it_and_a_wrong_address_says_what_to_enter(visitor):
    reference, secret = send_a_report(visitor)
    page = see(visitor, reference, secret).content.decode()
    assert re.search(r'value="no" checked', page)
    response = visitor.post("/report/again/mine", {"what": "told", "tell": "yes", "address": "nonsense"})

    assert response.status_code == 422
    assert "Enter an e-mail address" in response.content.decode()
    assert not models.WishRow.objects.exists()


def test_the_wish_can_be_dropped_and_its_address_is_forgotten(visitor):
    reference, secret = send_a_report(visitor)
    see(visitor, reference, secret)
    visitor.post("/report/again/mine", {"what": "told", "tell": "yes", "address": "o@mail.example"})
    assert models.WishRow.objects.count() == 1
    visitor.post("/report/again/mine", {"what": "told", "tell": "no"})

    assert not models.WishRow.objects.exists()


def test_a_report_that_helped_a_warning_says_so(visitor):
    warning = a_published_warning()
    at = models.Report.objects.exclude(kind=None).first().counted_on
    reference, secret = send_a_report(visitor, where="cheshire")
    models.Report.objects.filter(reference=reference).update(
        kind=warning.kind, area=warning.area, week=models.Report.objects.first().week, counted_on=at
    )
    page = see(CheckingClient(), reference, secret).content.decode()

    assert "It helped to warn people" in page
    assert warning.title in page


def test_closing_the_form_leaves_nothing_in_the_browser(visitor):
    reference, secret = send_a_report(visitor)
    see(visitor, reference, secret)
    visitor.post("/report/done")

    assert visitor.get("/report/sent").status_code == 410
    assert visitor.get("/report/again/mine").status_code == 302
    assert models.Report.objects.count() == 1


def test_the_addresses_of_the_form_are_numbers(visitor):
    begin(visitor)

    assert visitor.get("/report/99").status_code == 404
    assert number_of("money") == 9
