"""What leaves for partners, out of reports that went through the real system."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.builders import a_surge

from ringfence.domain.counts import Alarm, SeriesKey, Surge, SurgeId
from ringfence.domain.report import REAL_WORLD
from ringfence.domain.shared_case import CaseBasis
from ringfence.flow.reports_behind import reports_behind
from ringfence.flow.share_cases import EXPORTS, export, shared_cases
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.flow.when_report_is_read import when_report_is_read
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import Period
from ringfence.intake import check_report
from ringfence.wiring.privacy import build_privacy

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
STORY = "A man rang from {number} saying he was from Microsoft, my computer had a virus, and I had to download AnyDesk."


def told(place, contact, number, *, words=""):
    fields = {"text": STORY.format(number=number) + words, "area": "cheshire", "called_on": "2026-05-27",
              "contact": contact}  # fmt: skip
    incoming = check_report(fields, shelf=place.shelf, as_of=AT, source="form", source_key=None, original=b"{}")
    report, _ = when_report_arrives(incoming, place=place, received_at=AT)
    when_report_is_read(report.id, place=place)


@pytest.fixture
def surge(place):
    week = Period.containing(datetime(2026, 5, 27, tzinfo=UTC).date())
    key = SeriesKey(area="cheshire", kind="tech_support_impersonation")
    alarm = Alarm(series=key, period=week, observed=4, expected=1, threshold=3, p_value=0.001, detector="farrington")
    made = Surge(id=SurgeId(new_id()), world=REAL_WORLD, series=key, alarms=(alarm,), passes_budget=True)
    place.surges.save(made)
    return made


def cases(place, as_of=AT, basis=CaseBasis.RISE):
    made = shared_cases(place=place, as_of=as_of, is_contact=build_privacy().is_contact)
    return [case for case in made if case.basis is basis]


def test_a_number_leaves_only_when_two_known_reporters_gave_it(place, surge):
    for contact in ("a@mail.example", "b@mail.example"):
        told(place, contact, "01632 960123")
    told(place, "c@mail.example", "01632 960777")
    for _ in range(3):
        told(place, "", "01632 960888")  # anonymous: one person or three
    for _ in range(2):
        told(place, "d@mail.example", "01632 960999")  # one person twice
    (case,) = cases(place)
    assert [number.e164 for number in case.numbers] == ["+441632960123"]


def test_a_victims_own_number_stays_even_when_two_others_were_shown_it(place, surge):
    told(place, "07700 900123", "a withheld number")
    for contact in ("a@mail.example", "b@mail.example"):
        told(place, contact, "07700 900123")
    (case,) = cases(place)
    assert case.numbers == ()


def test_a_number_is_told_for_ninety_days(place, surge):
    for contact in ("a@mail.example", "b@mail.example"):
        told(place, contact, "01632 960123")
    assert cases(place, AT + timedelta(days=80))[0].numbers
    assert not cases(place, AT + timedelta(days=95))[0].numbers


def test_what_fewer_than_the_floor_told_of_is_left_out(place, surge):
    for contact in ("a@mail.example", "b@mail.example"):
        told(place, contact, "01632 960123")
    (case,) = cases(place)
    assert (case.reporters, case.tools, case.stages, case.brand_name) == (None, (), (), None)
    told(place, "c@mail.example", "01632 960123")
    (case,) = cases(place)
    assert case.reporters == 3
    assert [(tool.slug, tool.reporters) for tool in case.tools] == [("AnyDesk", 3)]
    assert case.brand_name == "Microsoft"


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_no_words_of_a_reporter_are_in_any_export(place, surge, name):
    planted = " I am Winifred Oakapple of 17 Larkspur Crescent and my cat is called Zebedee. Ring 07700 900321."
    for contact in ("w.oakapple@mail.example", "b@mail.example", "c@mail.example"):
        told(place, contact, "01632 960123", words=planted)
    made = export(name, place=place, as_of=AT, is_contact=build_privacy().is_contact)
    for piece in (b"Oakapple", b"Larkspur", b"Zebedee", b"900321", b"withheld", b"w.oakapple"):
        assert piece not in made


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_firm_that_stands_in_no_table_is_in_no_export(place, surge, name, monkeypatch):
    monkeypatch.setitem(globals(), "STORY", STORY.replace("Microsoft", "Larkspur Vale Systems"))
    for contact in ("a@mail.example", "b@mail.example", "c@mail.example"):
        told(place, contact, "01632 960123")
    reports = place.reports.recognition_of(report.id for report in reports_behind(surge, place=place))
    assert [found.brand for found in reports.values()] == ["Larkspur Vale Systems"] * 3
    assert b"Larkspur" not in export(name, place=place, as_of=AT, is_contact=build_privacy().is_contact)


def test_an_exercise_is_exported_from_its_own_world_and_marked(place):
    from ringfence.domain.report import World
    from ringfence.wiring.place import build_place

    other = build_place(World("cheshire-2020"))
    other.surges.save(a_surge(world=World("cheshire-2020")))
    assert cases(place) == []
    made = json.loads(export("misp", place=other, as_of=AT, is_contact=lambda _: False))
    assert made["response"][0]["Event"]["info"].startswith("EXERCISE")


SCRIPT = (
    "A man who said he was Inspector Pemberton from the Met rang. He said two lads were caught at Argos in Swindon with "
    "my card and a Rolex, and asked me to take £6,400 out, put it in a biscuit tin with code word Marmalade, and give it "
    "to a courier called Dennis on a red moped. "
)
PLANTED = "I am Winifred Oakapple of 17 Larkspur Crescent, my cat is called Zebedee. Ring 07700 900321."


def tell_of_the_script(place, count, *, day="2026-05-27", area="kent", planted=PLANTED):
    for number in range(count):
        fields = {"text": SCRIPT + planted, "area": area, "called_on": day, "contact": f"{day}-{number}@mail.example",
                  "shown_number": "020 7946 0118"}  # fmt: skip
        incoming = check_report(fields, shelf=place.shelf, as_of=AT, source="form", source_key=None, original=b"{}")
        report, _ = when_report_arrives(incoming, place=place, received_at=AT)
        when_report_is_read(report.id, place=place)


def test_a_campaign_is_a_case_once_as_many_people_as_the_floor_told_of_it(place):
    tell_of_the_script(place, 2)
    assert cases(place, basis=CaseBasis.CAMPAIGN) == []
    tell_of_the_script(place, 3, day="2025-11-03", area="essex")
    (case,) = cases(place, basis=CaseBasis.CAMPAIGN)
    assert (case.reporters, case.area, [one.slug for one in case.areas]) == (5, "several", ["essex"])
    assert ("6400", 5) in {(one.slug, one.reporters) for one in case.figures}
    assert case.came_back_after_days == 205
    assert [number.e164 for number in case.numbers] == ["+442079460118"]


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_no_words_of_a_reporter_are_in_the_export_of_a_campaign(place, name):
    tell_of_the_script(place, 4)
    made = export(name, place=place, as_of=AT, is_contact=build_privacy().is_contact)
    (case,) = cases(place, basis=CaseBasis.CAMPAIGN)
    if name != "pdf":
        assert case.id.encode() in made or name == "stix"
    for piece in (b"Oakapple", b"Larkspur", b"Zebedee", b"900321", b"Pemberton", b"armalade", b"mail.example"):
        assert piece not in made


def test_a_rise_names_the_campaigns_among_its_reports(place, surge):
    text = (
        "A man called Gordon from Microsoft had me open the Event Viewer and download UltraViewer for the Zeus Sentinel "
        "licence at £249. His manager Prudence rings back at teatime."
    )
    for number in range(3):
        fields = {"text": text, "area": "cheshire", "called_on": "2026-05-27", "contact": f"{number}@mail.example"}
        incoming = check_report(fields, shelf=place.shelf, as_of=AT, source="form", source_key=None, original=b"{}")
        report, _ = when_report_arrives(incoming, place=place, received_at=AT)
        when_report_is_read(report.id, place=place)
    (case,), (campaign,) = cases(place), cases(place, basis=CaseBasis.CAMPAIGN)
    assert case.campaigns == (campaign.id,)
    objects = json.loads(export("stix", place=place, as_of=AT, is_contact=lambda _: False))["objects"]
    (grouping,) = [made for made in objects if made["type"] == "grouping"]
    assert set(grouping["object_refs"]) == {made["id"] for made in objects if made["type"] == "campaign"}
