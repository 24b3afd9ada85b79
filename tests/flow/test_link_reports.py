from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence import link_reports

SCRIPTS = {
    "tick": [
        "A man called Raymond Pike from Microsoft had me put on UltraViewer. £249 for a lifetime shield, green tick.",
        "Ray Pike of Windows got mum to load Ultra Viewer, a green tick on the screen, two hundred and forty nine pounds.",
        "Inft called by male Pike, Microsoft. Ultraviewer installed. Asked £249 for lifetime shield.",
    ],
    "foil": [
        "DC Mercer of Hammersmith said wrap £5,000 in kitchen foil, a courier with the word bluebell would come.",
        "Policeman called Mercer, Hammersmith CID. Cash to be wrapped in tin foil. Password bluebell for the courier.",
        "A lad came to the door and said bluebell and nan handed over the money in the foil, for detective Mercer.",
    ],
}
ROWS = [
    {"id": f"{name}{place}", "text": text, "date": str(date(2024, 3, 1) + timedelta(days=place)), "area": "kent"}
    for name, texts in SCRIPTS.items()
    for place, text in enumerate(texts)
]


def test_two_scripts_are_two_campaigns():
    found = {one.id: one.campaign for one in link_reports(ROWS)}

    assert len({found[f"tick{place}"] for place in range(3)}) == 1
    assert len({found[f"foil{place}"] for place in range(3)}) == 1
    assert len(set(found.values())) == 2


@settings(max_examples=15, deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_the_rows_changes_nothing(order):
    expected = {one.id: (one.campaign, one.why) for one in link_reports(ROWS)}

    assert {one.id: (one.campaign, one.why) for one in link_reports(order)} == expected


@pytest.mark.slow
def test_several_processes_find_what_one_finds():
    many = [{**row, "id": f"{row['id']} {copy}"} for copy in range(335) for row in ROWS]

    one, two = link_reports(many, processes=1), link_reports(many, processes=2)

    assert [linked.campaign for linked in one] == [linked.campaign for linked in two]


@pytest.mark.slow
def test_ten_thousand_identical_reports_of_one_reporter_are_no_campaign():
    same = [{"id": place, "text": ROWS[0]["text"], "reporter": "r", "recognition": {}} for place in range(10_000)]

    assert {one.campaign for one in link_reports(same, processes=1)} == {None}


def test_anonymous_reports_of_one_day_are_no_campaign():
    rows = [{**row, "date": "2024-03-01", "reporter": None} for row in ROWS[:3]]

    assert {one.campaign for one in link_reports(rows)} == {None}


def test_a_report_of_a_megabyte_is_linked_like_any_other():
    long = ROWS[0]["text"] + " and then he went on and on" * 40_000

    found = link_reports(
        [{"id": "long", "text": long}, {"id": "b", "text": ROWS[1]["text"]}, {"id": "empty", "text": ""}]
    )

    assert found[0].campaign == found[1].campaign is not None
    assert found[2].campaign is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.fixed_dictionaries({"id": st.integers(), "text": st.text(max_size=60)}), max_size=6))
def test_no_text_makes_it_fall(rows):
    assert len(link_reports(rows)) == len(rows)


def test_ids_told_apart_never_meet_another_row_and_follow_the_days():
    rows = [
        {"id": "a", "text": "He was Ray Pike from Microsoft and wanted UltraViewer.", "date": "2024-02-02"},
        {"id": "a", "text": "Ray Pike, Microsoft, Ultra Viewer again.", "date": "2024-02-01"},
        {"id": "a (2)", "text": "The gas board wanted to read my meter.", "date": "2024-02-03"},
    ]

    answers = link_reports(rows)

    assert [answer.id for answer in answers] == ["a", "a", "a (2)"]
    assert answers[2].campaign is None or answers[2].campaign != answers[0].campaign
