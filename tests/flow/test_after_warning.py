"""The words on what came after a warning claim no more than the numbers show."""

from __future__ import annotations

from dataclasses import replace

from ringfence.flow.after_warning import CAUTION, in_words
from ringfence.watch.after_warning import WarningEffect

EFFECT = WarningEffect(
    weeks_before=8, weeks_after=5, before=150, after=40, before_elsewhere=400, after_elsewhere=260, areas_elsewhere=38,
    ratio=0.41, low=0.28, high=0.61,
)  # fmt: skip


def test_it_gives_the_numbers_of_both_sides():
    said = " ".join(in_words(EFFECT, None, where="Cheshire"))

    assert "In Cheshire, 150 people reported this in the 8 weeks before" in said
    assert "40 in the 5 weeks after it" in said
    assert "In 38 areas without such a warning it was 400 and 260." in said
    assert "0.41 times as many as before (95 % interval 0.28 to 0.61)" in said
    assert "Chance alone seldom does that: there were fewer reports." in said


def test_a_wide_interval_is_called_chance():
    said = " ".join(in_words(replace(EFFECT, low=0.3, high=1.2), None, where="Cheshire"))

    assert "it shows neither a rise nor a fall" in said
    assert "seldom" not in said


def test_a_rise_is_called_a_rise():
    assert "there were more reports" in " ".join(
        in_words(replace(EFFECT, ratio=2.0, low=1.5, high=2.7), None, where="X")
    )


def test_the_weeks_in_which_the_warning_itself_brings_reports_are_shown_apart():
    said = in_words(EFFECT, replace(EFFECT, ratio=0.3, low=0.2, high=0.5), where="Cheshire")

    assert said[-1].startswith("Without the first two weeks after the warning it is 0.30 times")


def test_nothing_says_that_the_warning_worked():
    said = " ".join((*in_words(EFFECT, EFFECT, where="Cheshire"), CAUTION)).lower()

    assert "does not show what the warning did" in said
    assert "never mean that it is over" in said
    for claim in ("because of the warning", "prevented", "worked", "thanks to", "success"):
        assert claim not in said
