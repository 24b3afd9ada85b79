"""Record ids, reference numbers that can be read aloud, and slugs."""

from __future__ import annotations

import re
import secrets
import unicodedata
import uuid

__all__ = ["is_reference", "new_id", "new_reference", "new_secret", "slugify"]

# Crockford's base 32: no I, L, O or U, so that a reference survives being
# read over the telephone and never spells a word by accident.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE = re.compile(rf"RF-([{_ALPHABET}]{{4}})-([{_ALPHABET}]{{4}})\Z")


def new_id() -> str:
    """Return a random 32-character id (UUID 4, hexadecimal)."""
    return uuid.uuid4().hex


def new_secret() -> str:
    """Return an unguessable second secret, 128 bits, safe in an address."""
    return secrets.token_urlsafe(16)


def _check_character(body: str) -> str:
    # Weighted sum modulo the prime 31: catches every single wrong character
    # and every swap of neighbours among the first 31 characters.
    total = sum((place + 2) * _ALPHABET.index(char) for place, char in enumerate(body))
    return _ALPHABET[total % 31]


def new_reference() -> str:
    """Return a reference such as `RF-7K2M-Q9XD`; its last character checks the rest."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(7))
    return f"RF-{body[:4]}-{body[4:]}{_check_character(body)}"


def is_reference(text: str) -> bool:
    """Say whether `text` is a well-formed reference with the right check character."""
    match = _REFERENCE.match(text.strip().upper())
    if match is None:
        return False
    body = match[1] + match[2]
    return _check_character(body[:-1]) == body[-1]


def slugify(text: str) -> str:
    """Return `text` as lower-case words joined by hyphens, ASCII only."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[\u2010-\u2015]", "-", text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
