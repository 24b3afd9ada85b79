"""What outlives a restored backup; over whichever database the run is on."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from tests.builders import a_warning

from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.public_request import RequestKind
from ringfence.domain.retention import KeptFor
from ringfence.domain.subscriber import Choice
from ringfence.flow import privacy as one_record
from ringfence.flow.data_subject import erase_for_subject
from ringfence.flow.subscribe import end_subscription
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.foundation.errors import StorageFault
from ringfence.intake import check_report
from ringfence.store import models
from ringfence.store.promises import Promises, keep_promises, read_promises
from ringfence.wiring.privacy import build_privacy
from ringfence.wiring.restore import carry_in, carry_out

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ANALYST = Actor(username="ana", roles=frozenset({DeskRole.ANALYST}))
TABLES = (
    models.Report, models.PublicRequestRow, models.RequestContactRow, models.PrivacyDecisionRow, models.SubscriberRow,
    models.WishRow, models.WarningRow, models.DepartureRow,
)  # fmt: skip
CHOICE = Choice(areas=frozenset({"cheshire"}))


@pytest.fixture
def how(place):
    return {
        "by": ANALYST,
        "reason": "They asked for it in a letter",
        "privacy": build_privacy(),
        "place": place,
        "at": AT,
    }


@pytest.fixture
def backup():
    """Everything in the tables; calling what it gives puts it back as a restored backup would, knowing nothing newer."""
    kept = []

    def make():
        kept.extend((table, list(table.objects.all())) for table in TABLES)
        return restore

    def restore():
        for table, _ in reversed(kept):
            table.objects.all().delete()
        for table, rows in kept:
            table.objects.bulk_create(rows)

    return make


def promises() -> Promises:
    """Return them by way of a file, as they travel."""
    with connection.cursor() as cursor:
        read = read_promises(cursor, tables=connection.introspection.table_names(cursor))
    return Promises(**json.loads(json.dumps(asdict(read))))


def a_report(place, contact="me@mail.example", text="A man from Microsoft rang."):
    incoming = check_report(
        {"text": text, "contact": contact}, shelf=place.shelf, as_of=AT, source="form", source_key=None, original=b"{}"
    )
    return when_report_arrives(incoming, place=place, received_at=AT)[0]


def asked(place, number="01632 960123", contact="me@mail.example"):
    known = list(models.PublicRequestRow.objects.values_list("id", flat=True))
    place.requests.keep(RequestKind.NUMBER, text="They show it.", number=number, contact=contact, at=AT)
    return models.PublicRequestRow.objects.exclude(id__in=known).get()


def test_a_number_withheld_since_stays_withheld_whether_the_backup_knew_the_request_or_not(place, backup):
    first = asked(place)
    restore = backup()
    second = asked(place, "01632 960124")
    for row in (first, second):
        place.requests.close(row.id, by="ana", at=AT, withhold=True)
    newer = promises()
    restore()
    assert not place.requests.is_withheld("+441632960123")

    assert keep_promises(newer).silent == 2
    assert place.requests.is_withheld("+441632960123")
    assert place.requests.is_withheld("+441632960124")
    assert place.requests.open_requests() == []
    assert len(place.requests.of_subject("me@mail.example")) == 2
    assert place.requests.find(first.id).closed_at == AT
    assert keep_promises(newer).silent == 0


def test_what_was_erased_since_is_erased_again_and_what_was_promised_is_kept(place, backup, how):
    report, complaint, silent = a_report(place), asked(place), asked(place, "01632 960124")
    place.requests.close(silent.id, by="ana", at=AT, withhold=True)
    restore = backup()
    erase_for_subject("me@mail.example", of=[KeptFor.REPORTS, KeptFor.ANSWERS], **how)
    newer = promises()
    restore()

    assert keep_promises(newer).erased == 2
    assert place.reports.find(report.id) is None
    assert place.requests.find(complaint.id) is None
    assert place.requests.find(silent.id).is_emptied
    assert place.requests.is_withheld("+441632960124")
    assert not models.RequestContactRow.objects.exists()
    assert [len(build_privacy().decisions(each)) for each in (report.id, complaint.id, silent.id)] == [1, 1, 1]


def test_the_owner_is_found_after_promises_of_a_database_from_before_there_were_contacts(place, backup):
    row = asked(place)
    restore = backup()
    place.requests.close(row.id, by="ana", at=AT, withhold=True)
    newer = replace(promises(), contacts=[])
    restore()

    keep_promises(newer)
    assert [each.id for each in place.requests.of_subject("me@mail.example")] == [row.id]


def test_a_promise_that_was_itself_erased_does_not_come_back(place, backup, how):
    row = asked(place)
    place.requests.close(row.id, by="ana", at=AT, withhold=True)
    restore = backup()
    erase_for_subject("01632 960123", of=[KeptFor.SILENCE], **how)
    newer = promises()
    restore()

    keep_promises(newer)
    assert not place.requests.is_withheld("+441632960123")
    assert place.requests.find(row.id).text == "They show it."


def test_a_hold_put_since_holds_and_one_released_since_does_not(place, backup, how):
    held, released = a_report(place), a_report(place)
    one_record.hold(released.id, **how)
    restore = backup()
    one_record.hold(held.id, **how)
    one_record.release(released.id, **how)
    newer = promises()
    restore()

    assert keep_promises(newer).decisions == 2
    assert build_privacy().is_held(held.id)
    assert not build_privacy().is_held(released.id)


def test_who_has_left_since_is_written_to_no_more(place, backup):
    place.subscribers.ask("a@mail.example", CHOICE, at=AT)
    place.subscribers.ask("b@mail.example", CHOICE, at=AT)
    dropped, told, open_ = a_report(place), a_report(place), a_report(place)
    for report in (dropped, told, open_):
        place.reporters.wish(report.id, "me@mail.example", at=AT)
    restore = backup()
    leaves = models.SubscriberRow.objects.first()
    end_subscription(leaves.secret, place=place, at=AT)
    place.reporters.drop_wish(dropped.id, at=AT)
    place.reporters.told(models.WishRow.objects.get(report_id=told.id).id, at=AT)
    newer = promises()
    restore()

    assert keep_promises(newer).departed == 3
    assert not models.SubscriberRow.objects.filter(id=leaves.id).exists()
    assert models.SubscriberRow.objects.count() == 1
    assert [row.report_id for row in models.WishRow.objects.all()] == [open_.id]
    assert keep_promises(newer).departed == 0


def test_what_was_blanked_in_a_warning_is_blanked_again(place, backup, how):
    report = a_report(place, text="I am Winifred Oakapple, ring me on 07700 900123. A man from Microsoft rang.")
    warning = a_warning()
    first = warning.sections[0]
    quoted = replace(first.sentences[0], text="Ring 07700 900123 about it.")
    place.warnings.save(replace(warning, sections=(replace(first, sentences=(quoted,)), *warning.sections[1:])))
    restore = backup()
    one_record.erase(report.id, **how)
    newer = promises()
    restore()
    assert "900123" in json.dumps(models.WarningRow.objects.get().record)

    keep_promises(newer)
    assert place.warnings.find(warning.id).sections[0].sentences[0].text == "Ring [removed] about it."


def test_carried_out_and_in_by_a_file_that_others_cannot_read(place, backup, tmp_path):
    row = asked(place)
    restore = backup()
    place.requests.close(row.id, by="ana", at=AT, withhold=True)
    file = tmp_path / "promises.json"
    carry_out(file)
    restore()

    assert file.stat().st_mode & 0o077 == 0
    assert "960123" not in file.read_text()
    with pytest.raises(StorageFault):
        carry_out(file)
    assert carry_in(file).silent == 1
    assert place.requests.is_withheld("+441632960123")
    for damaged in ("[]", '{"decisions": [{}]}', '{"decisions": 5}', '{"requests": ["one"]}'):
        file.write_text(damaged)
        with pytest.raises(StorageFault, match="is no file that"):
            carry_in(file)
