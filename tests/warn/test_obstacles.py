"""What stops a publication, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ringfence.domain.warning import SectionId, Statement
from tests.builders import a_warning
from tests.warn.desk import AT, in_welsh, obstacles_in, with_text


def codes(warning, **kwargs) -> list[str]:  # type: ignore[no-untyped-def]
    return [obstacle.code for obstacle in obstacles_in(warning, **kwargs)]


def test_a_fresh_draft_has_nothing_in_its_way() -> None:
    assert obstacles_in(a_warning()) == []


@pytest.mark.parametrize("number", ["01632 960123", "+44 7700 900 123", "(020) 7946 0123", "07700900123"])
def test_a_shown_number_stops_publication_and_is_not_repeated(number: str) -> None:
    (obstacle,) = obstacles_in(with_text(f"The number {number} was shown."))
    assert obstacle.code == "shown_number"
    assert number not in obstacle.reason
    assert obstacle.where == "What is happening, sentence 5"


@pytest.mark.parametrize(
    "text",
    [
        "Call 0300 123 2040, or 101.",
        "Some lost £12,000 between 2019 and 2020.",
        "The calls began on 17/08/2020.",
        "At least 40 reports were made.",
    ],
)
def test_helplines_sums_and_dates_may_stand(text: str) -> None:
    assert codes(with_text(text)) == []


def test_a_helpline_taken_for_personal_data_may_stand() -> None:
    assert codes(with_text("Call 0300 123 2040."), personal="0300 123 2040") == []
    assert codes(with_text("Call Cheshire Police."), personal="Cheshire Police") == []


def test_an_e_mail_address_stops_publication() -> None:
    assert codes(with_text("Write to jo@mail.example.")) == ["e_mail"]


def test_a_name_stops_publication_and_is_not_repeated() -> None:
    (obstacle,) = obstacles_in(with_text("Mrs Ada Penhallow lost her savings."), personal="Ada Penhallow")
    assert obstacle.code == "personal_data"
    assert "Penhallow" not in obstacle.reason + obstacle.where


def test_a_speakers_own_name_may_stand_but_not_a_victims() -> None:
    statement = Statement(
        paragraphs=("Hang up.",), name="Jo Hill", rank="", unit="", body="", signed_by="ada", signed_at=AT
    )
    assert codes(replace(a_warning(), statements=(statement,)), personal="Jo Hill") == []
    told = replace(statement, paragraphs=("Ada Penhallow was robbed.",))
    assert codes(replace(a_warning(), statements=(told,)), personal="Ada Penhallow") == ["personal_data"]


@pytest.mark.parametrize("text", ["Two residents lost money.", "There were 2 reports.", "1 elderly man paid."])
def test_a_count_under_the_floor_stops_publication(text: str) -> None:
    assert codes(with_text(text)) == ["small_count"]


def test_a_firm_not_on_the_list_stops_publication() -> None:
    assert codes(replace(a_warning(), brand="made_up_ltd")) == ["brand"]


def test_a_route_that_has_run_out_stops_publication() -> None:
    # Action Fraud gave way to Report Fraud; its number went on under the new name.
    assert codes(a_warning(), on=date(2026, 1, 5)) == ["route"]


def test_a_missing_section_stops_publication() -> None:
    warning = a_warning()
    without = tuple(section for section in warning.sections if section.id is not SectionId.SUPPORT)
    assert codes(replace(warning, sections=without)) == ["section_missing"]


def test_two_pieces_of_key_advice_are_too_few() -> None:
    warning = a_warning()
    fewer = tuple(
        replace(section, sentences=section.sentences[:2]) if section.id is SectionId.KEY_ADVICE else section
        for section in warning.sections
    )
    assert codes(replace(warning, sections=fewer)) == ["little_advice"]


def test_welsh_that_nobody_has_read_stops_publication() -> None:
    assert codes(in_welsh(a_warning())) == ["welsh_not_reviewed"]
