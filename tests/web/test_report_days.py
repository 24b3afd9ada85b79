"""Days of the report form: "yesterday" means the day it meant when it was chosen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from ringfence.playbooks import load_playbooks
from ringfence.web.report.answers import answers_to
from ringfence.web.report.questions import QUESTIONS


@pytest.mark.parametrize(("chosen_before", "day"), [("yesterday", "2026-11-01"), ("today", "2026-11-19")])
def test_a_day_chosen_before_keeps_its_meaning(chosen_before, day):
    question = next(each for each in QUESTIONS if each.name == "when")

    answers, faults = answers_to(
        [question],
        QueryDict("when=yesterday"),
        before={"when": chosen_before, "called_on": "2026-11-01"},
        shelf=load_playbooks(),
        at=datetime(2026, 11, 20, 12, tzinfo=UTC),
    )

    assert not faults
    assert answers["called_on"] == day
