"""What the open data shows, and what it keeps to itself."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from ringfence.flow.when_report_is_read import read_incoming
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.intake import check_report

pytestmark = pytest.mark.django_db
TEXT = "A man rang and said he was from Microsoft. He said my computer had a virus and told me to download AnyDesk."


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def reports(place, number: int, *, area: str, on: datetime, who: str = "") -> None:
    fields = {"text": TEXT, "area": area, "called_on": on.date().isoformat()}
    batch = []
    for each in range(number):
        sent = {**fields, "contact": who or f"p{each}@mail.example"}
        incoming = check_report(sent, shelf=place.shelf, as_of=on, source="form", source_key=new_id(), original=b"{}")
        batch.append((incoming, read_incoming(incoming, shelf=place.shelf)))
    place.reports.keep_many(batch, received_at=on)


@pytest.fixture
def month(place) -> Period:
    """A settled month: nine people in Cheshire, eight in Kent, one in Essex, and one in Kent who reports five times."""
    settled = Period.containing(datetime.now(UTC).date(), PeriodUnit.MONTH).shifted(-2)
    on = datetime.combine(settled.first_day + timedelta(days=9), datetime.min.time(), UTC)
    reports(place, 9, area="cheshire", on=on)
    reports(place, 8, area="kent", on=on)
    reports(place, 5, area="kent", on=on, who="often@mail.example")
    reports(place, 1, area="essex", on=on)
    return settled


def rows_of(visitor) -> dict[tuple[str, str, str], str]:
    answer = visitor.get("/data/scam-call-reports.csv")
    rows = csv.DictReader(io.StringIO(answer.content.decode()))
    return {(row["month"], row["area"], row["kind"]): row["reports"] for row in rows}


def test_people_are_counted_once_a_month_and_small_numbers_are_not_shown(visitor, month):
    rows = rows_of(visitor)
    kind = "tech_support_impersonation"

    assert rows[month.label, "essex", kind] == ""
    shown = {area: rows[month.label, area, kind] for area in ("cheshire", "kent")}
    # One of the two is hidden too, or Essex could be worked out from the total: the smaller stays hidden.
    assert list(shown.values()).count("") >= 1
    assert rows[month.label, "all", "all"] == "19"


def test_the_file_is_the_same_in_both_languages_and_the_page_is_not(visitor, month, settings):
    settings.RINGFENCE_WELSH = "draft"
    english = visitor.get("/data/scam-call-reports.csv").content
    page = visitor.get("/cy/data").content.decode()

    assert b"All areas" in english
    assert visitor.get("/cy/data/scam-call-reports.csv").content == english
    assert "Pob ardal" in page
    assert '<th class="govuk-table__header" scope="row"><span lang="en-GB">' in page


def test_the_page_shows_the_month_and_what_the_numbers_are_not(visitor, month):
    page = visitor.get("/data").content.decode()
    assert "A number of reports is not a number of crimes." in page
    assert f"{month.first_day:%B %Y}" in page
    assert "hidden" in page
    assert visitor.get("/data?area=kent").status_code == 200
    assert visitor.get("/data?area=<script>&month=%00").status_code == 200


def test_the_running_month_is_not_shown(visitor, place):
    reports(place, 9, area="kent", on=datetime.now(UTC))
    assert rows_of(visitor) == {}
