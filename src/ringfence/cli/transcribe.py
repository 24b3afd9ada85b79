"""`ringfence transcribe`: write down what is said in a recording."""

from __future__ import annotations

import sys
from pathlib import Path

import click

__all__ = ["command"]


@click.command("transcribe")
@click.argument("audio", type=click.Path(path_type=Path))
def command(audio: Path) -> None:
    """Write down what is said in AUDIO: WAV, MP3, M4A or Ogg, up to 25 MB, the first ten minutes.

    The words go to standard output, so that `ringfence transcribe call.mp3 | ringfence check` works.
    """
    from tqdm import tqdm

    from ringfence.foundation.errors import InvalidInput, RingfenceError
    from ringfence.foundation.settings import load_settings
    from ringfence.intake.sound import require_sound
    from ringfence.outlets.speech import WhisperTranscriber, find_speech_model

    try:
        content = audio.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{audio} cannot be read: {error.strerror}.") from None
    require_sound(content)
    model = find_speech_model(load_settings().speech_model)
    if model is None:
        raise RingfenceError(
            "Recordings cannot be heard here: the speech extra is not installed. Run `make speech`, or "
            "`pip install -r requirements-speech.txt`."
        )
    with tqdm(total=100, unit="%", desc="Listening", disable=not sys.stderr.isatty(), leave=False) as bar:
        for heard in WhisperTranscriber(model).hear(content):
            click.echo(heard.text.strip())
            bar.update(heard.percent - bar.n)
