"""The words of made-up reports."""

import re
from collections import defaultdict

import pytest

from ringfence.exercises import ExerciseReport, ExerciseWorld, build_world, load_scenario
from ringfence.exercises.voices import OUTCOMES, load_voices

# Published in the ranges that Ofcom keeps for drama, and the helplines that control rooms cite.
_DRAMA = re.compile(r"(?:01632960|02079460|01614960|07700900|08081570|03069990)\d{3}\Z")
_HELPLINES = {"03001232040"}


@pytest.fixture(scope="module")
def world() -> ExerciseWorld:
    return build_world(load_scenario("cheshire-2020"), seed=11)


@pytest.fixture(scope="module")
def reports(world: ExerciseWorld) -> list[ExerciseReport]:
    return list(world.reports())


def test_every_kind_can_be_told_in_every_outcome() -> None:
    for kind in load_voices().kinds.values():
        assert {"opening", "claim", "proof", "ask", "aside", *OUTCOMES} <= set(kind.slots)


def test_no_slot_is_left_open(reports: list[ExerciseReport]) -> None:
    assert not [report.fields["text"] for report in reports if "{" in report.fields["text"]]


def test_every_number_is_one_of_drama(reports: list[ExerciseReport]) -> None:
    for report in reports:
        words = " | ".join(report.fields.get(field, "") for field in ("text", "shown_number", "contact"))
        for found in re.findall(r"(?:\+44 |\b0)[\d ]{8,}\d", words):
            number = re.sub(r"\D", "", found.replace("+44 ", "0"))
            assert _DRAMA.match(number) or number in _HELPLINES, found


def test_every_email_address_is_reserved_for_examples(reports: list[ExerciseReport]) -> None:
    for report in reports:
        for domain in re.findall(r"@([\w.]+\w)", report.fields["text"] + " " + report.fields.get("contact", "")):
            assert domain.lower() in {"example.com", "example.org", "mail.example"}


def test_hardly_two_reports_read_the_same(reports: list[ExerciseReport]) -> None:
    texts = {report.fields["text"] for report in reports}

    assert len(texts) > 0.98 * len(reports)


def test_wave_tells_of_security_engineers_checks_and_remote_access(
    world: ExerciseWorld, reports: list[ExerciseReport]
) -> None:
    told = [report.fields["text"].lower() for report in reports if report.wave == world.scenario.main_wave.name]

    def share(pattern: str) -> float:
        return sum(bool(re.search(pattern, text)) for text in told) / len(told)

    assert share("micro ?soft|mircosoft|microsft") > 0.7
    assert share("engin|technician") > 0.4
    assert share("risk|not secure|security problem") > 0.3
    assert share("check") > 0.3
    assert share("remote|anydesk|teamviewer|logmein|supremo|quick assist|ultraviewer") > 0.25
    assert share("bank|personal details|date of birth") > 0.05


def test_wave_is_told_by_different_people(world: ExerciseWorld, reports: list[ExerciseReport]) -> None:
    tellers = {report.fields["told_by"] for report in reports if report.wave == world.scenario.main_wave.name}

    assert {"victim", "call_handler", "relative"} <= tellers


def test_control_room_writes_shorthand_and_relatives_write_of_another(reports: list[ExerciseReport]) -> None:
    by_teller = defaultdict(list)
    for report in reports:
        by_teller[report.fields["told_by"]].append(report.fields["text"].lower())

    assert sum("inft" in text for text in by_teller["call_handler"]) > 0.6 * len(by_teller["call_handler"])
    assert not any("inft" in text for text in by_teller["victim"])
    assert sum(bool(re.search(r"\b(she|he|her|him|his)\b", text)) for text in by_teller["relative"]) > 0.9 * len(
        by_teller["relative"]
    )


def test_people_write_personal_data_down(reports: list[ExerciseReport]) -> None:
    with_own_name = [
        report
        for report in reports
        if report.fields.get("contact_name", "nobody").lower() in report.fields["text"].lower()
    ]

    assert len(with_own_name) > 0.1 * len(reports)


def test_nobody_speaks_of_accent_or_origin(reports: list[ExerciseReport]) -> None:
    words = re.compile(r"\b(accent|accents|foreign|nationality|asian|african|indian|nigerian)\b", re.IGNORECASE)

    assert not [report.fields["text"] for report in reports if words.search(report.fields["text"])]


def test_money_lost_is_also_in_the_text(reports: list[ExerciseReport]) -> None:
    lost = [report for report in reports if "loss_gbp" in report.fields]

    assert lost
    assert all("paid" in report.fields.get("happened", "paid") for report in lost)
