"""Complaints and requests about a number: found, given out and erased by contact; over whichever database the run is on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.public_request import RequestKind
from ringfence.domain.retention import DecisionKind, KeptFor
from ringfence.flow import privacy as one_record
from ringfence.flow.data_subject import erase_for_subject, export_for_subject, refuse_for_subject
from ringfence.flow.retain import retain
from ringfence.flow.retention_table import load_retention_table
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.foundation.errors import InvalidInput, NotAllowed, UnknownName, WrongState
from ringfence.intake import check_report
from ringfence.store import models
from ringfence.store.faults import plain_transaction
from ringfence.wiring.privacy import build_privacy

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ANALYST = Actor(username="ana", roles=frozenset({DeskRole.ANALYST}))
WHY = "They asked for it in a letter"
NUMBER, E164 = "01632 960123", "+441632960123"
USUAL = (KeptFor.REPORTS, KeptFor.ANSWERS)


@pytest.fixture
def how(place):
    return {"by": ANALYST, "reason": WHY, "privacy": build_privacy(), "place": place, "at": AT}


def kept(place, kind, **words):
    known = list(models.PublicRequestRow.objects.values_list("id", flat=True))
    place.requests.keep(kind, at=AT, **words)
    return models.PublicRequestRow.objects.exclude(id__in=known).get()


def a_complaint(place, contact="me@mail.example"):
    return kept(place, RequestKind.COMPLAINT, text="You were wrong.", number="", contact=contact)


def a_withheld_number(place, *, contact=""):
    row = kept(place, RequestKind.NUMBER, text="They show it.", number=NUMBER, contact=contact)
    place.requests.close(row.id, by="ana", at=AT, withhold=True)
    return row


def a_report(place, *, contact):
    fields = {"text": "A man from Microsoft rang.", "contact": contact}
    incoming = check_report(fields, shelf=place.shelf, as_of=AT, source="form", source_key=None, original=b"{}")
    report, _ = when_report_arrives(incoming, place=place, received_at=AT)
    return report


@pytest.mark.parametrize("asked", ["me@mail.example", " ME@mail.example", "+44 7700 900123", "07700900123"])
def test_a_complaint_is_found_by_each_contact_in_it_and_by_nobody_elses(place, how, asked):
    a_complaint(place, "Me@mail.example or 07700 900 123")
    a_complaint(place, "somebody@mail.example")
    a_complaint(place, "")
    (given,) = export_for_subject(asked, **how)["requests"]
    assert (given["words"], given["contact"]) == ("You were wrong.", "Me@mail.example or 07700 900 123")
    with pytest.raises(UnknownName):
        export_for_subject("nobody@mail.example", **how)


def test_the_database_shows_neither_the_contact_nor_that_its_owner_has_reported_too(place):
    report = a_report(place, contact="me@mail.example")
    a_complaint(place)
    row = models.RequestContactRow.objects.get()
    assert row.key != models.Report.objects.get(id=report.id).reporter_key
    assert b"mail.example" not in bytes(models.PublicRequestRow.objects.get().sealed)


def test_a_number_told_to_nobody_is_found_by_its_owner_after_its_words_are_gone(place, how):
    a_withheld_number(place)
    done = retain(
        load_retention_table(), privacy=build_privacy(), transaction=plain_transaction, as_of=AT + timedelta(400)
    )
    assert [one.records for one in done if one.rule == "public_requests"] == [1]
    (given,) = export_for_subject("(01632) 960 123", **how)["requests"]
    assert (given["words"], given["number"], given["number_is_told_to_nobody"]) == (None, None, True)


def test_reports_and_requests_are_given_together_with_who_opened_them(place, how):
    report = a_report(place, contact="07700 900123")
    complaint = a_complaint(place, "07700 900123")
    one_record.hold(complaint.id, **how)
    given = export_for_subject("+447700900123", **how)
    assert [each["reference"] for each in given["reports"]] == [report.reference]
    assert [one["what"] for one in given["requests"][0]["decisions_and_openings"]] == ["hold"]
    kinds = [one.kind for one in build_privacy().decisions(complaint.id)]
    assert kinds == [DecisionKind.HOLD, DecisionKind.ACCESS]
    json.dumps(given)


def test_erasure_takes_the_words_and_keeps_what_was_promised(place, how):
    report = a_report(place, contact="me@mail.example")
    row, complaint = a_withheld_number(place, contact="me@mail.example"), a_complaint(place)
    other = a_complaint(place, "somebody@mail.example")
    done = erase_for_subject("me@mail.example", of=USUAL, **how)
    assert (done.reports, done.requests, done.held, done.silent) == (1, 2, 0, 1)
    assert place.reports.find(report.id) is None
    assert place.requests.is_withheld(E164)
    assert {left.id: bytes(left.sealed) == b"" for left in models.PublicRequestRow.objects.all()} == {
        row.id: True,
        other.id: False,
    }
    assert models.RequestContactRow.objects.get().request_id == other.id
    assert [one.reason for one in build_privacy().decisions(complaint.id)] == [WHY]
    with pytest.raises(UnknownName):
        export_for_subject("me@mail.example", **how)


def test_each_purpose_is_erased_alone(place, how):
    row = a_withheld_number(place, contact="me@mail.example")
    a_report(place, contact="me@mail.example")
    done = erase_for_subject("me@mail.example", of=[KeptFor.SILENCE], **how)
    assert (done.reports, done.requests, done.silent) == (0, 1, 0)
    assert not place.requests.is_withheld(E164)
    assert models.Report.objects.count() == 1
    assert place.requests.find(row.id).text == "They show it."
    erase_for_subject("me@mail.example", of=[KeptFor.ANSWERS], **how)
    assert not models.PublicRequestRow.objects.exists()
    assert models.Report.objects.count() == 1


def test_words_are_still_found_by_the_number_after_the_silence_about_it_was_erased(place, how):
    a_withheld_number(place)
    erase_for_subject(NUMBER, of=[KeptFor.SILENCE], **how)

    assert not place.requests.is_withheld(E164)
    assert [each["number"] for each in export_for_subject(NUMBER, **how)["requests"]] == [NUMBER]
    erase_for_subject(NUMBER, of=[KeptFor.ANSWERS], **how)
    assert not models.PublicRequestRow.objects.exists()


def test_nothing_is_written_down_as_erased_that_was_not(place, how):
    row = a_withheld_number(place)
    erase_for_subject(NUMBER, of=USUAL, **how)
    done = erase_for_subject(NUMBER, of=USUAL, **how)
    assert (done.requests, done.silent) == (0, 1)
    assert len(build_privacy().decisions(row.id)) == 1


def test_a_request_on_legal_hold_stays_through_erasure_and_retention_and_the_refusal_is_recorded(place, how):
    held, gone = a_complaint(place), a_complaint(place)
    for row in (held, gone):
        place.requests.close(row.id, by="ana", at=AT, withhold=False)
    one_record.hold(held.id, **how)
    done = erase_for_subject("me@mail.example", of=USUAL, **how)
    assert (done.requests, done.held) == (1, 1)
    assert build_privacy().decisions(held.id)[-1].kind is DecisionKind.REFUSAL
    retain(load_retention_table(), privacy=build_privacy(), transaction=plain_transaction, as_of=AT + timedelta(400))
    assert place.requests.find(held.id).text == "You were wrong."
    one_record.release(held.id, **how)
    retain(load_retention_table(), privacy=build_privacy(), transaction=plain_transaction, as_of=AT + timedelta(400))
    assert place.requests.find(held.id) is None


def test_a_refusal_is_recorded_with_its_reason_for_each_record(place, how):
    report, complaint = a_report(place, contact="me@mail.example"), a_complaint(place)
    assert refuse_for_subject("me@mail.example", **{**how, "reason": "Evidence in a trial"}) == 2
    for id_ in (report.id, complaint.id):
        (decision,) = build_privacy().decisions(id_)
        assert (decision.kind, decision.reason) == (DecisionKind.REFUSAL, "Evidence in a trial")
    assert place.requests.find(complaint.id).text == "You were wrong."


def test_one_request_is_reached_by_its_id(place, how):
    first, second = a_complaint(place), a_complaint(place)
    assert [each["id"] for each in export_for_subject(first.id, **how)["requests"]] == [first.id]
    erase_for_subject(first.id, of=USUAL, **how)
    assert [row.id for row in models.PublicRequestRow.objects.all()] == [second.id]


def test_only_the_desk_and_only_with_a_reason(place, how):
    a_complaint(place)
    for recipe in (export_for_subject, refuse_for_subject, lambda what, **kw: erase_for_subject(what, of=USUAL, **kw)):
        with pytest.raises(NotAllowed):
            recipe("me@mail.example", **{**how, "by": Actor(username="eve")})
        with pytest.raises(InvalidInput):
            recipe("me@mail.example", **{**how, "reason": "ok"})
    assert not models.PrivacyDecisionRow.objects.exists()
    assert models.PublicRequestRow.objects.count() == 1


def test_a_request_without_a_hold_cannot_be_released(place, how):
    with pytest.raises(WrongState):
        one_record.release(a_complaint(place).id, **how)


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_before_contacts_were_found_is_found_after_the_migration_where_a_key_opens_it(place, how):
    opens, shut = a_complaint(place), a_complaint(place, "lost@mail.example")
    models.PublicRequestRow.objects.filter(id=shut.id).update(sealed=b"sealed with a key that is gone")
    a_withheld_number(place)
    models.PublicRequestRow.objects.filter(kind="number").update(sealed=b"")
    try:
        MigrationExecutor(connection).migrate([("store", "0012_voices")])
        assert "store_requestcontactrow" not in connection.introspection.table_names()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert [each.id for each in place.requests.of_subject("ME@mail.example")] == [opens.id]
    assert models.RequestContactRow.objects.count() == 1
