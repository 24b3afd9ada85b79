"""The key file: newest key first, one a line, mode 0600, in neither database nor backup."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet

from ringfence.foundation.errors import InvalidSetting, StorageFault

__all__ = ["make_key_file", "read_keys"]


def make_key_file(path: Path) -> bool:
    """Make a key file where there is none; says whether it made one."""
    if path.exists():
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StorageFault(
            f"The key file {path} cannot be made: {error.strerror}. Choose a folder that can be written."
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(Fernet.generate_key() + b"\n")
    return True


def read_keys(path: Path) -> list[bytes]:
    """Return the keys, newest first; none where the file is not made yet.

    Raises:
        InvalidSetting: others may read the file, or it holds no usable key.
    """
    try:
        if not path.is_file():
            return []
        if path.stat().st_mode & 0o077:
            raise InvalidSetting(f"Others may read the key file {path}. Run: chmod 600 {path}")
        keys = [line.strip() for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as error:
        raise InvalidSetting(f"The key file {path} cannot be read: {error.strerror}.") from error
    try:
        for key in keys:
            Fernet(key)
    except ValueError as error:
        raise InvalidSetting(f"The key file {path} holds a line that is no key. Put the right file back.") from error
    if not keys:
        raise InvalidSetting(
            f"The key file {path} is empty. Put the right file back; without it no original can be opened."
        )
    return keys
