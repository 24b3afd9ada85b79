"""Bits added up by hand."""

from ringfence.domain.recognition import Verdict
from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame
from ringfence.recognise.decide import answer, evidence_of
from ringfence.recognise.features import Feature
from ringfence.recognise.find_signs import Found
from ringfence.recognise.weigh import weigh
from ringfence.recognise.wording import Decision


def a_sign(weight, place=0, *, name="x", stage="s", frame=Frame.SAID, decisive=False, kind=None, implies=()):
    feature = Feature(
        id=name, kind=kind, stages=(stage,), mouth=Mouth.ANY, weight=weight, names_kind=weight, decisive=decisive, why="", pattern="",
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


def test_evidence_of_a_text_by_hand():
    said = a_sign(5, name="act", decisive=True)
    warned_of = a_sign(4, 20, name="other", frame=Frame.ADVISED)
    of_a_kind = a_sign(6, 40, kind="bank_impersonation")
    against = a_sign(-3, 60, name="against")
    evidence = evidence_of([said, warned_of, of_a_kind, against])
    assert evidence == {"intercept": 1.0, "act:act": 1.0, "act:against": 1.0, "judged": 5 + 6 / 2 - 3}


def answers(odds, **other):
    by = Decision({}, scam_from=2.0, unsure_from=-1.0)
    given = {"judged": 1.0, "is_decisive": False, "has_sign": True, "has_act": True} | other
    return answer(odds, by=by, **given)


def test_no_signs_is_never_said_where_something_decisive_was_asked():
    assert answers(-9.0, is_decisive=True) is Verdict.UNSURE
    assert [answers(odds) for odds in (-9.0, 0.0, 2.0)] == [Verdict.NO_SIGNS, Verdict.UNSURE, Verdict.SCAM]


def test_wording_alone_makes_no_scam():
    assert answers(9.0, has_sign=False, has_act=False) is Verdict.UNSURE
    assert answers(9.0, judged=-1.0) is Verdict.UNSURE
