from __future__ import annotations

import inspect

from ringfence.foundation import errors
from ringfence.foundation.errors import Fault, InvalidReport, RingfenceError, TooLittleHistory


def test_every_error_stands_in_the_tree_at_the_top_and_in_all():
    kinds = [
        name
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, RingfenceError) and not name.startswith("_")
    ]
    for name in kinds:
        assert name in errors.__all__
        assert name in (errors.__doc__ or "")


def test_every_code_is_its_own():
    kinds = [getattr(errors, name) for name in errors.__all__ if name != "Fault"]
    codes = [kind.code for kind in kinds]
    assert len(codes) == len(set(codes))


def test_gathered_faults_are_all_said_with_their_place():
    error = InvalidReport(
        "The report cannot be used.",
        [Fault(reason="Enter a date", field="called_on", line=3), Fault(reason="Unknown area", field="area")],
    )
    assert "line 3, called_on: Enter a date" in str(error)
    assert "area: Unknown area" in str(error)


def test_too_little_history_says_what_to_do():
    assert "9 periods" in str(TooLittleHistory(have_weeks=9, need_weeks=26))
    assert "wider area" in str(TooLittleHistory(have_weeks=9, need_weeks=26))
