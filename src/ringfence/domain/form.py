"""A report form that is being filled in, the files with it, and what a reporter sees who comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from ringfence.domain.report import ReportId

__all__ = [
    "Addition",
    "FileId",
    "FormDraft",
    "FormId",
    "IncomingFile",
    "KeptFile",
    "ReporterWish",
    "SentForm",
    "WishId",
]

FormId = NewType("FormId", str)
FileId = NewType("FileId", str)
WishId = NewType("WishId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFile:
    """A checked file that is not kept yet. Holds a person's data: never log it."""

    name: str  # as the reporter's device calls it, shortened; shown to the reporter only
    media_type: str  # found in the content, whatever the name says
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A kept file, without its content."""

    id: FileId
    name: str
    media_type: str
    size: int  # bytes
    kept_at: datetime  # aware UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """What a form became."""

    report_id: ReportId
    reference: str
    secret: str  # opens the status together with the reference; shown once, kept as a keyed hash
    sent_at: datetime  # aware UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraft:
    """A form that somebody is filling in. Holds their answers: never log it."""

    id: FormId  # also the key that makes a form, sent twice, one report
    answers: Mapping[str, str]  # as typed; ticks with semicolons between them
    files: tuple[KeptFile, ...] = ()
    expires_at: datetime  # aware UTC; past it nobody can open the form any more
    is_saved: bool = False  # kept for coming back with a code and a secret
    sent: SentForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterWish:
    """A reporter wants to hear when their report helped a warning. Holds an address: never log it."""

    id: WishId
    to: str
    message_id: str  # "<…@host>", fixed when the wish is made: a repeat carries the same
    language: str = "en-GB"  # of the page on which they wished it


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What a reporter added to a report later. Holds their words: never log it."""

    text: str
    added_at: datetime  # aware UTC
