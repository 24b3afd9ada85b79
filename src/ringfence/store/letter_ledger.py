"""What is to be told, the letters made of it, and which have left.

A letter is marked as sent right after the server took it. A worker killed
between the two leaves one letter that is sent again, with the same Message-ID:
none is missed, and at most one is repeated for each kill.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ringfence.domain.report import World
from ringfence.domain.subscriber import (
    Letter,
    LetterId,
    LetterPurpose,
    News,
    Rhythm,
    SubscriberState,
    WarningChange,
)
from ringfence.domain.warning import PublicWarning, WarningId
from ringfence.foundation.errors import StorageFault
from ringfence.foundation.ids import new_id
from ringfence.foundation.periods import LONDON, london_date
from ringfence.store import models
from ringfence.store.faults import plain_faults
from ringfence.store.subscriber_ledger import choice_of, letter_came_back
from ringfence.store.vault import Vault

__all__ = ["DjangoLetterLedger"]

_log = logging.getLogger(__name__)

_BATCH = 500
_FIRST_PAUSE = timedelta(minutes=15)  # doubled at each try; the last comes after two and a half days
_MOST_TRIES = 8
_WEEKLY_AT = time(9)  # on Mondays, London
_URGENT, _USUAL = 1, 2  # ranks; letters that ask for a confirmation are 0


class DjangoLetterLedger:
    """Implements `flow.ports.LetterLedger` for one world.

    Args:
        world: whose letters these are.
        vault: opens the addresses.
        host: right-hand side of the Message-IDs, the name of the site's host.
    """

    def __init__(self, world: World, vault: Vault, *, host: str) -> None:
        self._world = world
        self._vault = vault
        self._host = host

    @plain_faults
    def note(self, warning: PublicWarning, news: News, *, is_urgent: bool, at: datetime) -> int:
        """Note the news for everybody it concerns, in batches; repeated, it adds nothing."""
        if news.change is WarningChange.WITHDRAWN:
            models.NewsRow.objects.filter(warning_id=warning.id, letter__isnull=True).delete()
        noted = 0
        for subscriber_ids in self._concerned(warning, news):
            rows = [
                models.NewsRow(
                    subscriber_id=subscriber_id,
                    warning_id=news.warning_id,
                    change=news.change.value,
                    revision=news.revision,
                    is_urgent=is_urgent,
                    noted_at=at,
                )
                for subscriber_id in subscriber_ids
            ]
            models.NewsRow.objects.bulk_create(rows, ignore_conflicts=True)
            noted += len(rows)
        return noted

    def _concerned(self, warning: PublicWarning, news: News) -> Iterator[list[str]]:
        rows = models.SubscriberRow.objects.filter(world=self._world, state=SubscriberState.CONFIRMED.value)
        if news.change is not WarningChange.PUBLISHED:
            was_told = models.NewsRow.objects.filter(
                Q(letter__outcome="sent") | Q(letter__ended_at__isnull=True, letter__claim__isnull=False),
                subscriber=OuterRef("id"),
                warning_id=warning.id,
                letter__isnull=False,
            )
            rows = rows.filter(Exists(was_told))
        last = ""
        while batch := list(rows.filter(id__gt=last).order_by("id")[:_BATCH]):
            last = batch[-1].id
            if news.change is WarningChange.PUBLISHED:
                batch = [row for row in batch if choice_of(row).wants(area=warning.area, kind=warning.kind)]
            yield [row.id for row in batch]

    @plain_faults
    def make_letters(self, *, at: datetime, limit: int, unless_waiting: int) -> int:
        """Make letters of waiting news: urgent ones at once, the others at most one a day."""
        made = self._make(self._due(at, is_urgent=True), is_urgent=True, at=at, limit=limit)
        waiting = models.LetterRow.objects.filter(
            subscriber__world=self._world, ended_at__isnull=True, not_before__lte=at
        )
        if waiting[:unless_waiting].count() >= unless_waiting:
            return made
        return made + self._make(self._due(at, is_urgent=False), is_urgent=False, at=at, limit=limit)

    def _due(self, at: datetime, *, is_urgent: bool) -> QuerySet[models.NewsRow]:
        news = models.NewsRow.objects.filter(
            letter__isnull=True, subscriber__world=self._world, subscriber__state=SubscriberState.CONFIRMED.value
        )
        if is_urgent:
            return news.filter(is_urgent=True)
        monday = _latest_monday(at)
        open_letters = models.LetterRow.objects.filter(
            subscriber=OuterRef("subscriber"), purpose=LetterPurpose.WARNINGS.value, ended_at__isnull=True
        )
        return news.filter(
            _not_mailed_since(london_date(at)) & Q(subscriber__rhythm=Rhythm.IMMEDIATE.value)
            | _not_mailed_since(london_date(monday)) & Q(subscriber__rhythm=Rhythm.WEEKLY.value, noted_at__lt=monday),
        ).exclude(Exists(open_letters))

    def _make(self, due: QuerySet[models.NewsRow], *, is_urgent: bool, at: datetime, limit: int) -> int:
        with transaction.atomic():
            wanted = list(due.order_by("subscriber_id").values_list("subscriber_id", flat=True).distinct()[:limit])
            # Locked, then looked at again: another worker may have made these letters meanwhile.
            locked = list(
                models.SubscriberRow.objects.select_for_update().filter(id__in=wanted).values_list("id", flat=True)
            )
            still_due = set(due.filter(subscriber_id__in=locked).values_list("subscriber_id", flat=True))
            news: dict[str, list[models.NewsRow]] = defaultdict(list)
            waiting = models.NewsRow.objects.filter(subscriber_id__in=still_due, letter__isnull=True)
            for row in waiting.filter(is_urgent=True) if is_urgent else waiting:
                news[row.subscriber_id].append(row)
            letters = {
                subscriber_id: models.LetterRow(
                    id=new_id(),
                    subscriber_id=subscriber_id,
                    purpose=LetterPurpose.WARNINGS.value,
                    is_urgent=is_urgent,
                    rank=_URGENT if is_urgent else _USUAL,
                    made_at=at,
                    not_before=at,
                )
                for subscriber_id in sorted(news)
            }
            models.LetterRow.objects.bulk_create(letters.values())
            told = [row for rows in news.values() for row in rows]
            for row in told:
                row.letter = letters[row.subscriber_id]
            models.NewsRow.objects.bulk_update(told, ["letter"], batch_size=_BATCH)
        return len(letters)

    @plain_faults
    def claim(self, *, at: datetime, lease_seconds: int, limit: int) -> tuple[str, list[Letter]]:
        """Take the next letters for sending."""
        claim = new_id()
        free = self._free(at, lease_seconds)
        with transaction.atomic():
            next_ids = list(free.order_by("rank", "not_before", "id").values_list("id", flat=True)[:limit])
            free.filter(id__in=next_ids).update(claim=claim, claimed_at=at)
        rows = models.LetterRow.objects.filter(claim=claim).select_related("subscriber").prefetch_related("newsrow_set")
        letters = []
        for row in rows.order_by("rank", "not_before", "id"):
            try:
                letters.append(self._letter(row))
            except StorageFault:  # its key is missing: the others must not wait for it
                _log.error("a letter waits a day: no key in the key file opens its address")
                put_off = {"not_before": at + timedelta(days=1), "claim": None, "claimed_at": None}
                models.LetterRow.objects.filter(id=row.id).update(**put_off)
        return claim, letters

    def _free(self, at: datetime, lease_seconds: int) -> QuerySet[models.LetterRow]:
        return models.LetterRow.objects.filter(
            Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - timedelta(seconds=lease_seconds)),
            subscriber__world=self._world,
            ended_at__isnull=True,
            not_before__lte=at,
        ).exclude(subscriber__state=SubscriberState.BOUNCED.value)

    @plain_faults
    def holds(self, letter_id: LetterId, claim: str, *, at: datetime) -> bool:
        """Renew the claim on an unsent letter; False where another has taken it over, or the subscriber left."""
        row = models.LetterRow.objects.filter(id=letter_id, claim=claim, ended_at__isnull=True)
        claimed_at = row.values_list("claimed_at", flat=True).first()
        if claimed_at is None:
            return False
        if at - claimed_at < timedelta(seconds=1):
            return True
        return models.LetterRow.objects.filter(claim=claim, ended_at__isnull=True).update(claimed_at=at) > 0

    @plain_faults
    def sent(self, letter_id: LetterId, *, at: datetime) -> None:
        """The server has taken the letter."""
        with transaction.atomic():
            row = models.LetterRow.objects.filter(id=letter_id).first()
            if row is None:
                return  # the subscriber left meanwhile
            models.LetterRow.objects.filter(id=letter_id).update(ended_at=at, outcome="sent", claim=None)
            if row.purpose == LetterPurpose.WARNINGS:
                models.SubscriberRow.objects.filter(id=row.subscriber_id).update(mailed_on=london_date(at))

    @plain_faults
    def refused(self, letter_id: LetterId, *, at: datetime, is_permanent: bool) -> None:
        """The server refused this letter, for good or for now."""
        with transaction.atomic():
            row = models.LetterRow.objects.filter(id=letter_id).select_related("subscriber").first()
            if row is None:
                return
            row.tries, row.claim, row.claimed_at = row.tries + 1, None, None
            if is_permanent:
                row.ended_at, row.outcome = at, "refused"
            elif row.tries >= _MOST_TRIES:
                row.ended_at, row.outcome = at, "given_up"
            else:
                row.not_before = at + _FIRST_PAUSE * 2 ** (row.tries - 1)
            row.save()
            if is_permanent:
                letter_came_back(row)

    @plain_faults
    def dropped(self, letter_id: LetterId, *, at: datetime) -> None:
        """There was nothing left to say."""
        models.LetterRow.objects.filter(id=letter_id).update(ended_at=at, outcome="empty", claim=None)

    @plain_faults
    def release(self, claim: str) -> None:
        """Give back what was claimed and not sent."""
        models.LetterRow.objects.filter(claim=claim, ended_at__isnull=True).update(claim=None, claimed_at=None)

    def is_waiting(self, *, at: datetime, lease_seconds: int) -> bool:
        """Say whether there is something to write or to send now that nobody is sending."""
        if self._free(at, lease_seconds).exists():
            return True
        return self._due(at, is_urgent=True).exists() or self._due(at, is_urgent=False).exists()

    def _letter(self, row: models.LetterRow) -> Letter:
        return Letter(
            id=LetterId(row.id),
            message_id=f"<{row.id}@{self._host}>",
            purpose=LetterPurpose(row.purpose),
            to=self._vault.open_text(bytes(row.subscriber.sealed)),
            secret=row.subscriber.secret,
            choice=choice_of(row.subscriber),
            news=tuple(
                News(
                    warning_id=WarningId(news.warning_id),
                    change=WarningChange(news.change),
                    revision=news.revision,
                )
                for news in sorted(row.newsrow_set.all(), key=lambda news: news.id)
            ),
            made_at=row.made_at,
        )


def _not_mailed_since(day: date) -> Q:
    return Q(subscriber__mailed_on__isnull=True) | Q(subscriber__mailed_on__lt=day)


def _latest_monday(at: datetime) -> datetime:
    """Return the latest Monday, nine o'clock in London, that is not after `at`."""
    local = at.astimezone(LONDON)
    monday = datetime.combine(local.date() - timedelta(days=local.weekday()), _WEEKLY_AT, LONDON)
    return monday if monday <= local else monday - timedelta(days=7)
