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

    def __init__(self, keys: Sequence[bytes], *, originals: Sequence[bytes] = ()) -> None:
        """Take the keys, newest first.

        Args:
            keys: of the key file.
            originals: of originals alone; sealed with the newest of these where there is one. What
                was sealed before there was any still opens.
        """
        self._fernet = MultiFernet([Fernet(key) for key in (*originals, *keys)])
        # Of the oldest key: reporters must keep their hash when a new key is added.
        secret = base64.urlsafe_b64decode(keys[-1])
        self._contact_key = HKDF(hashes.SHA256(), 32, salt=None, info=b"ringfence reporter key").derive(secret)
        # Others, so that nobody can see from the tables that a subscriber has also reported or complained.
        self._secret_key = HKDF(hashes.SHA256(), 32, salt=None, info=b"ringfence secret key").derive(secret)
        self._link_key = HKDF(hashes.SHA256(), 32, salt=None, info=b"ringfence link key").derive(secret)
        self._address_key = HKDF(hashes.SHA256(), 32, salt=None, info=b"ringfence subscriber key").derive(secret)
        self._request_key = HKDF(hashes.SHA256(), 32, salt=None, info=b"ringfence request key").derive(secret)

    def seal(self, incoming: IncomingReport) -> bytes:
        """Return the whole report, original bytes included, encrypted."""
        return self._fernet.encrypt(json.dumps(to_record(incoming), ensure_ascii=False).encode())

    def open(self, sealed: bytes) -> IncomingReport:
        """Return what was sealed.

        Raises:
            StorageFault: it is past its period and gone, or no key opens it.
        """
        return from_record(json.loads(self._decrypted(sealed)), IncomingReport)

    def seal_text(self, text: str) -> bytes:
        """Return a short text, such as an address, encrypted."""
        return self._fernet.encrypt(text.encode())

    def open_text(self, sealed: bytes) -> str:
        """Return the text that was sealed.

        Raises:
            StorageFault: no key in the key file opens it.
        """
        return self._decrypted(sealed).decode()

    def seal_bytes(self, content: bytes) -> bytes:
        """Return a file's content, encrypted."""
        return self._fernet.encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Return the content that was sealed.

        Raises:
            StorageFault: no key in the key file opens it.
        """
        return self._decrypted(sealed)

    def secret_key(self, secret: str) -> str:
        """Return a keyed hash of a secret that was given out: the database alone opens nothing."""
        return hmac.new(self._secret_key, secret.encode(), hashlib.sha256).hexdigest()

    def _decrypted(self, sealed: bytes) -> bytes:
        if not sealed:
            raise StorageFault("This original is past its retention period and was removed.")
        try:
            return self._fernet.decrypt(bytes(sealed))
        except InvalidToken as error:
            raise StorageFault(
                "No key in the key file opens this original. Put the key it was sealed with back."
            ) from error

    def address_key(self, address: str) -> str:
        """Return a keyed hash of an e-mail address, folded so that capitals make no second subscriber."""
        return hmac.new(self._address_key, _folded(address).encode(), hashlib.sha256).hexdigest()

    def request_key(self, form: str) -> str:
        """Return a keyed hash of one form of a contact (`contact_forms`) that came with a complaint or request."""
        return hmac.new(self._request_key, form.encode(), hashlib.sha256).hexdigest()

    def reporter_key(self, incoming: IncomingReport) -> str | None:
        """Return a keyed hash of who reports; None: anonymous.

        A contact is folded first, so that spaces and capitals make no second
        person. A vouched report without a contact counts as a reporter of its own.
        """
        if incoming.contact:
            return self.contact_key(incoming.contact)
        if incoming.is_vouched:
            folded = f"vouched:{incoming.source}:{incoming.source_key or hashlib.sha256(incoming.original).hexdigest()}"
        else:
            return None
        return self._keyed(folded)

    def link_key(self, value: str) -> str:
        """Return a short keyed hash of what linking compares and nobody may read: a number, a name, a voice.

        Its key is another than that of reporters, so that one does not lead to the other without the key file.
        """
        return hmac.new(self._link_key, value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:16]

    def contact_key(self, contact: str) -> str:
        """Return the keyed hash of an e-mail address or phone number as somebody gave it."""
        return self._keyed(_folded(contact))

    def _keyed(self, folded: str) -> str:
        return hmac.new(self._contact_key, folded.encode(), hashlib.sha256).hexdigest()


def _folded(contact: str) -> str:
    return "".join(contact.lower().split())
