"""What people type, without the characters that no page can show."""

from __future__ import annotations

import re

__all__ = ["readable"]

# Controls but tab and line feed, halves of characters, and what Unicode sets aside for no character at all:
# HTML forbids them, and no keyboard makes them. Everything else stays as it was typed.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def readable(typed: str) -> str:
    """Return typed text with one character for each line end."""
    return _UNSHOWN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
