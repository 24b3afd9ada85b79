"""What the settings mean, and how a resurgence differs, in words."""

from __future__ import annotations

from dataclasses import replace

from ringfence.domain.recognition import Facts, Recognition, Verdict
from ringfence.flow.how_it_differs import in_words
from ringfence.watch.hierarchy.how_early import reports_to_be_seen

TOLD = Recognition(verdict=Verdict.SCAM, score=0.9, kind="tech_support_impersonation", brand="microsoft")


def test_a_longer_rise_may_be_smaller():
    one, two, four = (reports_to_be_seen(5.0, dispersion=1.5, bits=10, weeks=weeks) for weeks in (1, 2, 4))

    assert one > two > four > 5


def test_more_evidence_takes_more_reports():
    assert reports_to_be_seen(5.0, dispersion=1.5, bits=14, weeks=1) > reports_to_be_seen(
        5.0, dispersion=1.5, bits=8, weeks=1
    )


def test_a_large_force_sees_a_smaller_multiple():
    small = reports_to_be_seen(1.0, dispersion=1.5, bits=10, weeks=1) / 1.0
    large = reports_to_be_seen(40.0, dispersion=1.5, bits=10, weeks=1) / 40.0

    assert small > 2 * large


def test_what_is_new_in_a_resurgence_is_said():
    now = [replace(TOLD, facts=Facts(remote_tool="anydesk"))] * 18 + [TOLD] * 2
    then = [TOLD] * 20

    assert in_words(now, then, names={}) == (
        "In 18 of 20 reports read the caller wants anydesk installed; before in 0 of 20.",
    )


def test_what_is_the_same_is_not_said():
    assert in_words([TOLD] * 20, [TOLD] * 20, names={"microsoft": "Microsoft"}) == ()


def test_few_reports_say_nothing():
    assert in_words([replace(TOLD, brand="bt")] * 7, [TOLD] * 40, names={}) == ()
