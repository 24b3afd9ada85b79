from datetime import date, timedelta

import pytest

from ringfence.domain.campaign import CampaignEventKind, ReportTraits
from ringfence.domain.report import ReportId
from ringfence.foundation.errors import InvalidInput, UnknownName, WrongState
from ringfence.link import CampaignBook, read_traits
from tests.link.crews import told


def a_book(*reports: ReportTraits) -> CampaignBook:
    book = CampaignBook()
    for report in reports:
        book.place(report)
    return book


def test_two_accounts_of_one_script_make_a_campaign():
    book = a_book(told("oak", 1))

    placed = book.place(told("oak", 2))

    assert placed.campaign is not None
    assert book.campaign(placed.campaign).reports == ("oak-001", "oak-002")


def test_one_account_alone_is_no_campaign():
    book = a_book(told("oak", 1), told("elm", 1))

    assert book.campaign_of(ReportId("oak-001")) is None


def test_crews_of_one_kind_with_other_details_stay_two():
    book = a_book(*(told(crew, teller) for teller in range(6) for crew in ("oak", "elm")))

    assert book.campaign_of(ReportId("oak-003")) != book.campaign_of(ReportId("elm-003"))


def test_why_names_what_both_tell():
    book = a_book(told("oak", 1))

    (link,) = book.place(told("oak", 2)).links

    assert "oakdetail3" in link.why
    assert link.other == "oak-001"


def test_the_weights_of_a_link_add_up_to_its_match_weight_or_more():
    book = a_book(told("oak", 1))

    (link,) = book.place(told("oak", 2)).links

    # What a teller alone says costs a little each and is not listed.
    assert sum(reason.weight for reason in link.reasons) >= link.match_weight


def test_the_same_report_twice_is_one_report():
    book = a_book(told("oak", 1), told("oak", 2))

    again = book.place(told("oak", 2))

    assert again.events == ()
    assert len(book.campaign(again.group).reports) == 2


def test_one_reporter_pressing_again_and_again_makes_no_campaign():
    book = a_book(*(told("oak", teller, voice="the same person") for teller in range(20)))

    assert book.campaign_of(ReportId("oak-007")) is None


def test_anonymous_reports_of_one_day_are_one_voice():
    a_day = date(2024, 1, 1)
    anonymous = read_traits(ReportId("a"), None, told_on=a_day).voice
    book = a_book(*(told("oak", teller, day=0, voice=anonymous) for teller in range(9)))

    assert book.campaign_of(ReportId("oak-000")) is None
    assert read_traits(ReportId("b"), None, told_on=a_day + timedelta(days=1)).voice != anonymous


def test_a_flood_of_one_voice_changes_no_profile():
    book = a_book(told("oak", 1), told("oak", 2))
    for teller in range(3, 40):
        book.place(told("oak", teller, voice="flooder"))

    assert book.campaign(book.campaign_of(ReportId("oak-001"))).reporters == 3


def test_a_shared_number_alone_links_nothing():
    book = a_book(told("oak", 1, extra=["tel:02079460118"]))

    assert book.place(told("elm", 1, extra=["tel:02079460118"])).match_weight is None


def test_a_number_weighs_less_the_more_crews_show_it():
    number = "tel:02079460118"
    rare = a_book(told("oak", 1, extra=[number]), told("oak", 2, extra=[number]))
    popular = a_book(
        *(told(f"crew{crew}x", 1, extra=[number]) for crew in range(30)),
        told("oak", 1, extra=[number]),
        told("oak", 2, extra=[number]),
    )

    def bits(book: CampaignBook) -> float:
        link = book.weigh(ReportId("oak-001"), ReportId("oak-002"))
        return next(reason.weight for reason in link.reasons if reason.comparison == "tel")

    assert bits(popular) < bits(rare) - 2


def test_one_report_that_resembles_two_campaigns_does_not_make_them_one():
    book = a_book(*(told(crew, teller) for teller in range(5) for crew in ("oak", "elm")))
    between = told("oak", 9, extra=[f"w:elmdetail{place}" for place in range(5)])

    placed = book.place(between)

    assert placed.merged == ()
    assert book.campaign_of(ReportId("oak-001")) != book.campaign_of(ReportId("elm-001"))


def test_two_halves_of_one_script_become_one_when_reports_bridge_them():
    first = [told("oak", teller, details=2) for teller in (0, 4)]  # share nothing with each other
    book = a_book(*first)
    assert book.campaign_of(ReportId("oak-000")) is None

    for teller in (10, 18, 26):
        book.place(told("oak", teller, details=8))

    assert book.memory.group_of(ReportId("oak-000")) == book.memory.group_of(ReportId("oak-004"))


def test_a_campaign_that_comes_back_is_known_and_what_changed_is_named():
    old = [told("oak", teller, day=teller, extra=["n:1950"]) for teller in range(4)]
    new = [told("oak", teller, day=200 + teller, extra=["n:2950"]) for teller in range(4, 8)]
    book = a_book(*old)

    placed = book.place(new[0])
    for report in new[1:]:
        book.place(report)

    assert placed.returned_after_days == 201
    (back,) = book.campaign(placed.campaign).returns
    assert back.days == 201
    assert "n:2950" in {trait.feature for trait in back.gained}
    assert "n:1950" in {trait.feature for trait in back.lost}
    assert CampaignEventKind.RETURNED in {event.kind for event in book.history(placed.campaign)}


def test_a_crew_with_another_firm_and_tool_is_known_by_what_its_old_reports_agreed_on():
    def a_book_where(telling: int) -> CampaignBook:
        """A campaign of four accounts, of which so many tell the details that come back; and other crews."""
        script = ["brand:lloyds", "tool:AnyDesk"]
        accounts = [told("oak", n, day=n, extra=[*script, *(kept if n < telling else ())]) for n in range(4)]
        return a_book(*(told(f"crew{crew}x", 1) for crew in range(40)), *accounts)

    kept = ["w:heron", "w:lantern"]
    back = told("elm", 1, day=200, extra=["brand:barclays", "tool:Zoom", *kept])

    assert a_book_where(telling=4).place(back).returned_after_days == 197
    assert a_book_where(telling=1).place(back).match_weight is None


def test_on_merging_the_older_id_survives_and_the_other_redirects():
    book = a_book(*(told("oak", teller, day=teller) for teller in (5, 6)), *(told("elm", t, day=t) for t in (1, 2)))
    oak, elm = book.campaign_of(ReportId("oak-005")), book.campaign_of(ReportId("elm-001"))

    assert book.merge([oak, elm], by="officer") == elm
    assert book.current(oak) == elm
    assert oak in book.campaign(elm).former_ids
    assert len(book.campaign(oak).reports) == 4


def test_on_splitting_the_larger_part_keeps_the_id():
    book = a_book(*(told("oak", teller) for teller in range(5)))
    whole = book.campaign_of(ReportId("oak-000"))

    smaller = book.split(whole, [ReportId("oak-000"), ReportId("oak-001"), ReportId("oak-002")], by="officer")

    assert book.campaign(whole).reports == ("oak-000", "oak-001", "oak-002")
    assert book.campaign(smaller).reports == ("oak-003", "oak-004")


def test_what_an_officer_parted_is_never_put_together_again():
    book = a_book(*(told("oak", teller) for teller in range(5)))
    whole = book.campaign_of(ReportId("oak-000"))
    smaller = book.split(whole, [ReportId("oak-000"), ReportId("oak-001")], by="officer")

    for teller in range(8, 40):
        book.place(told("oak", teller, details=8))

    assert book.memory.group_of(ReportId("oak-000")) != book.memory.group_of(ReportId("oak-004"))
    assert smaller in book.campaign(whole).kept_apart_from


def test_merging_what_was_kept_apart_needs_to_be_said():
    book = a_book(*(told(crew, teller) for teller in range(3) for crew in ("oak", "elm")))
    oak, elm = book.campaign_of(ReportId("oak-000")), book.campaign_of(ReportId("elm-000"))
    book.keep_apart(oak, elm, by="officer")

    with pytest.raises(WrongState, match="apart"):
        book.merge([oak, elm], by="another officer")
    assert book.merge([oak, elm], by="another officer", overrule=True) in {oak, elm}


def test_parting_off_everything_is_refused():
    book = a_book(told("oak", 1), told("oak", 2))
    whole = book.campaign_of(ReportId("oak-001"))

    with pytest.raises(InvalidInput):
        book.split(whole, [ReportId("oak-001"), ReportId("oak-002")], by="officer")
    with pytest.raises(InvalidInput):
        book.split(whole, [ReportId("elm-001")], by="officer")


def test_an_unknown_campaign_is_named():
    with pytest.raises(UnknownName, match="C-nothing"):
        CampaignBook().campaign("C-nothing")


def test_reports_without_words_kind_or_day_are_placed():
    book = CampaignBook()
    for place in range(3):
        placed = book.place(read_traits(ReportId(str(place)), None, voice=str(place)))
        assert placed.campaign is None
