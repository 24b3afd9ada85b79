"""Identifiers and whose they are."""

import pytest

from ringfence.domain.recognition import Owner
from ringfence.reading import IdentifierType, find_identifiers, owner_by_words, owner_of_number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ring 01632 960123 now", IdentifierType.PHONE),
        ("ring +44 7700 900123 now", IdentifierType.PHONE),
        ("it is 07700900123", IdentifierType.PHONE),
        ("oh seven double seven double oh nine double oh one two three", IdentifierType.PHONE),
        ("write to jo.bloggs@example.com", IdentifierType.EMAIL),
        ("jo dot bloggs at example dot com", IdentifierType.EMAIL),
        ("card 4111 1111 1111 1111", IdentifierType.CARD),
        ("sort code 20-00-00", IdentifierType.SORT_CODE),
        ("account number 12345678", IdentifierType.BANK_ACCOUNT),
        ("NI is QQ123456C and so AB 12 34 56 C", IdentifierType.NI_NUMBER),
        ("date of birth 12/03/1941", IdentifierType.DATE_OF_BIRTH),
        ("Verna Lewis, 30.12.55, rang", IdentifierType.DATE_OF_BIRTH),
        ("i said i'm first of April, sixty two", IdentifierType.DATE_OF_BIRTH),
        ("asked year of birth (1961)", IdentifierType.DATE_OF_BIRTH),
        ("my card is double four nine two", IdentifierType.CARD),
        ("tracking RN 409 118 226 IE came", IdentifierType.OTHER_ID),
        ("share code W9K 4TT 8LM", IdentifierType.OTHER_ID),
        ("near CW1 2AB", IdentifierType.POSTCODE),
        ("paid £1,500.50", IdentifierType.MONEY),
    ],
)
def test_identifier_is_found(text, kind):
    assert kind in {one.type for one in find_identifiers(text)}


def test_digits_that_fail_the_luhn_check_are_no_card_but_still_private():
    assert [one.type for one in find_identifiers("ref 4111111111111112")] == [IdentifierType.OTHER_ID]


def test_a_card_typed_with_a_slip_is_still_a_card():
    assert [one.type for one in find_identifiers("4111 1111 1111 1112")] == [IdentifierType.CARD]
    assert [one.type for one in find_identifiers("my card is 4111111111111112")] == [IdentifierType.CARD]


def test_spans_point_into_the_text():
    text = "Näh 07700 900123 and £20"
    assert [text[one.start : one.end] for one in find_identifiers(text)] == ["07700 900123", "£20"]


@pytest.mark.parametrize(
    ("before", "owner"),
    [
        ("My number is ", Owner.VICTIM),
        ("He rang from ", Owner.SCAMMER),
        ("told me to call back on ", Owner.SCAMMER),
        ("My daughter's mobile is ", Owner.THIRD_PARTY),
        ("weather ", None),
    ],
)
def test_the_nearest_words_say_whose_it_is(before, owner):
    assert owner_by_words(before, len(before)) == owner


def test_a_helpline_is_a_public_body_even_when_it_was_shown():
    text = "He rang from 0300 123 2040"
    assert owner_of_number(text, 13, len(text), "03001232040") is Owner.PUBLIC_BODY


@pytest.mark.parametrize(
    ("text", "code", "account"),
    [
        ("I paid to 20-41-06, 53319082 on Monday", "20-41-06", "53319082"),
        ("to Tide 04-06-05 22418890", "04-06-05", "22418890"),
        ("into 23 98 04, 6610 4432", "23 98 04", "6610 4432"),
        ("the account (83-07-06, 00317742): £18", "83-07-06", "00317742"),
    ],
)
def test_a_sort_code_and_the_account_behind_it_are_no_phone_number(text, code, account):
    found = [(one.type, one.text) for one in find_identifiers(text) if one.type is not IdentifierType.MONEY]
    assert found == [(IdentifierType.SORT_CODE, code), (IdentifierType.BANK_ACCOUNT, account)]
