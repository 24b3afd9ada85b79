"""How long what is kept, and what was decided about a person's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ringfence.domain.public_request import RequestId
from ringfence.domain.report import ReportId

__all__ = ["DecisionKind", "KeptFor", "PrivacyDecision", "RecordId", "Removal", "Removed", "RetentionRule"]

# What is decided about; their ids are random and never clash.
RecordId = ReportId | RequestId


class Removal(StrEnum):
    """What the retention job does when a period is over."""

    EMPTY_ORIGINALS = "empty_originals"  # the encrypted original and the keys to its reporter go
    EMPTY_TEXTS = "empty_texts"  # the redacted text and the recognition with its quoted words go
    DELETE_DRAFTS = "delete_drafts"  # forms past their time, with the files in them
    DELETE_FILES = "delete_files"  # files with reports
    DELETE_REPORTS = "delete_reports"  # the row goes; it no longer counts
    DELETE_REQUESTS = "delete_requests"  # what people asked of those who run the site, once it was dealt with
    DELETE_DECISIONS = "delete_decisions"
    DELETE_DEPARTURES = "delete_departures"  # random ids of subscriptions and wishes that were ended
    DELETE_JOBS = "delete_jobs"
    DELETE_SIGN_INS = "delete_sign_ins"
    KEEP = "keep"  # reviewed, never removed by the job


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """One line of the retention table."""

    id: str
    record: str  # the kind of record, in words
    purpose: str
    basis: str  # lawful basis, for the controller to confirm
    days: int | None  # from `counted_from`; None: no period
    counted_from: str  # what the period counts from, in words
    review_on: date  # when period and purpose are looked at again
    removal: Removal


class KeptFor(StrEnum):
    """What something about a person is kept for; each can be erased alone."""

    REPORTS = "reports"  # reports, with what came with them
    ANSWERS = "answers"  # complaints and requests about a number: words, number and contact
    SILENCE = "silence"  # the keyed hash by which a number is told to nobody


class DecisionKind(StrEnum):
    """What was decided."""

    HOLD = "hold"  # nothing of this report is removed until released
    RELEASE = "release"
    ERASURE = "erasure"
    REFUSAL = "refusal"  # of an erasure
    ACCESS = "access"  # a person was given their own data
    OPENING = "opening"  # somebody read an original


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyDecision:
    """A decision about one record, with its reason; rows are only ever added."""

    kind: DecisionKind
    record_id: RecordId
    by: str  # user name
    reason: str
    at: datetime  # aware UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """How much one rule removed, without saying what it was."""

    rule: str
    records: int
