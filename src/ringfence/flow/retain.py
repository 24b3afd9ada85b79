"""Retention: what is past its period goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ringfence.domain.retention import Removal, Removed, RetentionRule
from ringfence.flow.ports.place import Place, StartTransaction
from ringfence.flow.ports.retention import PrivacyLedger
from ringfence.foundation.periods import require_aware

__all__ = ["BATCH", "follow_in_campaigns", "retain"]

# Small enough that nobody who reports waits for it.
BATCH = 200


def retain(
    rules: Sequence[RetentionRule], *, privacy: PrivacyLedger, transaction: StartTransaction, as_of: datetime
) -> list[Removed]:
    """Carry the retention table out.

    1. For each rule with a period, find what is older; reports on legal
       hold are passed over, whatever the rule.
    2. Remove it in small transactions, each with its own line in the report
       of what was removed. A job killed half-way loses at most one batch,
       and the next one goes on from there.
    3. Say how much went, by rule, never what it was.

    Running it twice removes nothing more.
    """
    require_aware(as_of)
    done: list[Removed] = []
    for rule in rules:
        if rule.days is None or rule.removal is Removal.KEEP:
            continue
        total = 0
        before = as_of - timedelta(days=rule.days)
        while True:
            with transaction():
                removed = privacy.remove(rule.removal, before=before, most=BATCH, as_of=as_of)
                if removed:
                    privacy.note_removed(Removed(rule=rule.id, records=removed), at=as_of)
            total += removed
            if removed < BATCH:
                break
        done.append(Removed(rule=rule.id, records=total))
    return done


def follow_in_campaigns(place: Place) -> int:
    """Bring campaigns in line with what retention, an erasure in a restored backup or a person removed.

    In small transactions; run twice, it does nothing more. Returns how many reports it touched.
    """
    total = 0
    while True:
        with place.transaction():
            touched = place.campaigns.follow_retention(most=BATCH)
        total += touched
        if touched < BATCH:
            return total
