"""A voicemail on /check in a browser: chosen, listened to, answered; with script and without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.domain.recording import Heard
from ringfence.flow.hear_recording import hear_recording
from ringfence.store.models import RecordingRow
from ringfence.web.check import recordings, views
from ringfence.wiring import place as wiring
from tests.journeys.pressing import press
from tests.journeys.walk import SCAM
from tests.recordings import a_wave

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Listener:
    """Hears the same words in everything."""

    def hear(self, content):
        yield Heard(text=SCAM, percent=80)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_voicemail_is_answered_while_one_waits(browser, live_server, monkeypatch, has_script):
    def build(world="real"):
        return replace(wiring.build_place(world), transcriber=Listener())

    monkeypatch.setattr(views, "build_place", build)
    monkeypatch.setattr(recordings, "build_place", build)
    window = browser.new_context(java_script_enabled=has_script, viewport={"width": 320, "height": 640})
    page = window.new_page()
    page.goto(f"{live_server.url}/check")
    page.get_by_label("Choose a recording").set_input_files(
        {"name": "voicemail.wav", "mimeType": "audio/wav", "buffer": a_wave()}
    )
    press(page.get_by_role("button", name="Listen to the recording"))
    page.get_by_role("heading", name="We are listening").wait_for()
    assert page.url == f"{live_server.url}/check/recording"

    hear_recording(RecordingRow.objects.get().id, place=build())

    # Nothing is pressed: the page moves on by itself.
    page.get_by_role("heading", name="This looks like a scam.").wait_for()
    page.get_by_label("Correct it where it is wrong").fill(
        "The dentist rang to confirm my appointment on Tuesday at ten."
    )
    press(page.get_by_role("button", name="Look again"))
    page.get_by_role("heading", name="We found no signs we know.").wait_for()
    window.close()
