"""The heads for kind and payment: what they add up, and that the packaged ones were built from the corpus."""

import pytest

from ringfence.flow.check_text import check
from ringfence.recognise.story_heads import Head, packaged_heads

SMALL = Head({"a": 0.0, "b": 0.5}, {"word": {"a": 2.0}, "topic": {"a": -1.0, "b": 1.0}})


def test_scores_are_bias_plus_weights_times_values():
    assert SMALL.scores({"word": 0.5, "topic": 2.0, "unknown": 9.0}) == {"a": -1.0, "b": 2.5}


def test_without_anything_known_the_bias_decides():
    assert SMALL.best({}) == "b"


def test_of_equals_the_first_by_name_is_taken():
    assert SMALL.best({"word": 0.25}) == "a"


def test_packaged_heads_name_all_kinds_and_means():
    kind, payment = packaged_heads()
    assert len(kind.bias) == 19
    assert set(payment.bias) == {
        "bank_transfer", "card", "cash", "cheque", "courier", "crypto", "gift_cards", "none",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "payment"),
    [
        (
            "A woman from the Halifax fraud team said somebody had my details and I must move all my money to a "
            "safe account. I sent £3,000 by transfer.",
            "bank_impersonation",
            "bank_transfer",
        ),
        (
            "He said he was my grandson, he had crashed the car and needed bail. I was to buy Apple gift cards and read "
            "him the codes.",
            "relative_in_trouble",
            "gift_cards",
        ),
        ("It rang once from a foreign number. I rang back and was charged £14 on my bill.", "wangiri", None),
    ],
)
def test_plain_stories_are_named(text, kind, payment):
    said = check(text)
    assert said.kind == kind
    if payment:
        assert said.facts.payment == payment
