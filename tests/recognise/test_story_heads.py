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
    heads = packaged_heads()
    assert len(heads.kind.bias) == 19
    assert set(heads.loss.bias) == {"went", "stayed"}
    assert set(heads.payment.bias) == {
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


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("He got me to send £2,450 three times and it is all gone.", 7350.0),
        ("They wanted £3,100 but I rang 159 and the bank stopped it. Nil loss.", None),
        ("I paid £800, then £600, then another £800 to three names.", 2200.0),
        ("She took five thousand out and handed it to a man at the door.", 5000.0),
        ("Bought six of them at a hundred each and read him the codes.", 600.0),
        ("I paid 1,600, then 2,000, then 2,000 into his account.", 5600.0),
        ("A man rang about my boiler and I put the phone down.", None),
    ],
)
def test_losses_are_summed_and_what_stayed_is_left_out(text, pounds):
    assert check(text).facts.loss_gbp == pounds
