"""One report as the desk reads it: its words without anybody's data, what was added later, which files came with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ringfence.domain.campaign import CampaignId
from ringfence.domain.counts import Surge
from ringfence.domain.form import Addition, KeptFile
from ringfence.domain.people import Actor
from ringfence.domain.recognition import Recognition
from ringfence.domain.report import IncomingReport, Report, ReportId
from ringfence.domain.retention import PrivacyDecision
from ringfence.flow.ports import Place
from ringfence.flow.ports.retention import PrivacyLedger
from ringfence.flow.privacy import open_original
from ringfence.foundation.errors import UnknownName
from ringfence.foundation.periods import Period

__all__ = ["OpenedReport", "ReportSheet", "WordsAdded", "open_report", "show_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAdded:
    """What a reporter added later, without anybody's data."""

    at: datetime  # aware UTC
    text: str | None  # None: not read by the program yet, or past its period


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """Everything one page says of a report before its original is opened."""

    report: Report
    text: str | None  # the first words, redacted
    added: tuple[WordsAdded, ...]  # oldest first
    files: tuple[KeptFile, ...]  # oldest first
    recognition: Recognition | None
    campaign: CampaignId | None
    surges: tuple[Surge, ...]  # rises it is counted in, newest first
    decisions: tuple[PrivacyDecision, ...]  # who opened it and what was decided, oldest first
    has_original: bool
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedReport:
    """The original with what was added to it. Holds a person's data: never log it."""

    incoming: IncomingReport
    additions: tuple[Addition, ...]


def show_report(report_id: ReportId, *, privacy: PrivacyLedger, place: Place) -> ReportSheet:
    """Put together what is known of a report. Its original stays sealed; the names of its files are for who opens it.

    Raises:
        UnknownName: there is no such report in this world.
    """
    report = place.reports.find(report_id)
    if report is None:
        raise UnknownName(f"There is no report {report_id}.")
    text, added = _words(report, place.reporters.added_at(report_id))
    return ReportSheet(
        report=report,
        text=text,
        added=added,
        files=tuple(place.files.of_report(report_id)),
        recognition=place.reports.recognition_of([report_id]).get(report_id),
        campaign=place.campaigns.campaigns_of([report_id]).get(report_id),
        surges=tuple(_surges(report, place=place)),
        decisions=tuple(privacy.decisions(report_id)),
        has_original=place.reports.has_original(report_id),
        is_held=privacy.is_held(report_id),
    )


def open_report(
    report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> OpenedReport:
    """Return the original and the words added to it, once who opens them and why is on disk.

    Raises:
        NotAllowed: not a person of the desk.
        InvalidInput: no reason.
        UnknownName: there is no such report.
        StorageFault: it is past its period and gone.
    """
    incoming = open_original(report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)
    return OpenedReport(incoming=incoming, additions=tuple(place.reporters.additions(report_id)))


def _words(report: Report, added_at: Sequence[datetime]) -> tuple[str | None, tuple[WordsAdded, ...]]:
    """Part the redacted text where the additions begin; those not read yet have no words."""
    whole = report.redacted_text if report.is_read else None
    # Past their period the additions are gone, and nobody knows any more when these words came.
    is_known = whole is not None and len(report.added_from) <= len(added_at)
    begins = report.added_from if is_known else ()
    ends = [*begins[1:], len(whole or "")]
    parts = [(whole or "")[begin:end].strip() for begin, end in zip(begins, ends, strict=True)] if begins else []
    first = whole[: begins[0]].strip() if whole is not None and begins else whole
    texts = [*parts, *[None] * len(added_at)][: len(added_at)]
    return first, tuple(WordsAdded(at=at, text=text) for at, text in zip(added_at, texts, strict=True))


def _surges(report: Report, *, place: Place) -> list[Surge]:
    week = Period.containing(report.counted_on)
    found = [
        surge
        for surge in place.surges.all()
        if report.area in surge.scope[0]
        and report.kind in surge.scope[1]
        and surge.first_period <= week <= surge.last_period
    ]
    return sorted(found, key=lambda surge: surge.last_period, reverse=True)
