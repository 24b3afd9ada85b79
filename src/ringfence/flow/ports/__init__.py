"""What the recipes ask of the world: ledgers, vault, jobs, outlets.

`store` and `outlets` fill these; `wiring` chooses. Every ledger is built for
one world, so that an exercise can never touch a real record.
"""

from ringfence.flow.ports.campaigns import CampaignLedger, CampaignLine, ShownNumber
from ringfence.flow.ports.forms import FileLedger, FormLedger, ReporterLedger
from ringfence.flow.ports.jobs import Jobs
from ringfence.flow.ports.ledgers import (
    CountLedger,
    KeptOriginal,
    ReaderNote,
    ReaderNoteLedger,
    ReadReport,
    ReportLedger,
    SurgeLedger,
    WarningLedger,
)
from ringfence.flow.ports.mail import LetterLedger, Mailer, MailLine, SubscriberLedger
from ringfence.flow.ports.outlets import Outlet
from ringfence.flow.ports.place import Place
from ringfence.flow.ports.recordings import RecordingLedger, Transcriber
from ringfence.flow.ports.requests import RequestLedger

__all__ = [
    "CampaignLedger",
    "CampaignLine",
    "CountLedger",
    "FileLedger",
    "FormLedger",
    "Jobs",
    "KeptOriginal",
    "LetterLedger",
    "MailLine",
    "Mailer",
    "Outlet",
    "Place",
    "ReadReport",
    "ReaderNote",
    "ReaderNoteLedger",
    "RecordingLedger",
    "ReportLedger",
    "ReporterLedger",
    "RequestLedger",
    "ShownNumber",
    "SubscriberLedger",
    "SurgeLedger",
    "Transcriber",
    "WarningLedger",
]
