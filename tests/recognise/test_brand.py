"""Whose name the caller used, told from the firms that merely come up."""

from __future__ import annotations

import pytest

from ringfence import check


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("A man rang and said he was from Microsoft. He got into my laptop. I rang Barclays afterwards.", "microsoft"),
        ("Lady from HMRC said I owed tax and told me to buy vouchers in Tesco and read out the codes.", "hmrc"),
        ("Caller claimed to be from the fraud team at Lloyds and had me move £900 by PayPal.", "lloyds"),
        ("My grandson rang crying from a police cell and I sent money from my Nationwide account.", None),
    ],
)
def test_claimed_brand_is_told_from_others_named(text: str, brand: str | None) -> None:
    assert check(text).brand == brand


def test_border_force_is_no_part_of_the_home_office_name() -> None:
    assert (
        check("Recorded call from Border Force, a parcel in my name, press 1 or be arrested.").brand == "border_force"
    )


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        (
            'A lady from "Larkspur Vale Loans" rang and said I was approved for £2,000 if I paid £90 insurance first.',
            "Larkspur Vale Loans",
        ),
        (
            "WHAT HAPPENED: I paid a fee for a loan that never came\nCompany: Pennant Hill Finance\nLoss: £120",
            "Pennant Hill Finance",
        ),
        (
            "hello is that dean im calling from copper beech loans you applied online with us you are approved you just "
            "pay the first instalment on gift cards and read me the codes",
            "copper beech loans",
        ),
    ],
)
def test_firm_in_no_table_is_named_as_written(text: str, brand: str) -> None:
    assert check(text).brand == brand


def test_firm_in_no_table_that_merely_comes_up_is_not_claimed() -> None:
    text = (
        "My grandson rang crying from a police cell. I was in the car park of Larkspur Vale Garden Centre, so I drove "
        "home and sent £900 to a solicitor for his bail."
    )
    assert check(text).brand != "Larkspur Vale Garden Centre"


@pytest.mark.parametrize(
    "text",
    [
        "Detective Sergeant Paul Rigby from Hammersmith rang, said my card was cloned, and a courier took £4,000 in cash.",
        "Vic F 81. Call from DS Collins, Charing Cross, re cloned card. £4,000 in cash handed to courier.",
    ],
)
def test_force_is_known_by_the_station_of_an_officer(text: str) -> None:
    assert check(text).brand == "metropolitan_police"


def test_what_a_brand_owns_names_it() -> None:
    text = "It was Tom in Starling's fraud team. He said somebody had my details and I moved £900 to a safe account."
    assert check(text).brand == "starling"
