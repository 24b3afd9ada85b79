"""Recordings on /check: taken by their content, listened to in a job, and shown only to whoever sent them."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ringfence.domain.recording import Heard
from ringfence.flow.hear_recording import hear_recording
from ringfence.intake import LARGEST_RECORDING
from ringfence.store.models import RecordingRow
from ringfence.web.check import recordings, views
from ringfence.wiring import place as wiring
from tests.recordings import a_wave

pytestmark = pytest.mark.django_db

SAID = (
    "Hello, this is the fraud department of your bank. Somebody is taking money from your account. "
    "You must move your money to a new account now, and read me the code that we have sent you."
)


class Listener:
    def hear(self, content):
        yield Heard(text=SAID, percent=95)


@pytest.fixture
def listening(monkeypatch):
    """A site that can listen."""

    def build(world="real"):
        return replace(wiring.build_place(world), transcriber=Listener())

    monkeypatch.setattr(views, "build_place", build)
    monkeypatch.setattr(recordings, "build_place", build)
    return build


def a_file(content: bytes = b"", name: str = "voicemail.wav") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_wave(), content_type="audio/wav")


def test_from_a_recording_to_an_answer(visitor, listening):
    sent = visitor.post("/check", {"text": "", "nation": "scotland", "recording": a_file()})
    assert (sent.status_code, sent["Location"]) == (302, "/check/recording")
    cookie = sent.cookies["rf_recording"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Strict",
        "/check",
        900,
    )

    assert "We are listening" in visitor.get("/check/recording").content.decode()
    assert visitor.get("/check/recording/progress").json() == {"done": False, "percent": 0}
    hear_recording(RecordingRow.objects.get().id, place=listening())

    assert visitor.get("/check/recording/progress").json()["done"] is True
    response = visitor.get("/check/recording")
    page = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "This looks like a scam." in page
    assert "A machine wrote it down" in page
    assert "Police Scotland" in page


def test_whoever_changes_the_language_meanwhile_still_sees_it(visitor, listening, settings):
    settings.RINGFENCE_WELSH = "draft"
    sent = visitor.post("/check", {"recording": a_file()})
    assert {name: cookie["path"] for name, cookie in sent.cookies.items()} == {
        "rf_recording": "/check",
        "rf_recording-cy": "/cy/check",
    }

    assert visitor.get("/cy/check/recording").status_code == 200


def test_nobody_else_sees_it(visitor, listening):
    visitor.post("/check", {"recording": a_file()})
    hear_recording(RecordingRow.objects.get().id, place=listening())

    other = Client()
    assert other.get("/check/recording").status_code == 404
    other.cookies["rf_recording"] = f"{RecordingRow.objects.get().id} england"  # guessed, but not signed
    assert other.get("/check/recording").status_code == 404


def test_without_the_extra_the_form_says_so(visitor, monkeypatch):
    monkeypatch.setattr(views, "build_place", lambda world="real": replace(wiring.build_place(world), transcriber=None))
    page = visitor.get("/check").content.decode()
    assert "This site cannot listen to recordings. Type what was said." in page
    assert 'type="file"' not in page

    sent = visitor.post("/check", {"recording": a_file()})
    assert sent.status_code == 422
    assert "We cannot listen to recordings here" in sent.content.decode()


@pytest.mark.parametrize(
    ("content", "words", "status"),
    [
        (b"<script>alert(1)</script>", "Choose a recording in the form WAV, MP3, M4A or Ogg", 422),
        (b"OggS" + bytes(LARGEST_RECORDING), "Choose a recording of 25 MB or less", 422),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words_and_never_served_back(
    visitor, listening, content, words, status
):
    response = visitor.post("/check", {"text": "", "recording": a_file(content, "evil<b>.wav")})

    assert response.status_code == status
    assert words in response.content.decode()
    assert "evil" not in response.content.decode()
    assert "alert(1)" not in response.content.decode()
    assert RecordingRow.objects.count() == 0


def test_a_body_far_too_large_is_refused_before_it_is_read(visitor, listening):
    request = visitor.post("/check", {"recording": a_file()}, CONTENT_LENGTH=str(10**10))

    assert request.status_code == 413


def test_when_too_many_wait_people_are_asked_to_type(visitor, listening):
    with mock.patch.object(views, "MOST_WAITING", 0):
        response = visitor.post("/check", {"recording": a_file()})

    assert response.status_code == 503
    assert "Type what was said: that is answered at once" in response.content.decode()


def test_a_text_typed_beside_a_recording_is_answered_at_once(visitor, listening):
    response = visitor.post("/check", {"text": "My sister rang about lunch.", "recording": a_file()})

    assert response.status_code == 200
    assert RecordingRow.objects.count() == 0


def test_no_cookie_is_set_for_a_text(visitor):
    assert visitor.get("/check").cookies == {}
