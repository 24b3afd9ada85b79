"""Record ids, reference numbers that can be read aloud, and slugs."""

from __future__ import annotations

import re
import secrets
import unicodedata
import uuid

__all__ = ["is_reference", "new_id", "new_reference", "new_secret", "new_spoken_secret", "slugify", "spoken"]

# Crockford's base 32: no I, L, O or U, so that a reference survives being
# read over the telephone and never spells a word by accident.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE = re.compile(rf"[A-Z]{{2}}-([{_ALPHABET}]{{4}})-([{_ALPHABET}]{{4}})\Z")
# What people write where they mean a digit (Crockford's own rule).
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


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


def new_reference(prefix: str = "RF") -> str:
    """Return a reference such as `RF-7K2M-Q9XD`; its last character checks the rest."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(7))
    return f"{prefix}-{body[:4]}-{body[4:]}{_check_character(body)}"


def new_spoken_secret() -> str:
    """Return a secret that can be written down and read aloud, 60 bits: `7K2M-Q9XD-4TRP`.

    Enough beside a reference at a door that counts the knocks; a secret in an address is `new_secret`.
    """
    body = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join(body[start : start + 4] for start in range(0, 12, 4))


def spoken(text: str, *, prefix: str = "") -> str:
    """Return a reference or secret as it was given out, however somebody typed it.

    Capitals, spaces and hyphens do not matter, and the letters O, I and L are
    read as the digits they are taken for.
    """
    plain = "".join(char for char in text.upper()[:60] if char.isascii() and char.isalnum())
    plain = plain.removeprefix(prefix).translate(_MEANT)
    groups = "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
    return f"{prefix}-{groups}" if prefix else groups


def is_reference(text: str, *, prefix: str = "RF") -> bool:
    """Say whether `text` is a well-formed reference with the right check character."""
    given = text.strip().upper()
    match = _REFERENCE.match(given) if given.startswith(f"{prefix}-") else None
    if match is None:
        return False
    body = match[1] + match[2]
    return _check_character(body[:-1]) == body[-1]


def slugify(text: str) -> str:
    """Return `text` as lower-case words joined by hyphens, ASCII only."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[\u2010-\u2015]", "-", text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
