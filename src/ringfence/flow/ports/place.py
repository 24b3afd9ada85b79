"""Everything a recipe needs, in one hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ringfence.domain.report import REAL_WORLD, World
from ringfence.flow.ports.campaigns import CampaignLedger
from ringfence.flow.ports.forms import FileLedger, FormLedger, ReporterLedger
from ringfence.flow.ports.jobs import Jobs
from ringfence.flow.ports.ledgers import CountLedger, ReaderNoteLedger, ReportLedger, SurgeLedger, WarningLedger
from ringfence.flow.ports.mail import LetterLedger, Mailer, SubscriberLedger
from ringfence.flow.ports.outlets import Outlet
from ringfence.flow.ports.recordings import RecordingLedger, Transcriber
from ringfence.flow.ports.requests import RequestLedger
from ringfence.playbooks import Shelf
from ringfence.publish import SiteIdentity

__all__ = ["Place", "StartTransaction"]


class StartTransaction(Protocol):
    """Opens a transaction; leaving it with an error undoes everything."""

    def __call__(self) -> AbstractContextManager[None]:
        """Open it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The back ends of one world, chosen by `wiring`."""

    world: World = REAL_WORLD
    shelf: Shelf  # playbooks and tables
    reports: ReportLedger
    forms: FormLedger
    files: FileLedger
    reporters: ReporterLedger
    counts: CountLedger
    campaigns: CampaignLedger
    surges: SurgeLedger
    warnings: WarningLedger
    notes: ReaderNoteLedger
    subscribers: SubscriberLedger
    letters: LetterLedger
    mailer: Mailer
    requests: RequestLedger
    recordings: RecordingLedger
    transcriber: Transcriber | None  # None: the speech extra is not installed
    jobs: Jobs
    outlets: tuple[Outlet, ...]
    transaction: StartTransaction
    site: SiteIdentity  # address, name and looks of the public pages
    clear_exercise: Callable[[], None]  # forgets every record of this exercise world; refuses the real one
    false_drafts_per_year: float = 0.1  # budget of drafts that chance alone may raise, per force and year
    worker_lease_seconds: int = 60  # what a silent worker had taken up is free again after this
    count_floor: int = 3  # published counts below this are suppressed
