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
