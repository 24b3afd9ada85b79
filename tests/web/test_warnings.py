"""The list of warnings, the page of one, and the way back for readers."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.domain.people import Actor, DeskRole
from ringfence.flow import desk
from ringfence.store.models import ReaderNoteRow
from tests.desk_scene import ANALYST, APPROVER, a_desk_person, a_published_warning, a_rise_in_cheshire

pytestmark = pytest.mark.django_db
ANALYSTS = Actor(username=ANALYST, roles=frozenset({DeskRole.ANALYST}))


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def words_of(response) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_page_says_where_how_many_since_when_and_until_when(visitor, place):
    warning = a_published_warning(place=place)
    page = words_of(visitor.get(f"/{warning.path}"))

    for words in ("Cheshire", "Reports behind it", "More reports since", "It ends on", "Is this still happening?"):
        assert words in page
    assert "Fewer reports never mean that it is over." in page


def test_weeks_under_the_floor_are_not_told_apart(visitor, place):
    warning = a_published_warning(place=place)
    rows = re.findall(r"numeric\">([^<]*)</td>", visitor.get(f"/{warning.path}").content.decode())

    assert "12" in rows
    assert set(rows) - {"12"} == {"fewer than 3"}


def test_machines_read_a_news_article(visitor, place):
    warning = a_published_warning(place=place)
    html = visitor.get(f"/{warning.path}").content.decode()
    article = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])

    assert article["@type"] == "NewsArticle"
    assert article["headline"] == warning.title
    assert article["datePublished"].startswith(f"{warning.published_at:%Y-%m-%d}")
    assert 'property="og:title"' in html


def test_words_of_a_title_never_end_the_data_block(visitor, place):
    from dataclasses import replace

    from ringfence.publish import head_metadata

    hostile = replace(a_published_warning(place=place), title="</script><script>alert(1)</script>")
    head = head_metadata(hostile, site=place.site)
    assert head.count("</script>") == 1


def test_what_happened_in_public_is_listed_and_who_wrote_it_is_not(visitor, place):
    warning = a_published_warning(place=place)
    later = datetime.now(UTC) + timedelta(minutes=1)
    desk.withdraw_warning(warning.id, reason="It was a test.", by=ANALYSTS, place=place, at=later)
    page = words_of(visitor.get(f"/{warning.path}"))

    assert "Published" in page
    assert "Withdrawn. It was a test." in page
    assert ANALYST not in page
    assert APPROVER not in page


def test_the_list_can_be_narrowed(visitor, place):
    warning = a_published_warning(place=place)
    assert warning.title in words_of(visitor.get("/warnings/?area=cheshire&kind=tech_support_impersonation&since=30"))
    for query in ("area=kent", "kind=romance"):
        assert warning.title not in words_of(visitor.get(f"/warnings/?{query}"))
    assert visitor.get("/warnings/?area=%00&kind='&since=x&page=y").status_code == 200


def test_an_old_warning_is_not_among_the_last_thirty_days(visitor, place):
    old = a_published_warning(place=place, at=datetime.now(UTC) - timedelta(days=60))
    assert old.title not in words_of(visitor.get("/warnings/?since=30"))
    assert old.title in words_of(visitor.get("/warnings/?since=90"))


def test_a_long_list_has_pages(visitor, place):
    for _ in range(21):
        a_published_warning(place=place)
    first, second = (visitor.get(f"/warnings/?page={page}").content.decode() for page in (1, 2))
    assert first.count("rf-warnings__item") == 20
    assert second.count("rf-warnings__item") == 1


def test_something_wrong_reaches_a_person_at_the_desk(visitor, place):
    warning = a_published_warning(place=place)
    visitor.get(f"/warnings/wrong/{warning.id}")
    visitor.post(f"/warnings/wrong/{warning.id}", {"text": "The day <b>is</b> wrong."})
    assert b"wrong" not in bytes(ReaderNoteRow.objects.get().sealed)

    a_desk_person(ANALYST, "analyst")
    visitor.force_login(User.objects.get(username=ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    assert "1 to read" in words_of(visitor.get("/desk"))
    page = visitor.get(f"/desk/warnings/{warning.id}").content.decode()
    assert "The day &lt;b&gt;is&lt;/b&gt; wrong." in page
    note_id = ReaderNoteRow.objects.get().id
    visitor.post(f"/desk/warnings/{warning.id}/close_note", {"note_id": note_id})
    assert ReaderNoteRow.objects.get().read_by == ANALYST
    assert "1 to read" not in words_of(visitor.get("/desk"))


@pytest.mark.parametrize(("text", "sentence"), [("", "Say what is wrong"), ("x" * 2001, "2,000 characters or fewer")])
def test_a_note_that_cannot_be_kept_is_said_in_a_sentence(visitor, place, text, sentence):
    warning = a_published_warning(place=place)
    answer = visitor.post(f"/warnings/wrong/{warning.id}", {"text": text})
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert ReaderNoteRow.objects.count() == 0


def test_nobody_can_write_about_a_warning_that_is_not_public(visitor):
    assert visitor.get("/warnings/wrong/nothing").status_code == 404


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_whatever_a_reader_writes_the_page_stands(place, text):
    warning = a_published_warning(place=place)
    assert Client().post(f"/warnings/wrong/{warning.id}", {"text": text}).status_code in {200, 422}


@pytest.mark.parametrize("ticked", [True, False])
def test_the_officer_who_publishes_says_whether_it_is_urgent(visitor, place, ticked):
    at = datetime.now(UTC)
    drafted = desk.draft_for_surge(a_rise_in_cheshire(place=place, at=at).id, by=ANALYSTS, place=place, at=at)
    desk.submit_warning(drafted.id, by=ANALYSTS, place=place, at=at)
    a_desk_person(APPROVER, "approver")
    visitor.force_login(User.objects.get(username=APPROVER), backend="django.contrib.auth.backends.ModelBackend")
    visitor.post(f"/desk/warnings/{drafted.id}/approve")
    visitor.post(f"/desk/warnings/{drafted.id}/publish", {"urgent": "yes"} if ticked else {})
    assert place.warnings.find(drafted.id).is_urgent is ticked
