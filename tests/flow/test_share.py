"""What leaves for partners, out of reports that went through the real system."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.builders import a_surge

from ringfence.domain.counts import Alarm, SeriesKey, Surge, SurgeId
from ringfence.domain.report import REAL_WORLD
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


def cases(place, as_of=AT):
    return shared_cases(place=place, as_of=as_of, is_contact=build_privacy().is_contact)


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


def test_an_exercise_is_exported_from_its_own_world_and_marked(place):
    from ringfence.domain.report import World
    from ringfence.wiring.place import build_place

    other = build_place(World("cheshire-2020"))
    other.surges.save(a_surge(world=World("cheshire-2020")))
    assert cases(place) == []
    made = json.loads(export("misp", place=other, as_of=AT, is_contact=lambda _: False))
    assert made["response"][0]["Event"]["info"].startswith("EXERCISE")
