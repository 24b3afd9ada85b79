"""Exports for partners: what the formats demand, and what none may hold."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
import stix2

from ringfence.domain.report import World
from ringfence.domain.shared_case import CaseBasis, SharedCase, SharedNumber, SharedTally
from ringfence.share import CAMPAIGN_EXTENSION_ID, EXTENSION_ID, render_csv, render_misp, render_sheet, render_stix

CASE = SharedCase(
    id="0f" * 16,
    kind="tech_support_impersonation",
    kind_name="Technical support impersonation",
    area="cheshire",
    area_name="Cheshire",
    brand_name="Microsoft",
    first_day=date(2026, 5, 18),
    last_day=date(2026, 5, 31),
    as_of=date(2026, 6, 1),
    reporters=14,
    floor=3,
    stages=(SharedTally(slug="remote_access", name="They look into your computer", reporters=9),),
    tools=(SharedTally(slug="AnyDesk", name="AnyDesk", reporters=6),),
    payments=(SharedTally(slug="card", name="payment card", reporters=4),),
    techniques=("F1234",),
    numbers=(SharedNumber(e164="+441632960123", expires_on=date(2026, 8, 30)),),
)
CAMPAIGN = replace(
    CASE,
    id="C-0123456789ab",
    basis=CaseBasis.CAMPAIGN,
    area="several",
    area_name="several police force areas",
    areas=(SharedTally(slug="kent", name="Kent", reporters=5),),
    figures=(SharedTally(slug="249", name="249", reporters=4),),
    came_back_after_days=205,
)
RISE_OF_IT = replace(CASE, campaigns=(CAMPAIGN.id,))
EXERCISE = replace(CASE, world=World("cheshire-2020"), id="1f" * 16)


def test_the_bundle_is_valid_stix_to_a_reader_who_knows_the_extensions():
    bundle = stix2.parse(render_stix([CASE]).decode(), allow_custom=False)
    by_type = {made["type"]: made for made in bundle.objects}
    campaign = by_type["campaign"]
    assert campaign.extensions[CAMPAIGN_EXTENSION_ID]["stages"][0]["slug"] == "remote_access"
    assert campaign.extensions[CAMPAIGN_EXTENSION_ID]["distinct_reporters"] == 14
    assert by_type["phone-number"]["value"] == "+441632960123"
    assert EXTENSION_ID in by_type["phone-number"]["extensions"]
    assert by_type["attack-pattern"].external_references[0].external_id == "F1234"
    assert {made.id for made in bundle.objects if made["type"] == "extension-definition"} == {
        EXTENSION_ID, CAMPAIGN_EXTENSION_ID,
    }  # fmt: skip


def test_every_reference_in_the_bundle_leads_to_an_object_in_it():
    objects = json.loads(render_stix([RISE_OF_IT, CAMPAIGN, EXERCISE]))["objects"]
    ids = [made["id"] for made in objects]
    assert len(ids) == len(set(ids))
    wanted = {
        value
        for made in objects
        for key, found in made.items()
        if key.endswith(("_ref", "_refs"))
        for value in (found if isinstance(found, list) else [found])
    }
    assert wanted <= set(ids)


def test_no_indicator_is_made_of_a_number():
    assert b'"indicator"' not in render_stix([CASE])
    event = json.loads(render_misp([CASE]))["response"][0]["Event"]
    attributes = [*event["Attribute"], *(one for made in event["Object"] for one in made["Attribute"])]
    assert attributes
    assert all(one["to_ids"] is False for one in attributes)


def test_the_misp_event_holds_a_report_object_and_the_number_as_what_it_is():
    event = json.loads(render_misp([CASE]))["response"][0]["Event"]
    assert (event["published"], event["distribution"]) == (False, "0")
    (number,) = event["Attribute"]
    assert (number["type"], number["value"]) == ("phone-number", "+441632960123")
    assert "possibly forged" in number["comment"]
    (report,) = event["Object"]
    assert (report["name"], report["template_uuid"]) == ("report", "70a68471-df22-4e3f-aa1a-5a3be19f82df")
    assert {one["object_relation"] for one in report["Attribute"]} >= {"title", "summary"}


def test_the_table_has_one_row_a_case_and_no_cell_is_a_formula():
    rows = list(csv.DictReader(io.StringIO(render_csv([CASE, EXERCISE]).decode())))
    assert [row["exercise"] for row in rows] == ["no", "yes"]
    assert rows[0]["stages"] == "remote_access 9"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_count_below_the_floor_is_in_no_export():
    small = replace(CASE, reporters=None)
    for made in (render_stix([small]), render_misp([small]), render_csv([small])):
        assert b"fewer than 3" in made


@pytest.mark.parametrize("render", [render_stix, render_misp, render_csv])
def test_the_same_cases_give_the_same_bytes(render):
    assert render([CASE]) == render([CASE])


@pytest.mark.parametrize("render", [render_stix, render_misp, render_csv, render_sheet])
def test_nothing_to_share_is_an_empty_file_of_its_format(render):
    assert render([])


@pytest.mark.parametrize("render", [render_stix, render_misp, render_csv])
def test_an_exercise_says_so(render):
    assert b"exercise" in render([EXERCISE]).lower()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_the_sheet_prints_what_it_knows_and_marks_an_exercise(tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(render_sheet([CASE, EXERCISE]))
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "sheet.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    first, second = text.split("\f")[:2]
    assert "Microsoft, which is not involved" in first
    assert "+441632960123" in first
    assert "EXERCISE" not in first
    assert "EXERCISE" in second


def test_every_format_says_that_a_case_is_a_campaign_where_it_was_and_that_it_came_back(tmp_path):
    (row,) = csv.DictReader(io.StringIO(render_csv([CAMPAIGN]).decode()))
    assert (row["basis"], row["campaign"], row["areas"]) == ("campaign", CAMPAIGN.id, "kent 5")
    assert (row["figures"], row["came_back_after_days"]) == ("249 4", "205")
    misp = render_misp([CAMPAIGN]).decode()
    assert "It came back after 205 days." in misp
    assert 'ringfence:basis=\\"campaign\\"' in misp
    bundle = stix2.parse(render_stix([CAMPAIGN]).decode(), allow_custom=False)
    (made,) = [one for one in bundle.objects if one["type"] == "campaign"]
    known = made.extensions[CAMPAIGN_EXTENSION_ID]
    assert (known["basis"], known["came_back_after_days"], known["areas"][0]["slug"]) == ("campaign", 205, "kent")
    if shutil.which("pdftotext"):
        (tmp_path / "sheet.pdf").write_bytes(render_sheet([CAMPAIGN]))
        text = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "sheet.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "205 days" in text
        assert "Kent: 5 reporters" in text


def test_a_rise_names_its_campaigns_in_every_table():
    (row,) = csv.DictReader(io.StringIO(render_csv([RISE_OF_IT]).decode()))
    assert (row["basis"], row["campaign"]) == ("rise", CAMPAIGN.id)
    assert CAMPAIGN.id in render_misp([RISE_OF_IT]).decode()
