"""What people ask of those who run the site: their words encrypted, number and contact as keyed hashes beside them."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from ringfence.domain.public_request import PublicRequest, RequestId, RequestKind
from ringfence.domain.report import World
from ringfence.foundation.contacts import contact_forms, to_e164
from ringfence.foundation.ids import new_id
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.vault import Vault

__all__ = ["DjangoRequestLedger", "contact_keys", "empty"]


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
        e164 = to_e164(number)
        row = models.PublicRequestRow(
            id=new_id(),
            world=self._world,
            kind=kind,
            sealed=self._vault.seal_text(words),
            number_key=self._vault.contact_key(e164) if e164 else None,
            sent_at=at,
        )
        keys = [models.RequestContactRow(request=row, key=key) for key in contact_keys(contact, self._vault)]
        with transaction.atomic():
            row.save(force_insert=True)
            models.RequestContactRow.objects.bulk_create(keys)

    def open_requests(self) -> list[PublicRequest]:
        """Return the oldest that nobody has dealt with, MOST_AT_ONCE of them; the next follow as these are closed."""
        rows = self._rows().filter(closed_at__isnull=True)
        return [self._record(row) for row in rows.order_by("sent_at", "id")[:MOST_AT_ONCE]]

    @plain_faults
    def close(self, request_id: RequestId, *, by: str, at: datetime, withhold: bool) -> None:
        """Somebody has dealt with it; `withhold`: its number goes into no export any more."""
        self._rows().filter(id=request_id, closed_at__isnull=True).update(
            closed_by=by, closed_at=at, is_withheld=withhold
        )

    def find(self, request_id: str) -> PublicRequest | None:
        """Return one request."""
        row = self._rows().filter(id=request_id).first()
        return self._record(row) if row is not None else None

    def of_subject(self, contact: str) -> list[PublicRequest]:
        """Return the requests that give this contact, or are about this number; oldest first."""
        e164 = to_e164(contact)
        gives = models.RequestContactRow.objects.filter(key__in=contact_keys(contact, self._vault))
        is_theirs = Q(id__in=gives.values("request_id"))
        if e164:
            is_theirs |= Q(number_key=self._vault.contact_key(e164))
        return [self._record(row) for row in self._rows().filter(is_theirs).order_by("sent_at", "id")]

    @plain_faults
    def erase(self, request_id: RequestId, *, words: bool, silence: bool) -> None:
        """Erase the words with number and contact, the promise that the number is told to nobody, or both."""
        rows = self._rows().filter(id=request_id)
        with transaction.atomic():
            if silence:
                rows.update(is_withheld=False)  # while its words are here, its owner finds them by the number
            if words:
                empty(rows)
            rows.filter(is_withheld=False, sealed=b"").delete()

    def is_withheld(self, e164: str) -> bool:
        """Say whether a phone number is told to nobody."""
        return self._rows().filter(number_key=self._vault.contact_key(e164), is_withheld=True).exists()

    def _rows(self) -> QuerySet[models.PublicRequestRow]:
        return models.PublicRequestRow.objects.filter(world=self._world)

    def _record(self, row: models.PublicRequestRow) -> PublicRequest:
        nothing = {"text": "", "number": "", "contact": ""}
        return PublicRequest(
            id=RequestId(row.id),
            kind=RequestKind(row.kind),
            sent_at=row.sent_at,
            closed_at=row.closed_at,
            is_withheld=row.is_withheld,
            is_emptied=not row.sealed,
            **(json.loads(self._vault.open_text(bytes(row.sealed))) if row.sealed else nothing),
        )


def contact_keys(contact: str, vault: Vault) -> list[str]:
    """Return the keyed hashes by which the owner of a contact is found."""
    return [vault.request_key(form) for form in sorted(contact_forms(contact))]


def empty(rows: QuerySet[models.PublicRequestRow]) -> None:
    """Leave of these requests nothing but the keyed hashes of numbers told to nobody."""
    models.RequestContactRow.objects.filter(request__in=rows).delete()
    rows.filter(is_withheld=False).delete()
    rows.update(sealed=b"")  # what was promised holds
