"""Encrypts originals, and turns contacts into keyed hashes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ringfence.domain.report import IncomingReport
from ringfence.foundation.errors import StorageFault
from ringfence.store.records import from_record, to_record

__all__ = ["Vault"]


class Vault:
    """Seals with the newest key, opens with any that is still in the file."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        # Of the oldest key: reporters must keep their hash when a new key is added.
        secret = base64.urlsafe_b64decode(keys[-1])
        self._contact_key = HKDF(hashes.SHA256(), 32, salt=None, info=b"ringfence reporter key").derive(secret)

    def seal(self, incoming: IncomingReport) -> bytes:
        """Return the whole report, original bytes included, encrypted."""
        return self._fernet.encrypt(json.dumps(to_record(incoming), ensure_ascii=False).encode())

    def open(self, sealed: bytes) -> IncomingReport:
        """Return what was sealed.

        Raises:
            StorageFault: no key in the key file opens it.
        """
        try:
            return from_record(json.loads(self._fernet.decrypt(bytes(sealed))), IncomingReport)
        except InvalidToken as error:
            raise StorageFault(
                "No key in the key file opens this original. Put the key it was sealed with back."
            ) from error

    def reporter_key(self, incoming: IncomingReport) -> str | None:
        """Return a keyed hash of who reports; None: anonymous.

        A contact is folded first, so that spaces and capitals make no second
        person. A vouched report without a contact counts as a reporter of its own.
        """
        contact = incoming.contact
        if contact:
            folded = "".join(contact.lower().split())
        elif incoming.is_vouched:
            folded = f"vouched:{incoming.source}:{incoming.source_key or hashlib.sha256(incoming.original).hexdigest()}"
        else:
            return None
        return hmac.new(self._contact_key, folded.encode(), hashlib.sha256).hexdigest()
