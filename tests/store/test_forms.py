"""Forms, files and what reporters add: kept, handed over, removed; over whichever database the run is on."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from ringfence.domain.form import IncomingFile
from ringfence.domain.people import Actor, DeskRole
from ringfence.flow import data_subject
from ringfence.flow import privacy as requests
from ringfence.flow.reporter_returns import add_to_report
from ringfence.flow.retain import retain
from ringfence.flow.retention_table import load_retention_table
from ringfence.flow.when_form_is_sent import when_form_is_sent
from ringfence.foundation.errors import InvalidInput, NotKept, UnknownName
from ringfence.intake import check_report
from ringfence.store import file_ledger, models
from ringfence.store.faults import plain_transaction
from ringfence.wiring.privacy import build_privacy

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ANALYST = Actor(username="ana", roles=frozenset({DeskRole.ANALYST}))
WHY = "The reporter asked us to"
FILE = IncomingFile(name="screen.png", media_type="image/png", content=b"\x89PNG pretend")


def a_form(place, *, at=AT, with_file=True):
    holder = place.forms.begin({"text": "A man from Microsoft rang."}, at=at)
    draft = place.forms.find(holder, at=at)
    if with_file:
        place.files.keep(FILE, form_id=draft.id, at=at)
    return holder, draft


def sent(place, *, at=AT, contact=""):
    _, draft = a_form(place, at=at)
    fields = {"text": "A man from Microsoft rang.", "contact": contact}
    incoming = check_report(fields, shelf=place.shelf, as_of=at, source="form", source_key=None, original=b"{}")
    return draft, incoming, when_form_is_sent(incoming, form_id=draft.id, place=place, at=at)


def run(at):
    done = retain(load_retention_table(), privacy=build_privacy(), transaction=plain_transaction, as_of=at)
    return {one.rule: one.records for one in done if one.records}


def test_a_form_sent_twice_is_one_report_with_its_files(place):
    draft, incoming, first = sent(place)
    again = when_form_is_sent(incoming, form_id=draft.id, place=place, at=AT)

    assert again == first
    assert models.Report.objects.count() == 1
    assert [file.name for file in place.files.of_report(first.report_id)] == ["screen.png"]


def test_the_database_itself_refuses_a_second_report_of_a_form(place):
    draft, _, _ = sent(place)
    row = models.Report.objects.get()
    assert row.source_key == draft.id
    row.pk, row.reference = "0" * 32, "RF-0000-0000"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_what_fails_in_between_leaves_nothing_half_done(place, monkeypatch):
    _, draft = a_form(place)
    fields = {"text": "A man from Microsoft rang."}
    incoming = check_report(fields, shelf=place.shelf, as_of=AT, source="form", source_key=None, original=b"{}")

    def refuse(*args: object) -> None:
        raise NotKept("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(place.forms), "mark_sent", refuse)
        with pytest.raises(NotKept):
            when_form_is_sent(incoming, form_id=draft.id, place=place, at=AT)
    assert not models.Report.objects.exists()
    assert models.FileRow.objects.get().draft_id == draft.id


def test_a_form_past_its_time_cannot_be_sent(place):
    _, draft = a_form(place)
    incoming = check_report({"text": "x"}, shelf=place.shelf, as_of=AT, source="form", source_key=None, original=b"{}")
    with pytest.raises(UnknownName):
        when_form_is_sent(incoming, form_id=draft.id, place=place, at=AT + timedelta(hours=3))


def test_answers_of_two_windows_do_not_wipe_each_other_out(place):
    holder, _ = a_form(place)
    place.forms.answer(holder, {"channel": "mobile"}, at=AT)
    kept = place.forms.answer(holder, {"area": "cheshire"}, at=AT)

    assert kept.answers == {"text": "A man from Microsoft rang.", "channel": "mobile", "area": "cheshire"}
    assert place.forms.answer(holder, {"channel": ""}, at=AT).answers.get("channel") is None


def test_files_of_forms_that_nobody_sends_cannot_fill_the_disk(place, monkeypatch):
    monkeypatch.setattr(file_ledger, "MOST_WAITING_BYTES", 20)
    _, draft = a_form(place)
    with pytest.raises(NotKept):
        place.files.keep(FILE, form_id=draft.id, at=AT)


def test_a_file_belongs_to_a_form_or_to_a_report_and_never_to_neither(place):
    a_form(place)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.FileRow.objects.update(draft=None)


def test_forms_past_their_time_go_with_their_files_and_reports_keep_theirs(place):
    a_form(place)
    _, _, became = sent(place)
    saved, _ = a_form(place, with_file=False)
    place.forms.save(saved, at=AT)

    assert run(AT + timedelta(hours=3)) == {"form_drafts": 2}
    assert run(AT + timedelta(days=6)) == {}
    assert models.FormDraftRow.objects.count() == 1
    assert models.FileRow.objects.get().report_id == became.report_id
    assert run(AT + timedelta(days=8)) == {"form_drafts": 1}


def test_files_additions_wishes_and_the_way_back_go_with_the_original(place):
    _, _, became = sent(place)
    add_to_report(became.report_id, "He rang again.", key="a" * 32, place=place, at=AT)
    place.reporters.wish(became.report_id, "o@mail.example", at=AT)
    assert place.reporters.find(became.reference, became.secret) is not None
    removed = run(AT + timedelta(days=731))

    assert (removed["report_files"], removed["report_originals"]) == (1, 1)
    assert place.reporters.find(became.reference, became.secret) is None
    for table in (models.FileRow, models.FileContentRow, models.AdditionRow, models.WishRow, models.FormDraftRow):
        assert not table.objects.exists()
    assert models.Report.objects.count() == 1


def test_the_desk_gets_files_with_a_recorded_reason_only(place):
    _, _, became = sent(place)
    how = {"by": ANALYST, "privacy": build_privacy(), "place": place, "at": AT}
    with pytest.raises(InvalidInput):
        requests.open_files(became.report_id, reason=" ", **how)
    (file,) = requests.open_files(became.report_id, reason=WHY, **how)

    assert file == FILE
    assert [one.reason for one in build_privacy().decisions(became.report_id)] == [WHY]


def test_a_legal_hold_keeps_the_files(place):
    _, _, became = sent(place)
    requests.hold(became.report_id, by=ANALYST, reason=WHY, privacy=build_privacy(), place=place, at=AT)

    assert "report_files" not in run(AT + timedelta(days=731))
    assert models.FileRow.objects.count() == 1


def test_erasure_reaches_files_additions_wishes_and_the_form(place):
    _, _, became = sent(place)
    add_to_report(became.report_id, "He rang again.", key="a" * 32, place=place, at=AT)
    place.reporters.wish(became.report_id, "o@mail.example", at=AT)
    requests.erase(became.report_id, by=ANALYST, reason=WHY, privacy=build_privacy(), place=place, at=AT)

    for table in (
        models.Report,
        models.FileRow,
        models.FileContentRow,
        models.AdditionRow,
        models.WishRow,
        models.FormDraftRow,
    ):
        assert not table.objects.exists()


def test_a_person_is_given_their_files_and_what_they_added_by_contact_or_by_where_they_wish_to_be_told(place):
    _, _, became = sent(place, contact="07700 900123")
    add_to_report(became.report_id, "He rang again.", key="a" * 32, place=place, at=AT)
    place.reporters.wish(became.report_id, "o@mail.example", at=AT)
    for contact in ("07700 900123", "o@mail.example"):
        given = data_subject.export_for_subject(
            contact, by=ANALYST, reason=WHY, privacy=build_privacy(), place=place, at=AT
        )
        (report,) = given["reports"]
        assert report["files"][0]["name"] == "screen.png"
        assert base64.b64decode(report["files"][0]["content_base64"]) == FILE.content
        assert report["added_later"][0]["words"] == "He rang again."
        assert report["to_be_told_at"] == "o@mail.example"
