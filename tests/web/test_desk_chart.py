"""The chart of a rise at the desk: what is drawn stands in the table and in words too, late reports among it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from django.contrib.auth.models import User

from ringfence.domain.counts import CountTable
from ringfence.flow.newest_weeks import NewestWeek
from ringfence.store.count_ledger import DjangoCountLedger
from ringfence.watch.hierarchy.nowcast import Nowcast
from ringfence.web.desk.chart import chart_of
from tests.builders import a_surge
from tests.desk_scene import ANALYST, a_desk_person, a_rise_in_cheshire
from tests.pages import CheckingClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    a_desk_person(ANALYST, "analyst")
    client = CheckingClient()
    client.force_login(User.objects.get(username=ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    return client


def half_is_known_at_once(monkeypatch):
    known = np.tile([50.0, 80.0, 100.0], (12, 1))
    monkeypatch.setattr(DjangoCountLedger, "known_by_delay", lambda self, **_: known)


def a_chart(*, low=14, high=40, expected=25.0):
    surge = a_surge(observed=12)
    last = surge.last_period
    counts = np.array([[0, 3, 2, 12]])
    table = CountTable(keys=(surge.series,), first=last.shifted(-3), counts=counts, anonymous=np.zeros_like(counts))
    late = Nowcast(known=12, expected=expected, low=low, high=high)
    return chart_of(table, surge, title="t", newest=[NewestWeek(period=last, reports=late)])


def test_the_hollow_bar_begins_where_the_reports_so_far_end_and_all_of_it_fits():
    chart = a_chart()
    bar = chart.bars[-1]

    assert [each.late is None for each in chart.bars] == [True, True, True, False]
    assert bar.late.y + bar.late.height == pytest.approx(bar.y, abs=0.11)
    assert bar.late.high_y < bar.late.y < bar.late.low_y < chart.base
    assert bar.late.high_y >= 0
    assert bar.x < bar.late.middle < bar.x + bar.width


def test_heights_are_in_proportion_to_the_counts():
    chart = a_chart()
    per_report = chart.bars[-1].height / 12
    assert chart.base - chart.bars[-1].late.y == pytest.approx(25 * per_report, abs=0.5)
    assert chart.base - chart.bars[-1].late.high_y == pytest.approx(40 * per_report, abs=0.5)


def test_what_is_still_to_come_is_drawn_told_in_the_legend_and_in_the_table(analyst, monkeypatch):
    half_is_known_at_once(monkeypatch)
    surge = a_rise_in_cheshire()
    page = analyst.get(f"/desk/surges/{surge.id}").content.decode()

    label = surge.last_period.label
    drawing = page.split('<svg role="img"')[1].split("</svg>")[0]
    assert drawing.count('class="rf-chart__late"') == 2  # the week before it is not complete either
    assert drawing.count('class="rf-chart__interval"') == 2
    assert f"12 so far for {label}, about 24 in the end" in drawing.split("</desc>")[0]
    for words in ("Still to come, probably", "In the end, nine times in ten"):
        assert words in page.split("<figcaption")[1].split("</figcaption>")[0]
    row = re.search(rf'<th[^>]*scope="row">{label}</th>(.*?)</tr>', page)[1]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
    assert cells[0] == "12"
    assert cells[3] == "24"
    assert re.fullmatch(r"1[4-9] to 3\d", cells[4])


def test_where_all_reports_are_in_nothing_is_hollow(analyst, monkeypatch):
    monkeypatch.setattr(DjangoCountLedger, "known_by_delay", lambda self, **_: np.tile([9.0, 9.0, 9.0], (12, 1)))
    page = analyst.get(f"/desk/surges/{a_rise_in_cheshire().id}").content.decode()
    for said in ("rf-chart__late", "Still to come", "Nine times in ten", "still arriving"):
        assert said not in page


def test_weeks_that_are_not_over_are_not_drawn(analyst):
    surge = a_rise_in_cheshire()
    page = analyst.get(f"/desk/surges/{surge.id}").content.decode()
    rows = re.findall(r'scope="row">(\d{4}-W\d\d)</th>', page)
    assert rows[-1] == surge.last_period.label
    assert len(rows) == 53
