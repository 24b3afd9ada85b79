"""What people ask of those who run the site: their words encrypted, their number as a keyed hash."""

from __future__ import annotations

import json
from datetime import datetime

import phonenumbers

from ringfence.domain.public_request import PublicRequest, RequestKind
from ringfence.domain.report import World
from ringfence.foundation.ids import new_id
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.vault import Vault

__all__ = ["DjangoRequestLedger"]


# A flood of requests must not make the desk's first page slow.
MOST_AT_ONCE = 50


class DjangoRequestLedger:
    """Implements `flow.ports.RequestLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault

    @plain_faults
    def keep(self, kind: RequestKind, *, text: str, number: str, contact: str, at: datetime) -> None:
        """Keep a request."""
        words = json.dumps({"text": text, "number": number, "contact": contact}, ensure_ascii=False)
        e164 = _e164(number)
        models.PublicRequestRow.objects.create(
            id=new_id(),
            world=self._world,
            kind=kind,
            sealed=self._vault.seal_text(words),
            number_key=self._vault.contact_key(e164) if e164 else None,
            sent_at=at,
        )

    def open_requests(self) -> list[PublicRequest]:
        """Return the oldest that nobody has dealt with, MOST_AT_ONCE of them; the next follow as these are closed."""
        rows = models.PublicRequestRow.objects.filter(world=self._world, closed_at__isnull=True)
        return [
            PublicRequest(
                id=row.id,
                kind=RequestKind(row.kind),
                sent_at=row.sent_at,
                **json.loads(self._vault.open_text(bytes(row.sealed))),
            )
            for row in rows.order_by("sent_at", "id")[:MOST_AT_ONCE]
        ]

    @plain_faults
    def close(self, request_id: str, *, by: str, at: datetime, withhold: bool) -> None:
        """Somebody has dealt with it; `withhold`: its number goes into no export any more."""
        models.PublicRequestRow.objects.filter(world=self._world, id=request_id, closed_at__isnull=True).update(
            closed_by=by, closed_at=at, is_withheld=withhold
        )

    def is_withheld(self, e164: str) -> bool:
        """Say whether a phone number is told to nobody."""
        key = self._vault.contact_key(e164)
        return models.PublicRequestRow.objects.filter(world=self._world, number_key=key, is_withheld=True).exists()


def _e164(number: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
