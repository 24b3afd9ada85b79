"""Which firm a draft names."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from ringfence.domain.report import Report
from ringfence.playbooks import load_playbooks
from ringfence.warn.tally import find_claimed_brand

ON = date(2026, 6, 1)


class Told:
    """As much of a report as is counted here."""

    def __init__(self, brand: str) -> None:
        self.id, self.brand = brand, brand


@pytest.mark.parametrize("brand", ["Larkspur Vale Loans", "atom_bank"])
def test_a_firm_nobody_vetted_is_never_named(brand: str) -> None:
    reports = cast("list[Report]", [Told(brand)] * 9 + [Told("microsoft")])

    assert find_claimed_brand(reports, {}, shelf=load_playbooks(), on=ON) is None


def test_a_firm_of_the_curated_list_is_named() -> None:
    reports = cast("list[Report]", [Told("microsoft")] * 9 + [Told("Larkspur Vale Loans")])

    found = find_claimed_brand(reports, {}, shelf=load_playbooks(), on=ON)
    assert found is not None
    assert (found[0].slug, found[1]) == ("microsoft", 9)
