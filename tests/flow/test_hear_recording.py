"""A recording comes in, is listened to, and is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult
from tests.recordings import a_wave

from ringfence.domain.recording import Heard, RecordingFault, RecordingState
from ringfence.flow.hear_recording import KEPT_FOR, hear_recording, when_recording_arrives
from ringfence.foundation.errors import InvalidInput
from ringfence.store.models import RecordingRow
from ringfence.wiring.django_settings import DATA_DIR

AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
SAID = "Read me the code, said the man from the bank."


class Listener:
    """Hears the same words in everything."""

    def __init__(self, *, pieces: tuple[Heard, ...] = (), error: Exception | None = None) -> None:
        self._pieces = pieces
        self._error = error

    def hear(self, content: bytes) -> Iterator[Heard]:
        assert content == a_wave()
        yield from self._pieces
        if self._error is not None:
            raise self._error


def files() -> list[str]:
    return [file.name for file in (DATA_DIR / "recordings").glob("*")]


@pytest.fixture
def attentive(place):
    return replace(place, transcriber=Listener(pieces=(Heard(text=f" {SAID}", percent=90),)))


def test_words_are_there_and_the_sound_is_gone(attentive):
    found = when_recording_arrives(a_wave(), place=attentive, at=AT)
    assert attentive.recordings.find(found).state is RecordingState.WAITING
    assert [each.args_kwargs["args"] for each in DBTaskResult.objects.all()] == [["real", found]]
    assert len(files()) == 1

    hear_recording(found, place=attentive)

    heard = attentive.recordings.find(found)
    assert (heard.state, heard.percent, heard.text) == (RecordingState.HEARD, 100, SAID)
    assert files() == []
    # Once more, as after a killed worker: nothing happens.
    hear_recording(found, place=attentive)
    assert attentive.recordings.find(found) == heard


def test_nothing_on_the_disk_can_be_read_without_the_key(attentive):
    found = when_recording_arrives(a_wave(), place=attentive, at=AT)
    [file] = (DATA_DIR / "recordings").glob("*")
    assert b"WAVE" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    hear_recording(found, place=attentive)
    assert SAID.encode() not in bytes(RecordingRow.objects.get().sealed)


@pytest.mark.parametrize(
    ("listener", "fault"),
    [
        (Listener(error=InvalidInput("no")), RecordingFault.UNREADABLE),
        (Listener(), RecordingFault.NO_SPEECH),
        (None, RecordingFault.NO_LISTENER),
    ],
)
def test_where_there_are_no_words_the_sound_goes_all_the_same(place, listener, fault):
    deaf = replace(place, transcriber=listener)
    found = when_recording_arrives(a_wave(), place=deaf, at=AT)

    hear_recording(found, place=deaf)

    heard = deaf.recordings.find(found)
    assert (heard.state, heard.fault, heard.text) == (RecordingState.FAILED, fault, "")
    assert files() == []


def test_sound_and_words_are_gone_after_a_quarter_of_an_hour(attentive):
    heard = when_recording_arrives(a_wave(), place=attentive, at=AT)
    hear_recording(heard, place=attentive)
    waiting = when_recording_arrives(a_wave(), place=attentive, at=AT + timedelta(minutes=10))

    attentive.recordings.drop_older(AT + timedelta(minutes=16) - KEPT_FOR)
    assert attentive.recordings.find(heard) is None
    assert attentive.recordings.find(waiting) is not None
    assert len(files()) == 1

    # The next one to come sweeps up, worker or not.
    when_recording_arrives(a_wave(), place=attentive, at=AT + timedelta(minutes=40))
    assert attentive.recordings.find(waiting) is None
    assert len(files()) == 1
    hear_recording(waiting, place=attentive)
    assert attentive.recordings.find(waiting) is None


def test_what_is_no_recording_is_not_kept(attentive):
    with pytest.raises(InvalidInput):
        when_recording_arrives(b"<script>", place=attentive, at=AT)

    assert files() == []
    assert RecordingRow.objects.count() == 0


@pytest.fixture(autouse=True)
def _swept(db):
    for file in (DATA_DIR / "recordings").glob("*"):
        file.unlink()
