"""Retention, legal hold, access, erasure and opening an original, over whichever database the run is on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.builders import a_warning

from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.public_request import RequestKind
from ringfence.domain.retention import DecisionKind, Removal, Removed
from ringfence.flow import data_subject
from ringfence.flow import privacy as requests
from ringfence.flow.retain import retain
from ringfence.flow.retention_table import load_retention_table
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.flow.when_report_is_read import when_report_is_read
from ringfence.foundation.errors import InvalidInput, InvalidSetting, NotAllowed, StorageFault, UnknownName, WrongState
from ringfence.foundation.periods import Period
from ringfence.intake import check_report
from ringfence.store import models
from ringfence.store.faults import plain_transaction
from ringfence.wiring.privacy import build_privacy

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ANALYST = Actor(username="ana", roles=frozenset({DeskRole.ANALYST}))
WHY = "Needed for the enquiry into courier fraud"
TEXT = "I'm Winifred Oakapple, ring me on 07700 900123. A man from Microsoft had me download AnyDesk."


@pytest.fixture
def privacy(db):
    return build_privacy()


def a_report(place, *, age_in_days: int = 0, contact: str = "w.oakapple@mail.example", text: str = TEXT):
    received = AT - timedelta(days=age_in_days)
    fields = {"text": text, "area": "cheshire", "called_on": received.date().isoformat(), "contact": contact,
              "contact_name": "Winifred Oakapple"}  # fmt: skip
    incoming = check_report(fields, shelf=place.shelf, as_of=received, source="form", source_key=None, original=b"{}")
    report, _ = when_report_arrives(incoming, place=place, received_at=received)
    when_report_is_read(report.id, place=place)
    return report


def run(privacy, at=AT):
    done = retain(load_retention_table(), privacy=privacy, transaction=plain_transaction, as_of=at)
    return {one.rule: one.records for one in done if one.records}


def counted(place, age_in_days=0):
    week = Period.containing((AT - timedelta(days=age_in_days)).date())
    return place.counts.count_table(first=week, last=week).counts.sum()


def test_each_rule_removes_what_is_past_its_period_and_nothing_younger(place, privacy):
    young, two, six, _twelve = (a_report(place, age_in_days=days) for days in (10, 731, 2191, 4381))
    assert run(privacy) == {"report_originals": 3, "report_texts": 2, "report_counts": 1}
    rows = {row.id: row for row in models.Report.objects.all()}
    assert set(rows) == {young.id, two.id, six.id}
    assert not rows[young.id].is_emptied
    assert rows[two.id].is_emptied
    assert rows[two.id].redacted_text
    assert (rows[six.id].redacted_text, rows[six.id].recognition) == (None, None)
    with pytest.raises(StorageFault, match="past its retention period"):
        place.reports.open_original(two.id)


def test_emptied_reports_still_count_and_their_reporter_can_no_longer_be_found(place, privacy):
    for _ in range(2):  # the same person twice in a week is one reporter
        a_report(place, age_in_days=800)
    before = counted(place, 800)
    run(privacy)
    assert counted(place, 800) == before == 1
    assert privacy.reports_of("w.oakapple@mail.example") == []


def test_a_second_run_removes_nothing_more(place, privacy):
    for days in (731, 2191, 4381):
        a_report(place, age_in_days=days)
    run(privacy)
    before = list(models.Report.objects.order_by("id").values())
    assert run(privacy) == {}
    assert list(models.Report.objects.order_by("id").values()) == before
    assert Removed(rule="report_originals", records=3) in privacy.removed_so_far()


def test_a_run_killed_half_way_is_finished_by_the_next(place, privacy, monkeypatch):
    monkeypatch.setattr("ringfence.flow.retain.BATCH", 2)
    for _ in range(5):
        a_report(place, age_in_days=731)
    note, calls = type(privacy).note_removed, []

    def dies_in_the_second_batch(self, removed, *, at):
        calls.append(removed)
        if len(calls) == 2:
            raise KeyboardInterrupt
        note(self, removed, at=at)

    with monkeypatch.context() as patch:
        patch.setattr(type(privacy), "note_removed", dies_in_the_second_batch)
        with pytest.raises(KeyboardInterrupt):
            run(privacy)
    assert models.Report.objects.filter(is_emptied=True).count() == 2  # the whole first batch, nothing of the second
    assert privacy.removed_so_far() == [Removed(rule="report_originals", records=2)]
    assert run(privacy) == {"report_originals": 3}


def test_a_legal_hold_wins_over_every_rule_and_over_erasure_until_it_is_released(place, privacy):
    held = a_report(place, age_in_days=5000)
    requests.hold(held.id, by=ANALYST, reason=WHY, privacy=privacy, place=place, at=AT)
    assert run(privacy) == {}
    with pytest.raises(WrongState, match="legal hold"):
        requests.erase(held.id, by=ANALYST, reason="The reporter asked us to", privacy=privacy, place=place, at=AT)
    assert place.reports.open_original(held.id).incoming.text.text == TEXT
    assert [one.kind for one in privacy.decisions(held.id)] == [DecisionKind.HOLD, DecisionKind.REFUSAL]
    requests.release(held.id, by=ANALYST, reason="The enquiry is closed", privacy=privacy, place=place, at=AT)
    assert run(privacy)["report_counts"] == 1


def test_a_hold_put_on_again_after_release_holds(place, privacy):
    report = a_report(place, age_in_days=5000)
    for step in (requests.hold, requests.release, requests.hold):
        step(report.id, by=ANALYST, reason=WHY, privacy=privacy, place=place, at=AT)
    assert run(privacy) == {}


def test_an_original_opens_only_with_a_person_a_reason_and_a_record_of_both(place, privacy):
    report = a_report(place)
    how = {"privacy": privacy, "place": place, "at": AT}
    with pytest.raises(NotAllowed):
        requests.open_original(report.id, by=Actor(username="eve"), reason=WHY, **how)
    with pytest.raises(InvalidInput):
        requests.open_original(report.id, by=ANALYST, reason=" ok ", **how)
    assert privacy.decisions(report.id) == []
    assert requests.open_original(report.id, by=ANALYST, reason=WHY, **how).contact_name == "Winifred Oakapple"
    (opened,) = privacy.decisions(report.id)
    assert (opened.kind, opened.by, opened.reason) == (DecisionKind.OPENING, "ana", WHY)


def test_a_person_is_given_all_that_is_kept_about_them_and_who_opened_it(place, privacy):
    first = a_report(place, age_in_days=1)
    second = a_report(place, text="They rang again, from BT this time.")
    a_report(place, contact="somebody.else@mail.example")
    how = {"by": ANALYST, "privacy": privacy, "place": place, "at": AT}
    requests.open_original(first.id, reason=WHY, **how)
    given = data_subject.export_for_subject(" W.Oakapple@mail.example", reason="They asked for their data", **how)
    assert [one["reference"] for one in given["reports"]] == [first.reference, second.reference]
    assert given["reports"][0]["words"] == TEXT
    assert given["reports"][0]["decisions_and_openings"][0]["what"] == "opening"
    json.dumps(given)
    with pytest.raises(UnknownName):
        data_subject.export_for_subject("nobody@mail.example", reason="They asked for their data", **how)


def test_erasure_reaches_the_count_and_the_drafts_and_says_nothing_of_what_it_was(place, privacy):
    report = a_report(place)
    warning = a_warning()
    sections = warning.sections
    first = sections[0].sentences[0]
    from dataclasses import replace

    quoted = replace(first, text="Ring Winifred Oakapple on 07700 900123 about it.")
    sentences = (quoted, *sections[0].sentences[1:])
    place.warnings.save(replace(warning, sections=(replace(sections[0], sentences=sentences), *sections[1:])))
    touched = requests.erase(
        report.id, by=ANALYST, reason="The reporter asked us to", privacy=privacy, place=place, at=AT
    )
    assert touched == 1
    assert place.reports.find(report.id) is None
    assert counted(place) == 0
    everything = json.dumps([list(table.objects.values()) for table in (
        models.Report, models.WarningRow, models.PrivacyDecisionRow, models.RemovedCount)], default=str)  # fmt: skip
    for gone in ("Oakapple", "07700 900123", "w.oakapple", report.reference):
        assert gone not in everything
    assert place.warnings.find(warning.id).sections[0].sentences[0].text == "Ring [removed] on [removed] about it."
    assert [one.kind for one in privacy.decisions(report.id)] == [DecisionKind.ERASURE]


def test_a_refusal_records_its_reason(place, privacy):
    report = a_report(place)
    requests.refuse_erasure(report.id, by=ANALYST, reason="Evidence in a trial", privacy=privacy, place=place, at=AT)
    assert [(one.kind, one.reason) for one in privacy.decisions(report.id)] == [
        (DecisionKind.REFUSAL, "Evidence in a trial")
    ]
    assert place.reports.find(report.id) is not None


def test_a_recognition_quotes_no_person(place):
    report = a_report(place, text="I'm Winifred Oakapple and he told me, Winifred Oakapple, to download AnyDesk now. "
                                  "He has my card 4111 1111 1111 1111 and is on my computer. Ring me on 07700 900123.")  # fmt: skip
    kept = json.dumps(models.Report.objects.get(id=report.id).recognition)
    assert "AnyDesk" in kept
    assert not any(piece in kept for piece in ("Oakapple", "4111 1111", "900123"))


def test_sealed_with_the_key_of_originals_alone(place):
    from ringfence.store.key_file import read_keys
    from ringfence.store.vault import Vault
    from ringfence.wiring.django_settings import KEY_FILE

    report = a_report(place)
    sealed = bytes(models.Report.objects.get(id=report.id).sealed)
    with pytest.raises(StorageFault, match="No key"):
        Vault(read_keys(KEY_FILE)).open(sealed)


def test_a_table_with_faults_names_them_all(tmp_path):
    file = tmp_path / "retention.toml"
    file.write_text('[a]\nrecord = "x"\nremoval = "shred"\n[b]\ndays = -1\n')
    with pytest.raises(InvalidSetting) as refused:
        load_retention_table(file)
    assert {fault.field for fault in refused.value.faults} == {"a", "b"}


def test_every_rule_of_the_packaged_table_says_what_for_on_which_basis_and_when_it_is_looked_at_again():
    rules = load_retention_table()
    assert {rule.removal for rule in rules} == set(Removal)
    assert all(rule.purpose and rule.basis and rule.review_on for rule in rules)


def test_requests_go_a_year_after_they_were_dealt_with_and_a_withheld_number_stays_untold(place, privacy):
    for number in ("01632 960123", "01632 960124"):
        place.requests.keep(RequestKind.NUMBER, text="They show it.", number=number, contact="", at=AT - timedelta(800))
    first, second = models.PublicRequestRow.objects.order_by("id")
    for row in (first, second):
        place.requests.close(row.id, by="ana", at=AT - timedelta(400), withhold=row == first)
    place.requests.keep(RequestKind.COMPLAINT, text="Still open.", number="", contact="", at=AT - timedelta(800))

    assert run(privacy) == {"public_requests": 2}
    assert run(privacy) == {}
    (kept,) = models.PublicRequestRow.objects.filter(is_withheld=True)
    assert bytes(kept.sealed) == b""
    assert sum(place.requests.is_withheld(each) for each in ("+441632960123", "+441632960124")) == 1
    assert models.PublicRequestRow.objects.count() == 2
