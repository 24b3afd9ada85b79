"""A report: what somebody says about one call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

__all__ = [
    "REAL_WORLD",
    "UNKNOWN_AREA",
    "CallText",
    "CalledWhen",
    "Channel",
    "IncomingReport",
    "Report",
    "ReportId",
    "TextOrigin",
    "ToldBy",
    "World",
]

ReportId = NewType("ReportId", str)
World = NewType("World", str)

# Records made by an exercise carry the exercise's id instead.
REAL_WORLD = World("real")
# A report whose police force nobody knows counts nationally only.
UNKNOWN_AREA = "unknown"


class TextOrigin(StrEnum):
    """Where the words come from."""

    TRANSCRIPT = "transcript"  # the words of the call itself
    RECOLLECTION = "recollection"  # somebody's account of it afterwards


class ToldBy(StrEnum):
    """Who is telling; the reporter need not be the victim."""

    VICTIM = "victim"
    RELATIVE = "relative"
    CALL_HANDLER = "call_handler"
    PARTNER = "partner"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """How the scammer reached the person."""

    LANDLINE = "landline"
    MOBILE = "mobile"
    ROBOCALL = "robocall"
    POPUP_CALLBACK = "popup_callback"
    EMAIL_CALLBACK = "email_callback"
    VOICEMAIL = "voicemail"
    APP = "app"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledWhen:
    """When the call came: as exactly as the reporter knows it."""

    earliest: date  # first day on which it can have been
    latest: date  # last day on which it can have been; equal to `earliest` when known
    at: time | None = None  # London clock time


@dataclass(frozen=True, slots=True, kw_only=True)
class CallText:
    """The words of a call, or somebody's account of it."""

    text: str  # as received, nothing altered
    origin: TextOrigin = TextOrigin.RECOLLECTION


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingReport:
    """A checked report that is not kept yet. Holds a person's data: never log it."""

    text: CallText | None  # None where the source carries none (FTC complaints)
    area: str  # area code of the table of areas, or UNKNOWN_AREA
    called: CalledWhen | None = None  # None: counted by the day it was reported
    reported_at: datetime  # aware UTC; when the person told somebody
    told_by: ToldBy = ToldBy.UNKNOWN
    channel: Channel = Channel.UNKNOWN
    shown_number: str | None = None  # as received; forged more often than not
    stated_kind: str | None = None  # kind slug that the source itself gives
    claimed_identity: str | None = None  # who the scammer said they were, as told
    happened: tuple[str, ...] = ()  # "access", "data", "paid", "nothing" as ticked on a form
    loss_pence: int | None = None  # money gone, as ticked or typed in a form field
    paid_how: tuple[str, ...] = ()  # "bank_transfer", "card", "cash", ... as ticked on a form
    paid_on: CalledWhen | None = None  # when the money went
    contact_name: str | None = None
    contact: str | None = None  # e-mail address or phone of the reporter
    reply_allowed: bool = False  # "is it safe to e-mail, text or ring you?"
    reply_how: str | None = None  # "email", "text" or "ring"; None where no reply is allowed or no way was named
    source: str = "form"  # "form", "api", or "file:<name>"
    source_key: str | None = None  # row id, FTC key or idempotency key: same key, same report
    is_vouched: bool = False  # taken down by a call handler or partner: not anonymous without a contact
    original: bytes = b""  # exactly what arrived: form fields as JSON, the CSV line, the JSON line
    line: int | None = None  # line of the file it came from


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A kept report as the rooms may see it: redacted text, no contact details."""

    id: ReportId
    reference: str  # RF-XXXX-XXXX; not a crime number
    world: World
    area: str
    called: CalledWhen | None
    reported_at: datetime  # aware UTC
    received_at: datetime  # aware UTC, when Ringfence had it safely on disk
    told_by: ToldBy
    channel: Channel
    source: str
    counted_on: date  # called date, else the reported date (London)
    is_counted_by_reported: bool  # True where no called date was known
    kind: str | None  # kind it is counted under: a person's decision, else recognised, else stated
    brand: str | None  # as in `Recognition`: a name that stands in no table is not for the public
    redacted_text: str | None = None  # None until the reading job has run
    reporter_key: str | None = None  # keyed hash of the contact; None: anonymous
    happened: tuple[str, ...] = field(default=())
    is_read: bool = False  # the reading job has run
    added_from: tuple[int, ...] = ()  # where in `redacted_text` each of the later additions begins
