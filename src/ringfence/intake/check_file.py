"""A file that somebody sends with a report: its type found in its content, its size bounded."""

from __future__ import annotations

import puremagic

from ringfence.domain.form import IncomingFile
from ringfence.foundation.errors import Fault, InvalidInput
from ringfence.foundation.translatable import translatable

__all__ = ["ACCEPTED_IN_WORDS", "LARGEST_FILE", "LARGEST_FILE_IN_WORDS", "check_file"]

LARGEST_FILE = 10_000_000  # bytes; a photograph of a telephone's screen has 1 to 5 million
LARGEST_FILE_IN_WORDS = "10 MB"
ACCEPTED_IN_WORDS = translatable("a picture, a PDF, a sound recording, a short video or plain text")
_LONGEST_NAME = 100
# Ending that the content stands for → media type. Nothing that a computer could run or a page could load as markup.
_ACCEPTED = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpe": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".pdf": "application/pdf",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".mpga": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".f4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".amr": "audio/amr",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".3gp": "video/3gpp",
    ".3ga": "video/3gpp",
}
# The library takes the tag at the head of many MP3 files for this one (an old game's sound file).
_MISTAKEN = {".koz"}


def check_file(name: str, content: bytes) -> IncomingFile:
    """Return a checked file.

    Args:
        name: as the reporter's device calls it; decides nothing.
        content: all of it.

    Raises:
        InvalidInput: empty, too large, or of a type that is not taken; says what to do.
    """
    if not content:
        raise _refused(translatable("This file is empty. Choose another one"))
    if len(content) > LARGEST_FILE:
        raise _refused(translatable("This file is larger than 10 MB. Choose a smaller one"))
    media_type = _type_of(content)
    if media_type is None:
        raise _refused(
            translatable(
                "We cannot take this kind of file. "
                "Choose a picture, a PDF, a sound recording, a short video or plain text"
            )
        )
    return IncomingFile(name=_plain_name(name), media_type=media_type, content=content)


def _type_of(content: bytes) -> str | None:
    try:
        found = puremagic.magic_string(content)
    except puremagic.PureError:
        found = []
    found = [match for match in found if match.extension not in _MISTAKEN]
    if found:
        best = max(match.confidence for match in found)
        for match in found:
            if match.confidence == best and match.extension in _ACCEPTED:
                return _ACCEPTED[match.extension]
    # A message or e-mail saved as plain text has no mark of its own; some begin like a format that does.
    is_something_else = any(match.confidence > 0.1 for match in found)
    return "text/plain" if not is_something_else and _is_plain_text(content) else None


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not text.lstrip().startswith("<") and all(char.isprintable() or char in "\r\n\t\f" for char in text)


def _plain_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if char.isprintable()).strip()
    return (kept if len(kept) <= _LONGEST_NAME else f"{kept[: _LONGEST_NAME - 11]}…{kept[-10:]}") or "file"


def _refused(reason: str) -> InvalidInput:
    return InvalidInput(reason, [Fault(reason=reason, field="files")], code="file_refused")
