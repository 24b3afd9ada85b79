"""Ids of campaigns under any order of arrival and any sequence of merges and splits.

What holds, and what these tests state:

1. An id that was ever given names exactly one campaign for ever (through redirects).
2. Whatever the order of arrival, reports of scripts that share nothing end up in the same groups; and sorted by day (as
   files are), under the same ids.
3. Merging any set in any order leaves the id of the oldest.
4. No report is lost or doubled, and what a person parted or put together stays so until a person says otherwise.
"""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.domain.report import ReportId
from ringfence.foundation.errors import WrongState
from ringfence.link import CampaignBook
from tests.link.crews import told

CREWS = ("oak", "elm", "ash", "yew")
REPORTS = [told(crew, teller, details=6) for crew in CREWS for teller in range(4)]
IDS = [report.id for report in REPORTS]


def groups_of(book: CampaignBook) -> set[frozenset[ReportId]]:
    by_group: dict[str, set[ReportId]] = {}
    for report in IDS:
        group = book.memory.group_of(report)
        if group is not None:
            by_group.setdefault(group, set()).add(report)
    return {frozenset(members) for members in by_group.values()}


@settings(max_examples=40, deadline=None)
@given(st.permutations(REPORTS))
def test_any_order_of_arrival_gives_the_same_campaigns(order):
    book = CampaignBook()
    for report in order:
        book.place(report)

    assert groups_of(book) == {frozenset(r.id for r in REPORTS if r.id.startswith(crew)) for crew in CREWS}


@settings(max_examples=40, deadline=None)
@given(st.permutations(REPORTS))
def test_an_id_once_given_names_one_campaign_whatever_arrives_after(order):
    book = CampaignBook()
    given_ids: dict[str, ReportId] = {}
    for report in order:
        given_ids.setdefault(book.place(report).group, report.id)
        for id_, first in given_ids.items():
            assert book.current(id_) == book.memory.group_of(first)


@settings(max_examples=40, deadline=None)
@given(st.permutations(CREWS))
def test_merging_in_any_order_leaves_the_oldest_id(order):
    book = CampaignBook()
    for report in REPORTS:
        book.place(report)
    oldest = min((book.campaign_of(ReportId(f"{crew}-000")) for crew in CREWS), key=lambda id_: book._group(id_).born)

    merged = book.campaign_of(ReportId(f"{order[0]}-000"))
    for crew in order[1:]:
        merged = book.merge([merged, book.campaign_of(ReportId(f"{crew}-000"))], by="officer")

    assert merged == oldest


steps = st.lists(
    st.one_of(
        st.tuples(st.just("place"), st.integers(0, len(REPORTS) - 1), st.just(0)),
        st.tuples(st.just("merge"), st.integers(0, len(REPORTS) - 1), st.integers(0, len(REPORTS) - 1)),
        st.tuples(st.just("split"), st.integers(0, len(REPORTS) - 1), st.integers(1, 6)),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_any_sequence_of_reports_merges_and_splits_keeps_ids_and_decisions(sequence):
    book = CampaignBook()
    placed: list[ReportId] = []
    given_ids: set[str] = set()
    parted: set[frozenset[ReportId]] = set()  # pairs that a person parted
    joined: set[frozenset[ReportId]] = set()  # pairs that a person put together
    for what, one, two in sequence:
        if what == "place":
            book.place(REPORTS[one])
            if IDS[one] not in placed:
                placed.append(IDS[one])
        elif len(placed) >= 2:
            group = book.memory.group_of(placed[one % len(placed)])
            members = list(book.campaign(group).reports)
            if what == "split":
                leaving = members[:two]
                if len(leaving) < len(members):
                    staying = set(members) - set(leaving)
                    pairs = {frozenset((a, b)) for a in leaving for b in staying}
                    new = book.split(group, leaving, by="officer")
                    parted |= pairs
                    joined -= pairs
                    larger = max((leaving, sorted(staying)), key=len)
                    if len(leaving) != len(staying):
                        assert book.memory.group_of(larger[0]) == group
                    assert new != group
            else:
                other = book.memory.group_of(placed[two % len(placed)])
                if other != group:
                    theirs = book.campaign(other).reports
                    try:
                        survivor = book.merge([group, other], by="officer")
                    except WrongState:
                        continue
                    assert survivor in {group, other}
                    joined |= {frozenset((a, b)) for a in members for b in theirs}
        given_ids |= {book.memory.group_of(report) for report in placed}
        now = {report: book.memory.group_of(report) for report in placed}
        assert all(book.current(id_) in set(now.values()) for id_ in given_ids)
        assert sorted(report for id_ in set(now.values()) for report in book.campaign(id_).reports) == sorted(placed)
        for pair in combinations(placed, 2):
            if frozenset(pair) in parted:
                assert now[pair[0]] != now[pair[1]]
            if frozenset(pair) in joined:
                assert now[pair[0]] == now[pair[1]]
    numbers = [event.number for event in book.memory.events()]
    assert numbers == list(range(len(numbers)))
