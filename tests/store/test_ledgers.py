"""The ledgers, over whichever database the run is on: SQLite, or PostgreSQL by `RINGFENCE_DATABASE_URL`."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.builders import a_surge, a_warning

from ringfence.domain.counts import SeriesKey
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import REAL_WORLD, IncomingReport, World
from ringfence.domain.warning import WarningState
from ringfence.flow import desk
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.flow.when_report_is_read import read_incoming, when_report_is_read
from ringfence.foundation.errors import NotAllowed, WrongState
from ringfence.foundation.periods import Period
from ringfence.intake import check_report
from ringfence.store import models

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
KEY = SeriesKey(area="cheshire", kind="tech_support_impersonation")
TEXT = "A man rang and said he was from Microsoft. My computer had a virus and I was to download AnyDesk."
ANALYST = Actor(username="ana", roles=frozenset({DeskRole.ANALYST}))
APPROVER = Actor(username="ben", roles=frozenset({DeskRole.APPROVER}))


def an_incoming(place, key: str | None = None, contact: str = "", text: str = TEXT) -> IncomingReport:
    fields = {"text": text, "area": "cheshire", "called_on": "2026-05-27", "contact": contact}
    return check_report(fields, shelf=place.shelf, as_of=AT, source="form", source_key=key, original=b"{}")


def test_a_report_is_kept_whole_and_its_text_is_nowhere_in_plain(place):
    report, is_new = when_report_arrives(an_incoming(place, contact="w@oakapple.example"), place=place, received_at=AT)
    assert is_new
    assert place.reports.find(report.id) == report
    row = models.Report.objects.get(id=report.id)
    assert b"AnyDesk" not in bytes(row.sealed)
    assert row.redacted_text is None
    assert place.reports.open_original(report.id).incoming.text.text == TEXT


def test_the_same_key_gives_the_first_report_back_and_one_job(place):
    from django_tasks_db.models import DBTaskResult

    first, _ = when_report_arrives(an_incoming(place, "k1"), place=place, received_at=AT)
    again, is_new = when_report_arrives(an_incoming(place, "k1"), place=place, received_at=AT + timedelta(hours=1))
    assert not is_new
    assert again.reference == first.reference
    assert DBTaskResult.objects.count() == 1


def test_reading_twice_changes_nothing(place):
    report, _ = when_report_arrives(an_incoming(place), place=place, received_at=AT)
    when_report_is_read(report.id, place=place)
    once = place.reports.find(report.id)
    when_report_is_read(report.id, place=place)
    assert place.reports.find(report.id) == once
    assert once.kind == "tech_support_impersonation"


def test_counts_are_of_distinct_reporters_and_anonymous_ones_stand_apart(place):
    batch = [
        (incoming, read_incoming(incoming, shelf=place.shelf))
        for incoming in [
            an_incoming(place, "1", "ann@mail.example"),
            an_incoming(place, "2", "ANN@mail.example "),
            an_incoming(place, "3", "bob@mail.example"),
            an_incoming(place, "4"),
            an_incoming(place, "5"),
        ]
    ]
    place.reports.keep_many(batch, received_at=AT)
    week = Period.containing(datetime(2026, 5, 27, tzinfo=UTC).date())
    table = place.counts.count_table(first=week.shifted(-1), last=week)
    assert table.keys == (KEY,)
    assert table.counts.tolist() == [[0, 4]]
    assert table.anonymous.tolist() == [[0, 2]]
    before = place.counts.count_table(first=week, last=week, as_known_at=AT - timedelta(days=1))
    assert before.keys == ()


def test_historic_counts_of_the_same_source_replace_themselves(place):
    week = Period.containing(AT.date())
    for number in (5, 3):
        place.counts.import_counts([(KEY, week, number)], source="archive")
    place.counts.import_counts([(KEY, week, 2)], source="another")
    assert place.counts.count_table(first=week, last=week).counts.tolist() == [[5]]
    other = SeriesKey(area="kent", kind="delivery")
    assert place.counts.count_table(first=week, last=week, only=other).keys == ()


def test_worlds_do_not_see_each_other(place):
    from ringfence.wiring.place import build_place

    practice = build_place(World("practice"))
    report, _ = when_report_arrives(an_incoming(practice, "k"), place=practice, received_at=AT)
    practice.surges.save(a_surge(world=World("practice")))
    assert place.reports.find(report.id) is None
    assert place.surges.all() == []
    practice.clear_exercise()
    assert practice.surges.all() == []
    with pytest.raises(NotAllowed):
        place.clear_exercise()


def test_surges_keep_their_id(place):
    surge = a_surge()
    place.surges.save(surge)
    place.surges.save(replace(surge, passes_budget=False))
    assert [found.id for found in place.surges.all()] == [surge.id]
    assert place.surges.find(surge.id).passes_budget is False


def a_draft(place):
    surge = a_surge()
    place.surges.save(surge)
    return desk.draft_for_surge(surge.id, by=ANALYST, place=place, at=AT)


def test_every_step_of_a_warning_is_kept_and_the_newest_is_found(place):
    draft = a_draft(place)
    desk.submit_warning(draft.id, by=ANALYST, place=place, at=AT)
    desk.approve_warning(draft.id, by=APPROVER, place=place, at=AT)
    published = desk.publish_warning(draft.id, by=APPROVER, place=place, at=AT)
    assert models.WarningRow.objects.filter(warning_id=draft.id).count() == len(published.history)
    assert place.warnings.find(draft.id) == published
    assert place.warnings.public() == [published]
    assert place.warnings.has_any_of(draft.surge_id)


def test_two_people_who_take_the_same_step_are_told(place):
    draft = a_draft(place)
    taken = replace(draft, history=(*draft.history, draft.history[0]))
    place.warnings.save(taken)
    with pytest.raises(WrongState, match="Somebody changed this warning"):
        place.warnings.save(taken)


def test_the_database_itself_refuses_one_person_in_both_parts(place):
    draft = a_draft(place)
    row = models.WarningRow.objects.get(warning_id=draft.id)
    row.pk, row.step, row.state = None, 99, WarningState.APPROVED.value
    row.submitted_by = row.approved_by = "ana"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    row.submitted_by, row.approved_by = "ana", None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_editor_cannot_approve_even_past_the_desk(place):
    warning = a_warning()
    editor = warning.history[0].by
    with pytest.raises(NotAllowed):
        place.warnings.save(replace(warning, submitted_by="someone", approved_by=editor))


def test_failure_leaves_neither_report_nor_job(place, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    def refuses(*args: object) -> None:
        raise RuntimeError("killed here")

    monkeypatch.setattr(type(place.jobs), "read_report", refuses)
    with pytest.raises(RuntimeError):
        when_report_arrives(an_incoming(place, "k"), place=place, received_at=AT)
    assert not models.Report.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_everything_kept_by_the_real_place_is_of_the_real_world(place):
    report, _ = when_report_arrives(an_incoming(place), place=place, received_at=AT)
    assert report.world == REAL_WORLD


def test_how_late_reports_were_made_is_counted_by_week_and_delay(place):
    # Called on Wednesday 27 May; reported the same week, one week on, and two weeks on; looked at on Monday 15 June.
    for number, days in enumerate((2, 9, 15)):
        at = datetime(2026, 5, 27, 12, tzinfo=UTC) + timedelta(days=days)
        fields = {"text": TEXT, "area": "cheshire", "called_on": "2026-05-27", "contact": f"w{number}@mail.example"}
        incoming = check_report(fields, shelf=place.shelf, as_of=at, source="form", source_key=None, original=b"{}")
        report, _ = when_report_arrives(incoming, place=place, received_at=at)
        when_report_is_read(report.id, place=place)
    judged = Period.containing(date(2026, 6, 10))

    known = place.counts.known_by_delay(judged=judged, as_of=datetime(2026, 6, 15, 9, tzinfo=UTC))

    assert known[-3, :3].tolist() == [1, 2, 3]
    assert math.isnan(known[-3, 3])
    assert known[-1, 0] == 0
