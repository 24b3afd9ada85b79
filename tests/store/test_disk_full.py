"""The disk fills up: a sentence, nothing half kept, and on it goes once there is room."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.store.test_ledgers import AT, an_incoming

from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.foundation.errors import NotKept
from ringfence.store import models

# SQLite's own limit of pages brings the very error of a full disk.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the disk of a PostgreSQL server is its own matter"),
]


def pages(limit: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {limit}")
        return int(cursor.fetchone()[0])


@pytest.fixture
def full_disk():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # pages that earlier tests left free would be room
        cursor.execute("PRAGMA page_count")
        used = int(cursor.fetchone()[0])
    pages(str(used))
    yield
    pages("1073741823")


LONG = "A man rang and said he was from Microsoft and that I was to download AnyDesk. " * 200


def fill_up(place) -> None:
    for number in range(50):
        when_report_arrives(an_incoming(place, f"k{number}", text=LONG), place=place, received_at=AT)


def test_nothing_is_half_kept_and_it_is_said(place, full_disk):
    with pytest.raises(NotKept, match=r"the disk is full\. It is safe to try again"):
        fill_up(place)
    from django_tasks_db.models import DBTaskResult

    assert models.Report.objects.count() == DBTaskResult.objects.count()


def test_the_form_says_that_nothing_was_kept_and_keeps_what_was_typed(visitor_with_room_for_nothing):
    answer = visitor_with_room_for_nothing
    assert answer.status_code == 503
    assert "was not kept" in answer.content.decode() or "Nothing was kept" in answer.content.decode()
    assert "Microsoft" in answer.content.decode()


@pytest.fixture
def visitor_with_room_for_nothing(place, full_disk):
    from tests.pages import CheckingClient

    for _ in range(50):
        answer = CheckingClient().post("/report/7", {"text": LONG})  # a form of its own each time
        if answer.status_code != 302:
            return answer
    raise AssertionError("the disk never filled up")


def test_once_there_is_room_the_same_key_is_kept(place, full_disk):
    with pytest.raises(NotKept):
        fill_up(place)
    kept = models.Report.objects.count()
    pages("1073741823")
    _, is_new = when_report_arrives(an_incoming(place, f"k{kept}", text=LONG), place=place, received_at=AT)
    assert is_new
    assert models.Report.objects.count() == kept + 1
