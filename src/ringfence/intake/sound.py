"""Is this a recording at all? Judged by its first bytes; names and types that come with a file are only claims."""

from __future__ import annotations

from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.translatable import translatable

__all__ = ["LARGEST_RECORDING", "require_sound"]

LARGEST_RECORDING = 25 * 1024 * 1024

# Brands of MP4 that carry sound alone, or sound beside pictures (ISO/IEC 14496-12, 4.3).
_MP4_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"3gp", b"qt  ", b"dash")


def require_sound(content: bytes) -> str:
    """Return what kind of recording it is: "wav", "mp3", "m4a" or "ogg".

    Raises:
        InvalidInput: it is empty, too large, or none of these.
    """
    if not content:
        raise InvalidInput(translatable("Choose a recording that is not empty"), code="empty_recording")
    if len(content) > LARGEST_RECORDING:
        raise InvalidInput(translatable("Choose a recording of 25 MB or less"), code="recording_too_large")
    kind = _kind(content)
    if kind is None:
        raise InvalidInput(translatable("Choose a recording in the form WAV, MP3, M4A or Ogg"), code="not_a_recording")
    return kind


def _kind(content: bytes) -> str | None:
    if content[:4] in {b"RIFF", b"RF64"} and content[8:12] == b"WAVE":
        return "wav"
    if content[:4] == b"OggS":
        return "ogg"
    if content[4:8] == b"ftyp" and content[8:12].startswith(_MP4_BRANDS):
        return "m4a"
    if content[:3] == b"ID3" or _is_mpeg_frame(content):
        return "mp3"
    return None


def _is_mpeg_frame(content: bytes) -> bool:
    """Say whether it begins with the header of an MPEG audio frame (ISO/IEC 11172-3, 2.4.1.3)."""
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return False
    version, layer = content[1] >> 3 & 3, content[1] >> 1 & 3
    bit_rate, sampling = content[2] >> 4, content[2] >> 2 & 3
    return version != 1 and layer != 0 and bit_rate not in {0, 15} and sampling != 3
