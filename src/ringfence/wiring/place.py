"""Chooses the real back ends."""

from __future__ import annotations

import os
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.domain.report import REAL_WORLD, World

if TYPE_CHECKING:
    from ringfence.flow.ports import Outlet, Place, Transcriber

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
    if not settings.mail_url:
        _make_mail_folder(folder / "mail")
    make_key_file(Path(settings.key_file) if settings.key_file else folder / "key")
    make_key_file(Path(settings.originals_key_file) if settings.originals_key_file else folder / "originals-key")
    os.environ["DJANGO_SETTINGS_MODULE"] = "ringfence.wiring.django_settings"
    import django

    django.setup()


def _make_mail_folder(folder: Path) -> None:
    from ringfence.foundation.errors import StorageFault

    try:
        folder.mkdir(mode=0o700, exist_ok=True)  # letters lie there with their addresses in plain
    except OSError as error:
        raise StorageFault(f"The folder {folder} for e-mails cannot be made: {error.strerror}.") from None


def build_place(world: World = REAL_WORLD) -> Place:
    """Return the back ends of one world."""
    from urllib.parse import urlsplit

    from ringfence.flow.ports import Place
    from ringfence.outlets import DjangoMailer
    from ringfence.playbooks import load_playbooks
    from ringfence.store.campaign_ledger import DjangoCampaignLedger
    from ringfence.store.count_ledger import DjangoCountLedger
    from ringfence.store.exercise_ground import clear_exercise
    from ringfence.store.faults import plain_transaction
    from ringfence.store.file_ledger import DjangoFileLedger
    from ringfence.store.form_ledger import DjangoFormLedger
    from ringfence.store.jobs import DjangoJobs
    from ringfence.store.letter_ledger import DjangoLetterLedger
    from ringfence.store.note_ledger import DjangoReaderNoteLedger
    from ringfence.store.recording_ledger import DjangoRecordingLedger
    from ringfence.store.report_ledger import DjangoReportLedger
    from ringfence.store.reporter_ledger import DjangoReporterLedger
    from ringfence.store.request_ledger import DjangoRequestLedger
    from ringfence.store.subscriber_ledger import DjangoSubscriberLedger
    from ringfence.store.surge_ledger import DjangoSurgeLedger
    from ringfence.store.warning_ledger import DjangoWarningLedger
    from ringfence.wiring.django_settings import DATA_DIR, DEFAULT_FROM_EMAIL, NEUTRAL_FROM_EMAIL, RINGFENCE
    from ringfence.wiring.privacy import open_vault
    from ringfence.wiring.site import site_of

    shelf = load_playbooks()
    vault = open_vault()
    host = urlsplit(RINGFENCE.base_url).hostname or "ringfence.example"
    return Place(
        world=world,
        shelf=shelf,
        reports=DjangoReportLedger(world, vault),
        forms=DjangoFormLedger(world, vault),
        files=DjangoFileLedger(world, vault),
        reporters=DjangoReporterLedger(world, vault, host=host),
        counts=DjangoCountLedger(world),
        campaigns=DjangoCampaignLedger(world, vault),
        surges=DjangoSurgeLedger(world),
        warnings=DjangoWarningLedger(world),
        notes=DjangoReaderNoteLedger(world, vault),
        subscribers=DjangoSubscriberLedger(world, vault),
        letters=DjangoLetterLedger(world, vault, host=host),
        mailer=DjangoMailer(sender=DEFAULT_FROM_EMAIL, neutral_sender=NEUTRAL_FROM_EMAIL),
        requests=DjangoRequestLedger(world, vault),
        recordings=DjangoRecordingLedger(world, vault, DATA_DIR / "recordings"),
        transcriber=_transcriber(RINGFENCE.speech_model),
        jobs=DjangoJobs(world),
        outlets=_outlets(RINGFENCE.publish_dir, world),
        transaction=plain_transaction,
        site=site_of(RINGFENCE, shelf, world=world),
        clear_exercise=partial(clear_exercise, world),
        false_drafts_per_year=RINGFENCE.false_drafts_per_year,
        worker_lease_seconds=RINGFENCE.worker_lease_seconds,
        count_floor=RINGFENCE.count_floor,
    )


@cache
def _transcriber(model_folder: str) -> Transcriber | None:
    from ringfence.outlets.speech import WhisperTranscriber, find_speech_model

    model = find_speech_model(model_folder)
    return WhisperTranscriber(model) if model else None


def _outlets(folder: str, world: World) -> tuple[Outlet, ...]:
    if not folder:
        return ()
    from ringfence.outlets import FolderOutlet

    # Each world keeps a manifest of its own: an outlet removes only what it wrote.
    return (FolderOutlet(Path(folder), name=world),)
