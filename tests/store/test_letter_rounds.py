"""Whatever comes out when, and however often rounds are made: all is told once, and never too often."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import a_surge, a_warning

from ringfence.domain.subscriber import Choice, News, Rhythm, WarningChange
from ringfence.domain.warning import WarningId
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import LONDON
from ringfence.store.models import LetterRow, SubscriberRow

pytestmark = pytest.mark.django_db
# Saturday before the clocks go back: days of London and of UTC differ.
START = datetime(2026, 10, 24, 12, tzinfo=UTC)
READERS = {
    "all@mail.example": Choice(),
    "kent@mail.example": Choice(areas=frozenset({"kent"})),
    "weekly@mail.example": Choice(rhythm=Rhythm.WEEKLY),
}
# Most of it within a day and a half, where the limits bite; the rest within two weeks.
HOURS = st.integers(0, 36) | st.integers(0, 36) | st.integers(0, 14 * 24)
EVENTS = st.lists(st.tuples(HOURS, st.sampled_from(["cheshire", "kent"]), st.booleans()), min_size=3, max_size=8)
ROUNDS = st.lists(HOURS, min_size=4, max_size=12)


def a_round(place, at, told) -> None:
    """Make letters and send them all, two at a time."""
    while True:
        place.letters.make_letters(at=at, limit=2, unless_waiting=100)
        _, letters = place.letters.claim(at=at, lease_seconds=60, limit=2)
        if not letters:
            return
        for letter in letters:
            told.append((letter, at, LetterRow.objects.get(id=letter.id).is_urgent))
            place.letters.sent(letter.id, at=at)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, rounds=ROUNDS)
def test_all_is_told_once_and_never_too_often(place, events, rounds):
    SubscriberRow.objects.all().delete()
    for address, choice in READERS.items():
        place.subscribers.ask(address, choice, at=START - timedelta(days=40))
        row = SubscriberRow.objects.get(address_key=place.subscribers._vault.address_key(address))
        place.subscribers.confirm(row.secret, at=START - timedelta(days=40))
    LetterRow.objects.all().delete()
    warning, told, wanted = a_warning(surge=a_surge()), [], set()
    steps = [(hour, 0, event) for hour, *event in events] + [(hour, 1, None) for hour in rounds]
    steps += [(hour, 1, None) for hour in range(15 * 24, 40 * 24, 5)]  # then a quiet time, with rounds
    for hour, _, event in sorted(steps, key=lambda step: step[:2]):
        at = START + timedelta(hours=hour)
        if event is None:
            a_round(place, at, told)
            continue
        area, is_urgent = event
        out = replace(warning, id=WarningId(new_id()), area=area)
        news = News(warning_id=out.id, change=WarningChange.PUBLISHED, revision=1)
        for _ in range(2):  # the job that notes it may run twice
            place.letters.note(out, news, is_urgent=is_urgent, at=at)
        wanted |= {(to, out.id) for to, choice in READERS.items() if choice.wants(area=area, kind=out.kind)}

    times = Counter((letter.to, news.warning_id) for letter, _, _ in told for news in letter.news)
    assert set(times) == wanted
    assert set(times.values()) == {1}
    days = defaultdict(set)
    for letter, at, is_urgent in told:
        if is_urgent:
            continue
        local = at.astimezone(LONDON).date()
        span = local.isocalendar()[:2] if letter.to.startswith("weekly") else local
        assert span not in days[letter.to], f"twice in {span}"
        days[letter.to].add(span)
