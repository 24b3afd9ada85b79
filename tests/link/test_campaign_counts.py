from datetime import date

import numpy as np
import pytest

from ringfence.domain.report import ReportId
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.periods import Period, PeriodUnit
from ringfence.link import CampaignBook, anonymous_voice, count_by_campaign
from tests.link.crews import told

WEEK = Period.containing(date(2024, 1, 1))


def test_a_reporter_counts_once_a_week_and_anonymous_ones_once_a_day():
    book = CampaignBook()
    nameless = anonymous_voice(date(2024, 1, 3))
    for teller, (day, voice) in enumerate(
        [(0, "a"), (1, "a"), (2, "b"), (2, nameless), (2, nameless), (7, "a"), (8, "c")]
    ):
        book.place(told("oak", teller, day=day, voice=voice))
    campaign = book.campaign_of(ReportId("oak-000"))

    table = count_by_campaign([campaign], memory=book.memory, first=WEEK, last=WEEK.shifted(2))

    assert [key.kind for key in table.keys] == [campaign]
    assert table.counts.tolist() == [[3, 2, 0]]
    assert table.anonymous.tolist() == [[1, 0, 0]]


def test_former_ids_are_counted_under_the_one_that_survived():
    book = CampaignBook()
    for crew in ("oak", "elm"):
        for teller in range(3):
            book.place(told(crew, teller))
    ids = [book.campaign_of(ReportId(f"{crew}-000")) for crew in ("oak", "elm")]
    survivor = book.merge(ids, by="officer")

    table = count_by_campaign(ids, memory=book.memory, first=WEEK, last=WEEK, by_area=True)

    assert [(key.area, key.kind) for key in table.keys] == [("kent", survivor)]
    assert table.counts.tolist() == [[6]]


def test_a_rise_of_one_campaign_shows_in_its_row():
    book = CampaignBook()
    for week in range(120):
        for teller in range(3 if week < 118 else 25):
            book.place(told("oak", week * 100 + teller, day=week * 7, details=8))
    campaign = book.campaign_of(ReportId("oak-000"))

    table = count_by_campaign([campaign], memory=book.memory, first=WEEK, last=WEEK.shifted(119))

    assert int(table.counts[0, -1]) == 25
    assert np.all(table.counts[0, :100] == 3)


def test_periods_of_two_units_are_refused():
    month = Period.containing(date(2024, 1, 1), PeriodUnit.MONTH)
    with pytest.raises(InvalidInput):
        count_by_campaign([], memory=CampaignBook().memory, first=WEEK, last=month)
    with pytest.raises(InvalidInput):
        count_by_campaign([], memory=CampaignBook().memory, first=WEEK, last=WEEK.shifted(-1))
