"""The vault, and what retention and people's requests run on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.domain.report import REAL_WORLD, World

if TYPE_CHECKING:
    from ringfence.domain.retention import Removal, Removed, RetentionRule
    from ringfence.store.privacy_ledger import DjangoPrivacyLedger
    from ringfence.store.vault import Vault

__all__ = ["build_privacy", "open_vault", "retention_rules", "run_retention"]


def open_vault() -> Vault:
    """Return the vault with the keys of this deployment."""
    from ringfence.store.key_file import read_keys
    from ringfence.store.vault import Vault
    from ringfence.wiring.django_settings import KEY_FILE, ORIGINALS_KEY_FILE

    return Vault(read_keys(KEY_FILE), originals=read_keys(ORIGINALS_KEY_FILE))


def build_privacy(world: World = REAL_WORLD) -> DjangoPrivacyLedger:
    """Return what retention, access and erasure run on."""
    from ringfence.store.privacy_ledger import DjangoPrivacyLedger

    return DjangoPrivacyLedger(world, open_vault())


def retention_rules() -> tuple[RetentionRule, ...]:
    """Return the table in force."""
    from ringfence.flow.retention_table import load_retention_table
    from ringfence.wiring.django_settings import RINGFENCE

    return load_retention_table(Path(RINGFENCE.retention_file) if RINGFENCE.retention_file else None)


def run_retention(world: World, as_of: datetime, only: Removal | None = None) -> list[Removed]:
    """Carry the table out in one world, or its rules of one removal only; gives what went, by rule."""
    from ringfence.flow.retain import follow_in_campaigns, retain
    from ringfence.store.faults import plain_transaction
    from ringfence.wiring.place import build_place

    rules = [rule for rule in retention_rules() if only is None or rule.removal is only]
    removed = retain(rules, privacy=build_privacy(world), transaction=plain_transaction, as_of=as_of)
    if only is None:
        follow_in_campaigns(build_place(world))
    return removed
