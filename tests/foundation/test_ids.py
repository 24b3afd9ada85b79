from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.foundation.ids import is_reference, new_reference, slugify

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_new_reference_checks_itself_and_may_be_typed_in_small_letters():
    reference = new_reference()

    assert is_reference(reference)
    assert is_reference(f" {reference.lower()} ")


@given(place=st.integers(3, 10), other=st.sampled_from(ALPHABET[:31]))
def test_one_wrong_character_is_noticed(place, other):
    reference = new_reference()
    while "Z" in reference:  # the 32nd character shares its value with the first
        reference = new_reference()
    wrong = reference[:place] + other + reference[place + 1 :]
    if reference[place] in {"-", other}:
        return
    assert not is_reference(wrong)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Scam calls: “Microsoft”", "scam-calls-microsoft"), ("  Dyfed–Powys  ", "dyfed-powys"), ("Ŵyl", "wyl")],
)
def test_slugs_are_plain(text, slug):
    assert slugify(text) == slug
