"""Campaigns at the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.flow.when_report_is_read import when_report_is_read
from ringfence.foundation.ids import new_id
from ringfence.intake import check_report
from ringfence.wiring.place import build_place
from tests.builders import a_surge
from tests.desk_scene import ANALYST, a_desk_person, a_rise_in_cheshire
from tests.pages import CheckingClient

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
SCRIPT = (
    "A man who said he was Inspector Pemberton from the Met rang. He said two lads were caught at Argos in Swindon "
    "with my card and a Rolex, and asked me to take £6,400 out, put it in a biscuit tin with code word Marmalade, "
    "and give it to a courier called Dennis on a red moped. {own}"
)
WHY = "They tell of the same biscuit tin."


def a_report(number: int, *, days_ago: int = 2, text: str = SCRIPT, own: str = "", contact: str | None = None):
    place = build_place(REAL_WORLD)
    fields = {
        "text": text.format(own=own), "area": "kent", "called_on": (NOW - timedelta(days=days_ago)).date().isoformat(),
        "contact": contact or f"w{number}@mail.example", "shown_number": "020 7946 0118",
    }  # fmt: skip
    incoming = check_report(fields, shelf=place.shelf, as_of=NOW, source="form", source_key=new_id(), original=b"{}")
    report, _ = when_report_arrives(incoming, place=place, received_at=NOW)
    when_report_is_read(report.id, place=place)
    return report


@pytest.fixture
def analyst():
    from django.contrib.auth.models import User

    a_desk_person(ANALYST, "analyst")
    client = CheckingClient()
    client.force_login(User.objects.get(username=ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    return client


def the_campaign() -> str:
    (line,) = build_place(REAL_WORLD).campaigns.newest(most=5)
    return line.id


def test_a_stranger_sees_no_campaign(visitor):
    assert "/desk/sign-in" in visitor.get("/desk/campaigns")["Location"]
    assert "/desk/sign-in" in visitor.post("/desk/campaigns/C-1/merge", {"other": "C-2", "reason": WHY})["Location"]


def test_an_empty_list_says_so(analyst):
    assert "No two people" in analyst.get("/desk/campaigns").content.decode()


def test_three_people_in_a_week_stand_on_the_board_and_in_the_list(analyst):
    for number in range(3):
        a_report(number)
    board, listing = (analyst.get(path).content.decode() for path in ("/desk", "/desk/campaigns"))
    assert the_campaign() in board
    assert "3 people in seven days" in board
    assert the_campaign() in listing


def test_one_person_pressing_three_times_stands_nowhere(analyst):
    for number in range(3):
        a_report(number, contact="w@mail.example")
    assert "No script was told of" in analyst.get("/desk").content.decode()


def test_a_campaign_says_when_where_what_and_why_and_names_nobody(analyst):
    a_report(1, own="Ring me, Winifred Oakapple, on 07700 900123.")
    a_report(2, own="She is my mother.")
    page = analyst.get(f"/desk/campaigns/{the_campaign()}").content.decode()
    report = page.split('href="/desk/reports/')[1].split('"')[0]
    assert f"/desk/campaigns/{the_campaign()}" in analyst.get(f"/desk/reports/{report}").content.decode()
    for said in ("2 people told of this script", "Kent", "Marmalade", "both tell of", "possibly forged", "02079460118"):
        assert said.lower() in page.lower()
    for hidden in ("Oakapple", "900123", "mail.example"):
        assert hidden not in page


def test_a_campaign_that_came_back_says_what_differs(analyst):
    for number in range(3):
        a_report(number, days_ago=300 + number)
    for number in range(3, 6):
        a_report(number, days_ago=number, own="This time he wanted iTunes vouchers read out by the postbox.")
    page = analyst.get(f"/desk/campaigns/{the_campaign()}").content.decode()
    assert "It came back after 29" in page
    assert "hardly before: " in page
    assert "Came back" in analyst.get("/desk/campaigns").content.decode()


def test_parting_needs_a_reason_and_is_kept_with_who_and_why(analyst):
    reports = [a_report(number) for number in range(3)]
    address = f"/desk/campaigns/{the_campaign()}"
    refused = analyst.post(f"{address}/split", {"report": reports[0].id, "reason": ""})
    assert refused.status_code == 409
    assert "Give the reason" in refused.content.decode()
    assert analyst.post(f"{address}/split", {"reason": WHY}).status_code == 409
    assert analyst.post(f"{address}/split", {"report": reports[0].id, "reason": WHY})["Location"] == address
    page = analyst.get(address).content.decode()
    assert f"by {ANALYST}: {WHY}" in page
    assert "Kept apart, by a person, from" in page
    assert "2 people told of this script" in page


def test_putting_together_leads_to_the_older_and_old_addresses_still_work(analyst):
    reports = [a_report(number, days_ago=number) for number in range(4)]
    address = f"/desk/campaigns/{the_campaign()}"
    analyst.post(f"{address}/split", {"report": [reports[0].id, reports[1].id], "reason": WHY})
    other = next(line.id for line in build_place(REAL_WORLD).campaigns.newest(most=5) if line.id not in address)
    form = {"other": other, "reason": WHY}
    assert analyst.post(f"{address}/merge", form).status_code == 409  # a person has kept them apart
    merged = analyst.post(f"{address}/merge", {**form, "overrule": "yes"})["Location"]
    assert {analyst.get(merged).status_code} == {200}
    gone = other if merged == address else address.rsplit("/", 1)[-1]
    assert analyst.get(f"/desk/campaigns/{gone}")["Location"] == merged
    assert "4 people told of this script" in analyst.get(merged).content.decode()


def test_what_is_not_there_is_not_found(analyst):
    a_report(1), a_report(2)
    assert analyst.get("/desk/campaigns/C-nothing").status_code == 404
    assert analyst.post(f"/desk/campaigns/{the_campaign()}/burn").status_code == 404
    unknown = analyst.post(f"/desk/campaigns/{the_campaign()}/merge", {"other": "C-nothing", "reason": WHY})
    assert "There is no campaign C-nothing" in unknown.content.decode()


def test_forms_want_the_token_of_the_page():
    strict = CheckingClient(enforce_csrf_checks=True)
    assert strict.post("/desk/campaigns/C-1/merge", {"other": "C-2", "reason": WHY}).status_code == 403


def test_a_rise_and_the_campaigns_among_its_reports_lead_to_each_other(analyst):
    surge = a_rise_in_cheshire()
    accounts_of_one_script(surge.last_period.first_day, count=2)
    page = analyst.get(f"/desk/surges/{surge.id}").content.decode()
    assert f"/desk/campaigns/{the_campaign()}" in page
    assert f"/desk/surges/{surge.id}" in analyst.get(f"/desk/campaigns/{the_campaign()}").content.decode()


def test_a_draft_rests_on_the_campaign_that_most_of_its_reports_tell_of(analyst):
    surge = a_surge()
    build_place(REAL_WORLD).surges.save(surge)
    accounts_of_one_script(surge.last_period.first_day, count=3)
    drafted = analyst.post(f"/desk/surges/{surge.id}/draft")["Location"]
    page = analyst.get(drafted).content.decode()
    assert f"3 of 3 reports tell of one script, campaign {the_campaign()}" in page
    assert f"/desk/campaigns/{the_campaign()}" in page


def accounts_of_one_script(day, *, count: int) -> None:
    """Keep accounts of one call by different people, of the sort that the rise in Cheshire counts."""
    place = build_place(REAL_WORLD)
    text = (
        "A man called Gordon from Microsoft rang my mother in Crewe. He had her open the Event Viewer and download "
        "UltraViewer for the Zeus Sentinel licence at £249. He said his manager Prudence rings back at teatime."
    )
    for number in range(count):
        fields = {"text": text, "area": "cheshire", "called_on": day.isoformat(), "contact": f"{number}@mail.example"}
        incoming = check_report(
            fields, shelf=place.shelf, as_of=NOW, source="form", source_key=new_id(), original=b"{}"
        )
        report, _ = when_report_arrives(incoming, place=place, received_at=NOW)
        when_report_is_read(report.id, place=place)
