"""Campaigns as they are kept, over whichever database the run is on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.link.crews import told

from ringfence.domain.campaign import CampaignEventKind
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import REAL_WORLD, ReportId, World
from ringfence.flow import campaigns
from ringfence.flow import privacy as requests
from ringfence.flow.retain import follow_in_campaigns
from ringfence.flow.when_file_arrives import when_file_arrives
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.flow.when_report_is_read import when_report_is_read
from ringfence.foundation.errors import InvalidInput, NotAllowed, UnknownName, WrongState
from ringfence.foundation.periods import Period
from ringfence.intake import check_report
from ringfence.link import BookMemory, CampaignBook, count_by_campaign
from ringfence.store import models
from ringfence.wiring.place import build_place
from ringfence.wiring.privacy import build_privacy

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ANALYST = Actor(username="ana", roles=frozenset({DeskRole.ANALYST}))
WHY = "They are of one crew."
TABLES = (
    models.LinkBookRow, models.LinkFeatureRow, models.LinkedReportRow, models.CampaignRow, models.CampaignEventRow,
)  # fmt: skip
CREWS = ("oak", "elm", "ash")
REPORTS = [told(crew, teller, details=6) for crew in CREWS for teller in range(4)]
IDS = [report.id for report in REPORTS]
# Two tellings of one script, so that they are linked whatever the weights of the day are.
SCRIPT = (
    "A man who said he was Inspector Pemberton from the Met rang. He said two lads were caught at Argos in Swindon "
    "with my card and a Rolex, and asked me to take £6,400 out, put it in a biscuit tin with code word Marmalade, "
    "and give it to a courier called Dennis on a red moped. Ring me on 07700 900123. {own}"
)


def a_report(place, number: int, *, own: str = "", text: str = SCRIPT, **fields):
    fields = {
        "text": text.format(own=own), "area": "kent", "called_on": "2026-05-27", "contact": f"w{number}@mail.example",
        "shown_number": "020 7946 0118", "contact_name": "Winifred Oakapple", **fields,
    }  # fmt: skip
    incoming = check_report(fields, shelf=place.shelf, as_of=AT, source="form", source_key=str(number), original=b"{}")
    report, _ = when_report_arrives(incoming, place=place, received_at=AT)
    return report


def a_read_report(place, number: int, **fields):
    report = a_report(place, number, **fields)
    when_report_is_read(report.id, place=place)
    return report


def put(place, traits) -> None:
    with place.transaction(), place.campaigns.book() as memory:
        place.campaigns.wait([(traits, None)])
        CampaignBook(memory).place(traits)


def everything() -> str:
    return json.dumps([list(table.objects.order_by("pk").values()) for table in TABLES], default=repr)


def groups(memory, ids=IDS) -> dict:
    return {report: memory.group_of(report) for report in ids}


def test_two_tellings_of_one_script_are_one_campaign(place):
    one, two = a_read_report(place, 1), a_read_report(place, 2, own="He was very polite.")
    (line,) = place.campaigns.newest(most=10)
    assert place.campaigns.campaigns_of([one.id, two.id]) == {one.id: line.id, two.id: line.id}
    assert (line.reporters, line.reports, line.last_on) == (2, 2, date(2026, 5, 27))


def test_reading_twice_changes_nothing_of_campaigns(place):
    report = a_read_report(place, 1)
    a_read_report(place, 2)
    before = everything()
    when_report_is_read(report.id, place=place)
    assert everything() == before


def test_a_worker_killed_while_it_places_leaves_nothing_half_done(place, monkeypatch):
    a_read_report(place, 1)
    report = a_report(place, 2)
    before = everything()
    with monkeypatch.context() as patch:
        patch.setattr("ringfence.store.link_memory.DjangoLinkMemory._write_features", dies)
        with pytest.raises(KeyboardInterrupt):
            when_report_is_read(report.id, place=place)
    assert everything() == before
    assert not place.reports.find(report.id).is_read
    when_report_is_read(report.id, place=place)
    assert place.campaigns.newest(most=10)


def dies(*args: object) -> None:
    raise KeyboardInterrupt


def test_a_file_killed_before_its_reports_are_placed_is_made_good(place, tmp_path, monkeypatch):
    file = tmp_path / "reports.jsonl"
    rows = [{"id": str(n), "text": SCRIPT.format(own=""), "area": "kent", "contact": f"w{n}@mail.example",
             "called_on": "2026-05-27", "reported_on": "2026-05-28"} for n in range(3)]  # fmt: skip
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with monkeypatch.context() as patch:
        patch.setattr("ringfence.flow.when_file_arrives.place_waiting", lambda place: dies())
        with pytest.raises(KeyboardInterrupt):
            when_file_arrives(file, layout="jsonl", place=place, received_at=AT)
    assert place.campaigns.newest(most=10) == []
    assert campaigns.place_waiting(place=place) == 3
    assert campaigns.place_waiting(place=place) == 0
    assert [line.reports for line in place.campaigns.newest(most=10)] == [3]


def test_no_number_name_or_rare_word_of_a_report_stands_in_the_tables(place):
    for number in (1, 2):
        a_read_report(place, number, own="I am Winifred Oakapple of Crewe and so is my sister Ottilie Penhallow.")
    kept = everything().lower()
    for plain in ("oakapple", "penhallow", "winifred", "07700900123", "02079460118", "7946 0118", "mail.example"):
        assert plain not in kept
    assert "tel:#" in kept


def test_the_number_shown_is_kept_sealed_unless_it_is_the_reporters_own(place):
    one = a_read_report(place, 1)
    own = a_read_report(place, 2, contact="07700 900124", shown_number="+44 7700 900124")
    assert [(shown.report, shown.number) for shown in place.campaigns.shown_numbers([one.id, own.id])] == [
        (one.id, "020 7946 0118")
    ]


def test_anonymous_reports_are_known_as_such_when_campaigns_are_counted(place):
    a_read_report(place, 1)
    for number in (2, 3):  # one day: one voice, whether one person or two
        a_read_report(place, number, contact="")
    (line,) = place.campaigns.newest(most=10)
    assert line.reporters == 2
    week = Period.containing(date(2026, 5, 27))
    table = count_by_campaign([line.id], memory=place.campaigns.read_only(), first=week, last=week)
    assert (table.counts.tolist(), table.anonymous.tolist()) == ([[2]], [[1]])


def test_worlds_have_campaigns_of_their_own(place):
    practice = build_place(World("practice"))
    a_read_report(place, 1)
    a_read_report(practice, 2)
    assert place.campaigns.newest(most=10) == practice.campaigns.newest(most=10) == []
    a_read_report(practice, 3)
    assert len(practice.campaigns.newest(most=10)) == 1
    practice.clear_exercise()
    assert practice.campaigns.newest(most=10) == []
    assert models.LinkBookRow.objects.get().world == REAL_WORLD


def test_the_store_keeps_the_same_book_as_memory_does(place):
    in_memory = CampaignBook(BookMemory())
    for traits in REPORTS:
        in_memory.place(traits)
        put(place, traits)
    kept = CampaignBook(place.campaigns.read_only())
    assert groups(kept.memory) == groups(in_memory.memory)
    for id_ in set(groups(in_memory.memory).values()):
        ours = CampaignBook(place.campaigns.read_only(about=id_)).campaign(id_)
        theirs = in_memory.campaign(id_)
        assert (ours.reports, ours.reporters, ours.areas, ours.months) == (
            theirs.reports, theirs.reporters, theirs.areas, theirs.months)  # fmt: skip
        assert {trait.feature for trait in ours.traits} == {trait.feature for trait in theirs.traits}
        assert place.campaigns.history(id_) == list(in_memory.history(id_))


def test_a_merge_by_a_person_stays_and_the_other_id_redirects(place):
    for traits in REPORTS:
        put(place, traits)
    oak, elm = (place.campaigns.read_only().group_of(ReportId(f"{crew}-000")) for crew in ("oak", "elm"))
    survivor = campaigns.merge_campaigns([oak, elm], by=ANALYST, reason=WHY, place=place, at=AT)
    gone = ({oak, elm} - {survivor}).pop()
    assert place.campaigns.read_only().current(gone) == survivor
    merged = place.campaigns.history(survivor)[-1]
    assert (merged.kind, merged.by, merged.note, merged.on) == (CampaignEventKind.MERGED, "ana", WHY, AT.date())
    put(place, told("elm", 9, details=6))
    assert place.campaigns.read_only().group_of(ReportId("elm-009")) == survivor
    book = CampaignBook(place.campaigns.read_only(about=survivor))
    assert book.campaign(gone).former_ids == (gone,)


def test_a_split_by_a_person_is_never_undone(place):
    for teller in range(4):
        put(place, told("oak", teller, details=6))
    whole = place.campaigns.read_only().group_of(ReportId("oak-000"))
    smaller = campaigns.split_campaign(whole, [ReportId("oak-003")], by=ANALYST, reason=WHY, place=place, at=AT)
    for teller in range(8, 20):
        put(place, told("oak", teller, details=8))
    memory = place.campaigns.read_only()
    assert memory.group_of(ReportId("oak-003")) != memory.group_of(ReportId("oak-000")) == whole
    with pytest.raises(WrongState):
        campaigns.merge_campaigns([whole, smaller], by=ANALYST, reason=WHY, place=place, at=AT)
    assert campaigns.merge_campaigns([whole, smaller], by=ANALYST, reason=WHY, place=place, at=AT, overrule=True)


def test_a_decision_wants_a_person_of_the_desk_in_this_world_and_a_reason(place):
    for teller in range(3):
        put(place, told("oak", teller, details=6))
    whole = place.campaigns.read_only().group_of(ReportId("oak-000"))
    how = {"place": place, "at": AT}
    before = everything()
    with pytest.raises(NotAllowed):
        campaigns.split_campaign(whole, [ReportId("oak-000")], by=Actor(username="eve"), reason=WHY, **how)
    elsewhere = Actor(username="ana", roles=ANALYST.roles, world=World("practice"))
    with pytest.raises(NotAllowed):
        campaigns.split_campaign(whole, [ReportId("oak-000")], by=elsewhere, reason=WHY, **how)
    with pytest.raises(InvalidInput):
        campaigns.split_campaign(whole, [ReportId("oak-000")], by=ANALYST, reason=" ok ", **how)
    with pytest.raises(UnknownName):
        campaigns.merge_campaigns(["C-nothing", whole], by=ANALYST, reason=WHY, **how)
    assert everything() == before


def test_erasure_takes_a_report_out_of_its_campaign_and_out_of_every_count(place):
    kept = a_read_report(place, 1)
    before = everything()
    erased = a_read_report(place, 2, own="The parcel had a unicorn sticker.")
    (line,) = place.campaigns.newest(most=10)
    requests.erase(
        erased.id, by=ANALYST, reason="The reporter asked us to", privacy=build_privacy(), place=place, at=AT
    )
    assert place.campaigns.newest(most=10) == []  # one reporter alone is no campaign
    memory = place.campaigns.read_only()
    assert memory.group_of(erased.id) is None
    assert memory.group_of(kept.id) == line.id
    assert memory.totals(None) == (1, 0)
    told_now = {row.feature: json.loads(row.counts)[""] for row in models.LinkFeatureRow.objects.all()}
    was_told = {row["feature"]: json.loads(row["counts"])[""] for row in json.loads(before)[1]}
    assert {feature: n for feature, n in told_now.items() if n} == was_told


steps = st.lists(
    st.one_of(
        st.tuples(st.just("place"), st.integers(0, len(REPORTS) - 1), st.just(0)),
        st.tuples(st.just("merge"), st.integers(0, len(REPORTS) - 1), st.integers(0, len(REPORTS) - 1)),
        st.tuples(st.just("split"), st.integers(0, len(REPORTS) - 1), st.integers(1, 4)),
    ),
    min_size=4,
    max_size=16,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_sequence_of_reports_merges_and_splits_keeps_ids_and_decisions(place, sequence):
    for table in TABLES:
        table.objects.all().delete()
    in_memory = CampaignBook(BookMemory())  # what holds of it is stated in tests/link/test_stable_ids.py
    placed: list[ReportId] = []
    for what, one, two in sequence:
        if what == "place":
            put(place, REPORTS[one])
            in_memory.place(REPORTS[one])
            placed = list(dict.fromkeys([*placed, IDS[one]]))
        elif len(placed) >= 2:
            group = in_memory.memory.group_of(placed[one % len(placed)])
            if what == "merge":
                other = in_memory.memory.group_of(placed[two % len(placed)])
                how = {"overrule": two % 2 == 0}
                refused = (InvalidInput, WrongState)
                with Suppressing(refused) as here:
                    campaigns.merge_campaigns([group, other], by=ANALYST, reason=WHY, place=place, at=AT, **how)
                with Suppressing(refused) as there:
                    in_memory.merge([group, other], by="ana", on=AT.date(), note=WHY, **how)
            else:
                leaving = list(in_memory.campaign(group).reports)[:two]
                with Suppressing(InvalidInput) as here:
                    campaigns.split_campaign(group, leaving, by=ANALYST, reason=WHY, place=place, at=AT)
                with Suppressing(InvalidInput) as there:
                    in_memory.split(group, leaving, by="ana", on=AT.date(), note=WHY)
            assert here == there
        memory = place.campaigns.read_only()
        assert groups(memory) == groups(in_memory.memory)
    kept = [(row.kind, row.campaign, row.other, row.by) for row in models.CampaignEventRow.objects.order_by("number")]
    assert kept == [(e.kind.value, e.campaign, e.other, e.by) for e in in_memory.memory.events()]


class Suppressing(list):
    """Note what was refused instead of raising it."""

    def __init__(self, refused) -> None:
        super().__init__()
        self._refused = refused

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace) -> bool:
        if kind is not None and issubclass(kind, self._refused):
            self.append(kind)
            return True
        return False


def test_what_is_past_its_period_leaves_nothing_to_find_a_reporter_by(place):
    one, two, three = (a_read_report(place, number) for number in (1, 2, 3))
    (line,) = place.campaigns.newest(most=10)
    voices = set(models.LinkedReportRow.objects.values_list("voice", flat=True))
    models.Report.objects.filter(id=one.id).update(is_emptied=True, sealed=b"", reporter_key="of nobody")
    models.Report.objects.filter(id=two.id).update(
        is_emptied=True, sealed=b"", reporter_key="of another nobody", redacted_text=None
    )
    models.Report.objects.filter(id=three.id).delete()
    assert follow_in_campaigns(place) == 3
    rows = {row.report_id: row for row in models.LinkedReportRow.objects.all()}
    assert set(rows) == {one.id, two.id}
    assert not {row.voice for row in rows.values()} & voices
    assert all(row.sealed_number is None for row in rows.values())
    assert rows[one.id].features
    assert rows[two.id].features == ""
    assert [(kept.id, kept.reporters) for kept in place.campaigns.newest(most=10)] == [(line.id, 2)]
    before = everything()
    assert follow_in_campaigns(place) == 0
    assert everything() == before
