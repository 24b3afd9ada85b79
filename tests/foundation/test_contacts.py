from __future__ import annotations

import pytest

from ringfence.foundation.contacts import contact_forms, to_e164, typed_forms


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("Me@Mail.example", {"me@mail.example"}),
        (" 07700 900123 ", {"+447700900123"}),
        ("+44 (0)7700 900123", {"+447700900123"}),
        ("0044 7700 900123", {"+447700900123"}),
        ("By letter", {"byletter"}),
        ("", set()),
        (" \n", set()),
    ],
)
def test_however_a_contact_is_typed_it_is_one(typed, forms):
    assert contact_forms(typed) == forms


def test_each_address_and_each_number_in_a_contact_finds_its_owner():
    forms = contact_forms("Ring 01632 960123, or write to Me@mail.example.")
    assert {"+441632960123", "me@mail.example"} < forms


def test_digits_in_an_address_are_no_number():
    assert contact_forms("07700900123@mail.example") == {"07700900123@mail.example"}


@pytest.mark.parametrize("typed", ["", "twelve", "12", "me@mail.example"])
def test_what_is_no_number_is_none(typed):
    assert to_e164(typed) is None


def test_each_way_to_type_a_number_is_the_same_number():
    assert {to_e164(form) for form in typed_forms("+441632960123") if form != "441632960123"} == {"+441632960123"}
    assert "01632960123" in typed_forms("+441632960123")
