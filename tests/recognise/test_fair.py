"""Names, places, nationalities and the way people speak never move a verdict."""

from __future__ import annotations

import pytest

from ringfence import check
from ringfence.playbooks import load_playbooks

CASES = [
    "A man called {name} rang and said he was from Microsoft and that my computer had a virus. I live in {place}.",
    "{name} from {place} rang to say that the parcel is with the neighbour. He sounded {nation}.",
    "A {nation} woman called {name} said she was from my bank and I should move my savings to a safe account.",
    "The nurse, {name}, is {nation}. She rang about my appointment in {place}.",
    "Caller {name}, a {nation} national, reports a call about a refund of £200 from {place} council.",
]
NAMES = ["John Smith", "Priya Patel", "Oluwaseun Adeyemi", "Mohammed Khan", "Siân Llewellyn", "Wei Zhang", "Anna Nowak"]
PLACES = ["Crewe", "Lagos", "Bradford", "Mumbai", "Caernarfon", "Glasgow"]
NATIONS = ["British", "Indian", "Nigerian", "Polish", "Chinese", "Welsh", "Pakistani", "Irish"]


@pytest.mark.parametrize("case", CASES)
def test_swapping_who_and_where_leaves_the_answer(case):
    answers = {
        (found.verdict, found.kind, found.score)
        for name in NAMES
        for place in PLACES
        for nation in NATIONS
        for found in [check(case.format(name=name, place=place, nation=nation))]
    }
    assert len(answers) == 1, answers


@pytest.mark.parametrize(
    ("plain", "as_spoken"),
    [
        (
            "he is calling about the computer and said it was infected",
            "e is callin about the computer an said it was infected",
        ),
        ("I did not give him anything", "I didnae give him anythin"),
        ("my mother was told to buy gift cards by a man", "me mam was told to buy gift cards by a man"),
    ],
)
def test_the_way_somebody_speaks_leaves_the_verdict(plain, as_spoken):
    assert check(plain).verdict == check(as_spoken).verdict


def test_no_playbook_counts_a_nationality_or_an_accent():
    # "British" stands in the names of firms.
    banned = {nation.lower() for nation in NATIONS if nation != "British"} | {
        "accent",
        "foreign accent",
        "broken english",
        "asian",
        "african",
    }
    shelf = load_playbooks()
    for kind in shelf.kinds.values():
        for sign in kind.signs:
            words = " ".join((*sign.phrases, *sign.patterns)).lower().split()
            assert not banned & set(words), (kind.slug, sign.id)
