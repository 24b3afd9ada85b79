"""One report at the desk: redacted, with additions and files; the original for a reason that is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from ringfence.domain.retention import DecisionKind
from ringfence.flow.retain import retain
from ringfence.flow.retention_table import load_retention_table
from ringfence.store import models
from ringfence.store.faults import plain_transaction
from ringfence.wiring.privacy import build_privacy
from tests.desk_scene import ANALYST, a_desk_person, a_report_with_files, a_rise_in_cheshire
from tests.pages import CheckingClient

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
HIDDEN = ("Oakapple", "900123", "900456", "w.oak@mail.example", "oakapple-letter.png")
WHY = "Needed for the enquiry into the courier"


def signed_in(*roles: str) -> CheckingClient:
    a_desk_person(ANALYST, *roles)
    client = CheckingClient()
    client.force_login(User.objects.get(username=ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    return client


def a_report(*, is_read: bool = True):
    return a_report_with_files(at=NOW, is_read=is_read)


def part(page: str, heading: str) -> str:
    return page.split(f">{heading}</h2>")[1].split("<h2", maxsplit=1)[0]


def test_words_additions_and_files_stand_apart_and_nobody_is_named():
    report = a_report()
    page = signed_in("analyst").get(f"/desk/reports/{report.id}").content.decode()

    first, added, files = (part(page, name) for name in ("What they told", "What they added later", "Files"))
    assert "download AnyDesk" in first
    assert "rang again" not in first
    assert added.index("rang again on Tuesday") < added.index("iTunes vouchers")
    assert added.count("<h3") == 2
    for said in ("Picture (image/png)", "Bytes", "not for harm"):
        assert said in files
    for hidden in HIDDEN:
        assert hidden not in page
    assert models.PrivacyDecisionRow.objects.count() == 0


def test_the_original_opens_for_a_reason_that_stands_on_the_page_from_then_on():
    report = a_report()
    desk = signed_in("analyst")
    address = f"/desk/reports/{report.id}"
    refused = desk.post(address, {"reason": "ok"})
    assert refused.status_code == 409
    assert "Give the reason" in refused.content.decode()
    assert not any(hidden in refused.content.decode() for hidden in HIDDEN)
    assert models.PrivacyDecisionRow.objects.count() == 0

    opened = desk.post(address, {"reason": WHY})
    assert opened["Cache-Control"] == "no-store, private"
    for shown in HIDDEN:
        assert shown in opened.content.decode()
    (decision,) = build_privacy().decisions(report.id)
    assert (decision.kind, decision.by, decision.reason) == (DecisionKind.OPENING, ANALYST, WHY)

    again = desk.get(address).content.decode()
    assert f"opened by {ANALYST}: {WHY}" in again
    assert not any(hidden in again for hidden in HIDDEN)


def test_no_file_is_served():
    report = a_report()
    desk = signed_in("analyst")
    for page in (desk.get(f"/desk/reports/{report.id}"), desk.post(f"/desk/reports/{report.id}", {"reason": WHY})):
        assert b"<img" not in page.content
        assert models.FileRow.objects.get().id.encode() not in page.content
    for end in ("files", f"files/{models.FileRow.objects.get().id}"):
        assert desk.get(f"/desk/reports/{report.id}/{end}").status_code == 404


def test_before_the_program_has_read_it_nothing_of_it_is_shown():
    page = signed_in("approver").get(f"/desk/reports/{a_report(is_read=False).id}").content.decode()
    assert page.count("Not read by the program yet") == 3
    assert "AnyDesk" not in page


def test_words_read_before_additions_were_told_apart_stay_together():
    report = a_report()
    models.Report.objects.update(added_from=[])
    page = signed_in("analyst").get(f"/desk/reports/{report.id}").content.decode()
    assert "iTunes vouchers" in part(page, "What they told")
    assert "It stands among the words above" in page


def test_past_its_period_the_original_cannot_be_opened_and_the_words_stay():
    report = a_report()
    later = NOW + timedelta(days=731)
    retain(load_retention_table(), privacy=build_privacy(), transaction=plain_transaction, as_of=later)
    desk = signed_in("analyst")
    page = desk.get(f"/desk/reports/{report.id}").content.decode()
    assert "It is past its period and was removed." in page
    assert "iTunes vouchers" in part(page, "What they told")
    assert "that is still kept" in part(page, "Files")
    assert "Why do you have to read it?" not in page
    assert desk.post(f"/desk/reports/{report.id}", {"reason": WHY}).status_code == 409


def test_strangers_and_people_without_a_role_are_kept_out(visitor):
    report = a_report()
    address = f"/desk/reports/{report.id}"
    assert "/desk/sign-in" in visitor.get(address)["Location"]
    assert "/desk/sign-in" in visitor.post(address, {"reason": WHY})["Location"]
    without = signed_in()
    assert without.get(address).status_code == 403
    assert without.post(address, {"reason": WHY}).status_code == 403
    assert models.PrivacyDecisionRow.objects.count() == 0


def test_what_is_not_there_or_in_another_world_is_not_found():
    report = a_report()
    desk = signed_in("analyst")
    assert desk.get("/desk/reports/nothing").status_code == 404
    assert desk.post("/desk/reports/nothing", {"reason": WHY}).status_code == 404
    models.Report.objects.update(world="cheshire-2020")
    assert desk.get(f"/desk/reports/{report.id}").status_code == 404


def test_the_form_wants_the_token_of_the_page():
    strict = CheckingClient(enforce_csrf_checks=True)
    assert strict.post("/desk/reports/x", {"reason": WHY}).status_code == 403


def test_what_people_wrote_is_shown_as_words():
    report = a_report()
    models.Report.objects.update(redacted_text="<script>alert(1)</script>", added_from=[])
    page = signed_in("analyst").get(f"/desk/reports/{report.id}").content.decode()
    assert "<script>alert" not in page


def test_rises_and_campaigns_lead_to_their_reports_and_back():
    surge = a_rise_in_cheshire()
    desk = signed_in("analyst")
    page = desk.get(f"/desk/surges/{surge.id}").content.decode()
    address = page.split('href="/desk/reports/')[1].split('"')[0]
    assert f"/desk/surges/{surge.id}" in desk.get(f"/desk/reports/{address}").content.decode()
