"""Who wants warnings: asked, confirmed, changed, left."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from ringfence.domain.report import World
from ringfence.domain.subscriber import Choice, LetterPurpose, Rhythm, Subscriber, SubscriberState
from ringfence.foundation.ids import new_id, new_secret
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.vault import Vault

__all__ = ["MOST_BOUNCES", "DjangoSubscriberLedger", "choice_of", "letter_came_back", "note_departures"]

# So many letters refused for good, and we stop writing to an address.
MOST_BOUNCES = 3
# An address is asked at most once in this time, however often somebody types it.
_ASKED_AGAIN_AFTER = timedelta(days=1)
_SECRET = re.compile(r"[A-Za-z0-9_-]{22}\Z")  # as foundation.ids.new_secret makes them


class DjangoSubscriberLedger:
    """Implements `flow.ports.SubscriberLedger` for one world."""

    def __init__(self, world: World, vault: Vault) -> None:
        self._world = world
        self._vault = vault

    @plain_faults
    def ask(self, address: str, choice: Choice, *, at: datetime) -> None:
        """Keep the wish and make the letter that asks for its confirmation."""
        key = self._vault.address_key(address)
        with transaction.atomic():
            row, _ = models.SubscriberRow.objects.get_or_create(
                world=self._world,
                address_key=key,
                defaults={
                    "id": new_id(),
                    "sealed": self._vault.seal_text(address.strip()),
                    "secret": new_secret(),
                    "state": SubscriberState.PENDING.value,
                    "asked_at": at,
                    **_columns(choice),
                },
            )
            is_confirmed = row.state == SubscriberState.CONFIRMED
            if not is_confirmed:  # the newest wish counts, until one is confirmed
                models.SubscriberRow.objects.filter(id=row.id).update(
                    state=SubscriberState.PENDING.value, bounces=0, asked_at=at, **_columns(choice)
                )
            asks = (LetterPurpose.CONFIRM.value, LetterPurpose.ALREADY.value)
            if row.letterrow_set.filter(purpose__in=asks, made_at__gt=at - _ASKED_AGAIN_AFTER).exists():
                return
            purpose = LetterPurpose.ALREADY if is_confirmed else LetterPurpose.CONFIRM
            models.LetterRow.objects.create(
                id=new_id(), subscriber=row, purpose=purpose.value, rank=0, made_at=at, not_before=at
            )

    def find(self, secret: str) -> Subscriber | None:
        """Return the subscription behind a link."""
        row = self._behind(secret).first()
        if row is None:
            return None
        return Subscriber(secret=row.secret, state=SubscriberState(row.state), choice=choice_of(row))

    @plain_faults
    def confirm(self, secret: str, *, at: datetime) -> Subscriber | None:
        """Confirm it; a second time changes nothing. Who presses the button after bounces has the mailbox back."""
        self._behind(secret).exclude(state=SubscriberState.CONFIRMED.value).update(
            state=SubscriberState.CONFIRMED.value, confirmed_at=at, bounces=0
        )
        return self.find(secret)

    @plain_faults
    def change(self, secret: str, choice: Choice) -> Subscriber | None:
        """Replace what somebody wants to be told."""
        self._behind(secret).update(bounces=0, **_columns(choice))
        return self.find(secret)

    @plain_faults
    def leave(self, secret: str, *, at: datetime) -> None:
        """Forget the address and everything kept with it."""
        with transaction.atomic():
            note_departures(self._behind(secret), at=at)
            self._behind(secret).delete()

    def _behind(self, secret: str) -> QuerySet[models.SubscriberRow]:
        """Return the row behind a link; whatever else stands in an address never reaches the database."""
        rows = models.SubscriberRow.objects.filter(world=self._world)
        return rows.filter(secret=secret) if _SECRET.match(secret) else rows.none()

    @plain_faults
    def forget_unconfirmed(self, *, asked_before: datetime) -> int:
        """Forget who never confirmed, and addresses that no longer take mail."""
        gone = models.SubscriberRow.objects.filter(world=self._world, asked_at__lt=asked_before).exclude(
            state=SubscriberState.CONFIRMED.value
        )
        return gone.delete()[1].get("store.SubscriberRow", 0)

    @plain_faults
    def bounced(self, message_id: str, *, is_permanent: bool) -> bool:
        """Take note that a letter came back."""
        letter_id = message_id.strip().strip("<>").partition("@")[0]
        row = models.LetterRow.objects.filter(id=letter_id, subscriber__world=self._world).first()
        if row is None:
            return False
        # Each letter counts once, however many notices come back for it.
        if is_permanent and row.outcome != "bounced":
            with transaction.atomic():
                models.LetterRow.objects.filter(id=row.id).update(
                    outcome="bounced", ended_at=row.ended_at or row.made_at
                )
                letter_came_back(row)
        return True


def note_departures(rows: QuerySet[models.SubscriberRow] | QuerySet[models.WishRow], *, at: datetime) -> None:
    """Note whom no restored backup may write to again."""
    gone = [models.DepartureRow(id=id_, world=world, at=at) for id_, world in rows.values_list("id", "world")]
    models.DepartureRow.objects.bulk_create(gone, ignore_conflicts=True)


def letter_came_back(letter: models.LetterRow) -> None:
    """Count a permanent failure; after a few we stop, and an address that never answered is forgotten at once."""
    row = letter.subscriber
    if row.state == SubscriberState.PENDING:
        row.delete()
        return
    models.SubscriberRow.objects.filter(id=row.id).update(bounces=F("bounces") + 1)
    has_gone = models.SubscriberRow.objects.filter(id=row.id, bounces__gte=MOST_BOUNCES).update(
        state=SubscriberState.BOUNCED.value
    )
    if has_gone:
        models.LetterRow.objects.filter(subscriber=row, ended_at__isnull=True).delete()
        models.NewsRow.objects.filter(subscriber=row, letter__isnull=True).delete()


def choice_of(row: models.SubscriberRow) -> Choice:
    """Return what a subscriber wants to be told."""
    return Choice(
        areas=frozenset(row.areas), kinds=frozenset(row.kinds), rhythm=Rhythm(row.rhythm), language=row.language
    )


def _columns(choice: Choice) -> dict[str, object]:
    return {
        "areas": sorted(choice.areas),
        "kinds": sorted(choice.kinds),
        "rhythm": choice.rhythm.value,
        "language": choice.language,
    }
