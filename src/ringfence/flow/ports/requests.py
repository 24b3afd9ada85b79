"""What people ask of those who run the site."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from ringfence.domain.public_request import PublicRequest, RequestId, RequestKind

__all__ = ["RequestLedger"]


class RequestLedger(Protocol):
    """Keeps requests, encrypted, and the numbers that are told to nobody."""

    def keep(self, kind: RequestKind, *, text: str, number: str, contact: str, at: datetime) -> None:
        """Keep a request."""

    def open_requests(self) -> list[PublicRequest]:
        """Return the oldest that nobody has dealt with, oldest first, fifty at most."""

    def close(self, request_id: RequestId, *, by: str, at: datetime, withhold: bool) -> None:
        """Somebody has dealt with it; `withhold`: its number goes into no export any more."""

    def find(self, request_id: str) -> PublicRequest | None:
        """Return one request."""

    def of_subject(self, contact: str) -> list[PublicRequest]:
        """Return the requests that give this contact, or are about this number; oldest first, dealt with or not."""

    def erase(self, request_id: RequestId, *, words: bool, silence: bool) -> None:
        """Erase the words with number and contact, the promise that the number is told to nobody, or both."""

    def is_withheld(self, e164: str) -> bool:
        """Say whether a phone number, such as +441632960000, is told to nobody."""
