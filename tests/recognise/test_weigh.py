"""Bits added up by hand."""

import pytest

from ringfence.domain.recognition import Verdict
from ringfence.playbooks.scam_type import Mouth
from ringfence.reading import Frame
from ringfence.recognise.features import Feature
from ringfence.recognise.find_signs import Found
from ringfence.recognise.weigh import weigh


def a_sign(weight, place=0, *, name="x", stage="s", frame=Frame.SAID, decisive=False, kind=None, implies=()):
    feature = Feature(
        id=name, kind=kind, stages=(stage,), mouth=Mouth.ANY, weight=weight, names_kind=weight, decisive=decisive, why="", pattern="",
        implies=implies,
    )  # fmt: skip
    return Found(feature, place, place + 2, None, frame)


def weighed(*found):
    return weigh(found, stage_place={"bank_impersonation": {"s": 0}})


def test_nothing_is_the_prior():
    assert weighed().score == pytest.approx(1 / (1 + 2**7))


def test_bits_of_different_stages_add_up():
    assert weighed(a_sign(5, 0, stage="a"), a_sign(4, 9, stage="b")).score == pytest.approx(1 / (1 + 2**-2))


def test_a_stage_is_capped():
    many = [a_sign(5, 10 * place, name=str(place)) for place in range(5)]
    assert weighed(*many).score == pytest.approx(1 / (1 + 2**-2))


def test_the_same_words_count_once():
    assert weighed(a_sign(3, 0, stage="a"), a_sign(5, 0, stage="b")).score == pytest.approx(1 / (1 + 2**2))


def test_a_negated_sign_does_not_count():
    assert weighed(a_sign(5, frame=Frame.NEGATED, decisive=True)).verdict is Verdict.NO_SIGNS


def test_an_implied_act_does_not_count_beside_the_one_that_implies_it():
    alone = weighed(a_sign(5, 0, name="strong", stage="a", implies=("weak",)))
    both = weighed(a_sign(5, 0, name="strong", stage="a", implies=("weak",)), a_sign(3, 50, name="weak", stage="b"))
    assert both.score == alone.score


def test_a_decisive_request_is_never_no_signs_whatever_speaks_against():
    assert weighed(a_sign(1, decisive=True), a_sign(-7, 20)).verdict is Verdict.UNSURE


def test_kind_is_the_playbook_with_most_bits():
    found = weighed(a_sign(6, kind="bank_impersonation", decisive=True))
    assert found.kind == "bank_impersonation"
