"""Chooses the real back ends."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.domain.report import REAL_WORLD, World

if TYPE_CHECKING:
    from ringfence.flow.ports import Outlet, Place

__all__ = ["build_place", "configure_django"]


def configure_django() -> None:
    """Set Django up, making the data folder and the key file on the very first start.

    Raises:
        InvalidSetting: a setting that Ringfence cannot start with.
        StorageFault: the data folder cannot be made.
    """
    from django.apps import apps

    from ringfence.foundation.errors import StorageFault
    from ringfence.foundation.settings import load_settings
    from ringfence.store.key_file import make_key_file

    if apps.ready:
        return
    settings = load_settings()
    folder = Path(settings.data_dir).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFault(
            f"The data folder {folder} cannot be made: {error.strerror}. Set RINGFENCE_DATA_DIR to one that can."
        ) from None
    make_key_file(Path(settings.key_file) if settings.key_file else folder / "key")
    os.environ["DJANGO_SETTINGS_MODULE"] = "ringfence.wiring.django_settings"
    import django

    django.setup()


def build_place(world: World = REAL_WORLD) -> Place:
    """Return the back ends of one world."""
    from ringfence.flow.ports import Place
    from ringfence.playbooks import load_playbooks
    from ringfence.store.count_ledger import DjangoCountLedger
    from ringfence.store.exercise_ground import clear_exercise
    from ringfence.store.faults import plain_transaction
    from ringfence.store.jobs import DjangoJobs
    from ringfence.store.key_file import read_keys
    from ringfence.store.report_ledger import DjangoReportLedger
    from ringfence.store.surge_ledger import DjangoSurgeLedger
    from ringfence.store.vault import Vault
    from ringfence.store.warning_ledger import DjangoWarningLedger
    from ringfence.wiring.django_settings import KEY_FILE, RINGFENCE
    from ringfence.wiring.site import site_of

    shelf = load_playbooks()
    return Place(
        world=world,
        shelf=shelf,
        reports=DjangoReportLedger(world, Vault(read_keys(KEY_FILE))),
        counts=DjangoCountLedger(world),
        surges=DjangoSurgeLedger(world),
        warnings=DjangoWarningLedger(world),
        jobs=DjangoJobs(world),
        outlets=_outlets(RINGFENCE.publish_dir, world),
        transaction=plain_transaction,
        site=site_of(RINGFENCE, shelf, world=world),
        clear_exercise=partial(clear_exercise, world),
        false_drafts_per_year=RINGFENCE.false_drafts_per_year,
        count_floor=RINGFENCE.count_floor,
    )


def _outlets(folder: str, world: World) -> tuple[Outlet, ...]:
    if not folder:
        return ()
    from ringfence.outlets import FolderOutlet

    # Each world keeps a manifest of its own: an outlet removes only what it wrote.
    return (FolderOutlet(Path(folder), name=world),)
