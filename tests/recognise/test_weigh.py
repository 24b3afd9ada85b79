"""Bits and log-odds added up by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.domain.recognition import Verdict
from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame, Side
from ringfence.recognise.decide import answer, judged_bits, sign_names
from ringfence.recognise.features import Feature
from ringfence.recognise.find_signs import Found
from ringfence.recognise.weigh import weigh
from ringfence.recognise.wording import (
    LENGTH_OF_SIGNS,
    SHORTEST_SIGNS,
    SHORTEST_WORDS,
    Decision,
    Table,
    Tally,
    times,
)  # fmt: skip


def a_sign(weight, place=0, *, name="x", stage="s", frame=Frame.SAID, decisive=False, kind=None, implies=()):
    feature = Feature(
        id=name, kind=kind, stages=(stage,), mouth=Mouth.ANY, weight=weight, names_kind=weight, decisive=decisive, why="", patterns=(),
        implies=implies,
    )  # fmt: skip
    return Found(feature, place, place + 2, None, frame)


def weighed(*found):
    return weigh(found, stage_place={"bank_impersonation": {"s": 0}})


def counted(*found):
    return [one.feature.id for one in weighed(*found).counted]


def test_of_signs_over_the_same_words_the_heaviest_counts():
    assert counted(a_sign(3, 0, name="light", stage="a"), a_sign(5, 0, name="heavy", stage="b")) == ["heavy"]


def test_a_negated_sign_does_not_count():
    found = weighed(a_sign(5, frame=Frame.NEGATED, decisive=True))
    assert (found.counted, found.is_decisive) == ((), False)


def test_an_implied_act_does_not_count_beside_the_one_that_implies_it():
    assert counted(a_sign(5, 0, name="strong", stage="a", implies=("weak",)), a_sign(3, 50, name="weak")) == ["strong"]


def test_a_decisive_request_stays_decisive_whatever_speaks_against():
    assert weighed(a_sign(1, decisive=True), a_sign(-7, 20)).is_decisive


def test_kind_is_the_playbook_with_most_bits():
    found = weighed(a_sign(6, kind="bank_impersonation", decisive=True), a_sign(2, 30, kind="police_courier"))
    assert found.kind == "bank_impersonation"


def test_a_stage_is_capped_so_that_repetition_names_no_kind():
    many = [a_sign(5, 10 * place, name=str(place), kind="police_courier") for place in range(5)]
    two_stages = [a_sign(6, 100, kind="charity", stage="s"), a_sign(6, 110, kind="charity", stage="t", name="y")]
    assert weighed(*many, *two_stages).kind == "charity"


def test_judged_bits_of_a_text_by_hand():
    said = a_sign(5, name="act", decisive=True)
    warned_of = a_sign(4, 20, name="other", frame=Frame.ADVISED)
    of_a_kind = a_sign(6, 40, kind="bank_impersonation")
    against = a_sign(-3, 60, name="against")
    assert judged_bits([said, warned_of, of_a_kind, against]) == 5 + 6 / 2 - 3
    assert sign_names([warned_of, of_a_kind]) == {"/other:advised", "bank_impersonation/x:said"}


def test_log_odds_of_words_and_signs_by_hand():
    table = Table({"code": [2.0, 0.5], "the code": [3.0, -1.0]}, {"/asks:said": [2.0, 1.5]})
    tally = Tally(table, 1, ["the", "code", "a", "code"])
    # "code" stands there twice, its pair once; a short vector is divided by the shortest length.
    words = (2.0 * times(2) * 0.5 + 3.0 * -1.0) / math.sqrt(SHORTEST_WORDS)
    signs = LENGTH_OF_SIGNS * 2.0 * 1.5 / math.sqrt(SHORTEST_SIGNS)
    assert tally.odds([]) == pytest.approx([words])
    assert tally.odds(["/asks:said", "/unknown:said"]) == pytest.approx([words + signs])


def test_each_side_has_weights_of_its_own():
    table = Table({"caller:code": [2.0, 0.5], "listener:code": [2.0, -0.5]}, {})
    tallies = {side: Tally(table, 1) for side in (*Side, None)}
    for side, tally in tallies.items():
        tally.add(["code"], side)
    odds = [tallies[side].odds([])[0] for side in (Side.CALLER, Side.LISTENER, None)]
    assert odds == pytest.approx([1.0 / math.sqrt(SHORTEST_WORDS), -1.0 / math.sqrt(SHORTEST_WORDS), 0.0])


@given(st.lists(st.sampled_from(["the", "code", "a", "|"]), max_size=30), st.integers(0, 30))
def test_turn_by_turn_and_at_once_the_words_say_the_same(words, cut):
    table = Table({"code": [2.0, 0.5], "the code": [3.0, -1.0], "the": [1.0, 0.1]}, {})
    grown = Tally(table, 1, [*words[:cut], "|"])
    grown.add(words[cut:])
    assert grown.odds([]) == pytest.approx(Tally(table, 1, [*words[:cut], "|", *words[cut:]]).odds([]))


def answers(odds, **other):
    by = Decision({}, scam_from=2.0, bare_from=3.0, unsure_from=-1.0, less_for_plenty=1.5)
    asked = {"judged": 5.0, "is_decisive": False, "has_sign": True} | other
    return answer(odds, by=by, **asked)


def test_no_signs_is_never_said_where_something_decisive_was_asked():
    assert answers(-9.0, is_decisive=True) is Verdict.UNSURE
    assert [answers(odds) for odds in (-9.0, 0.0, 2.0)] == [Verdict.NO_SIGNS, Verdict.UNSURE, Verdict.SCAM]


def test_of_few_words_more_is_asked_before_a_scam_is_named():
    asked = [2.0 + 0.75 * math.log(30 / words) for words in (10, 20)]
    assert answers(2.0, words=30) is answers(2.0, words=300) is Verdict.SCAM
    for words, odds in zip((10, 20), asked, strict=True):
        assert [answers(odds + step, words=words) for step in (-0.01, 0.01)] == [Verdict.UNSURE, Verdict.SCAM]
    assert answers(asked[0] + 0.01, words=1) is Verdict.SCAM  # fewer than ten ask for no more still


def test_no_signs_is_never_said_where_many_bits_speak_for_a_scam():
    assert [answers(-9.0, judged=bits) for bits in (7.9, 8.0)] == [Verdict.NO_SIGNS, Verdict.UNSURE]


def test_wording_alone_makes_no_scam():
    assert answers(9.0, has_sign=False) is Verdict.UNSURE
    assert answers(-0.1, has_sign=False) is Verdict.NO_SIGNS


def test_where_signs_say_little_the_wording_has_to_say_more_and_where_they_are_plenty_less():
    assert [answers(2.5, judged=bits) for bits in (-1.0, 5.0)] == [Verdict.UNSURE, Verdict.SCAM]
    assert [answers(1.0, judged=bits) for bits in (5.0, 15.0)] == [Verdict.UNSURE, Verdict.SCAM]
