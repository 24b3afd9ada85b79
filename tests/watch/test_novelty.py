"""A script nobody told of before."""

from __future__ import annotations

from datetime import date

import pytest

from ringfence.watch.novelty import is_first_seen

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("first_on", "reporters", "is_signal"),
    [
        (date(2026, 6, 10), 3, True),
        (date(2026, 6, 1), 3, True),
        (date(2026, 6, 10), 2, False),  # two may tell alike by chance
        (date(2026, 5, 31), 9, False),  # no longer new
        (None, 9, False),  # nobody knows since when
    ],
)
def test_three_reporters_of_a_new_script_are_a_signal(first_on, reporters, is_signal):
    assert is_first_seen(first_on=first_on, reporters_lately=reporters, on=TODAY) == is_signal
