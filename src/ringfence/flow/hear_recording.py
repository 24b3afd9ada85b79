"""From a recording to words that can be looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

from ringfence.domain.recording import RecordingFault, RecordingId
from ringfence.flow.ports import Place
from ringfence.foundation.errors import InvalidInput
from ringfence.intake import require_sound

__all__ = ["KEPT_FOR", "hear_recording", "when_recording_arrives"]

# Sound and words are gone after this, whatever happened meanwhile.
KEPT_FOR = timedelta(minutes=15)


def when_recording_arrives(content: bytes, *, place: Place, at: datetime) -> RecordingId:
    """Take a recording in.

    1. It is judged by its content, not by its name.
    2. What others sent more than a quarter of an hour ago goes.
    3. It is kept, encrypted, and a job asked for, in one transaction.

    Raises:
        InvalidInput: it is no recording, or too large.
        StorageFault: nothing was kept.
    """
    require_sound(content)
    place.recordings.drop_older(at - KEPT_FOR)
    with place.transaction():
        recording_id = place.recordings.keep(content, at=at)
        place.jobs.hear_recording(recording_id)
    return recording_id


def hear_recording(recording_id: RecordingId, *, place: Place) -> None:
    """Listen to one recording.

    1. The sound is read; where it is gone, there is nothing to do.
    2. The listener writes down what is said, and how far it is.
    3. The sound is deleted, whether there are words or not.
    """
    content = place.recordings.content(recording_id)
    if content is None:
        return
    if place.transcriber is None:
        place.recordings.fail(recording_id, RecordingFault.NO_LISTENER)
        return
    pieces: list[str] = []
    percent = 0
    try:
        place.recordings.note_progress(recording_id, percent)
        for heard in place.transcriber.hear(content):
            pieces.append(heard.text.strip())
            if heard.percent > percent:
                percent = heard.percent
                place.recordings.note_progress(recording_id, percent)
    except InvalidInput:
        place.recordings.fail(recording_id, RecordingFault.UNREADABLE)
        return
    text = " ".join(piece for piece in pieces if piece)
    if text:
        place.recordings.finish(recording_id, text)
    else:
        place.recordings.fail(recording_id, RecordingFault.NO_SPEECH)
