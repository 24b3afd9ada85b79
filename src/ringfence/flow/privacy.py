"""What a person may ask about their data, and what somebody may do with an original. Each with a recorded reason."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ringfence.domain.form import IncomingFile, KeptFile
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import IncomingReport, ReportId
from ringfence.domain.retention import DecisionKind, PrivacyDecision
from ringfence.flow.ports import Place
from ringfence.flow.ports.retention import PrivacyLedger
from ringfence.foundation.errors import InvalidInput, NotAllowed, UnknownName, WrongState
from ringfence.reading import read_text
from ringfence.redaction import Action, PersonalType, find_personal_data

__all__ = ["erase", "export_for_subject", "hold", "open_files", "open_original", "refuse_erasure", "release"]

# "ok" is no reason.
SHORTEST_REASON = 10
# Shorter values ("Jo") would blank words that are nobody's.
SHORTEST_VALUE = 5


def open_original(
    report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> IncomingReport:
    """Return a report as received.

    1. Require a person of the desk and a reason.
    2. Record who opens it and why; only when that is on disk
    3. decrypt it.

    Raises:
        NotAllowed: not a person of the desk.
        InvalidInput: no reason.
        UnknownName: there is no such report.
    """
    _decide(DecisionKind.OPENING, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)
    return place.reports.open_original(report_id).incoming


def open_files(
    report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> list[IncomingFile]:
    """Return the files of a report, recorded as an original that is opened; they were checked by type, not for harm."""
    _decide(DecisionKind.OPENING, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)
    return [place.files.open(file.id, report_id=report_id) for file in place.files.of_report(report_id)]


def hold(report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime) -> None:
    """Put a report on legal hold: neither retention nor erasure touches it."""
    _decide(DecisionKind.HOLD, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)


def release(report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime) -> None:
    """Lift the legal hold."""
    if not privacy.is_held(report_id):
        raise WrongState("There is no hold on this report.")
    _decide(DecisionKind.RELEASE, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)


def export_for_subject(
    contact: str, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> dict[str, Any]:
    """Return everything that is kept about somebody (UK GDPR article 15), as JSON values.

    Found by the contact they gave; reports without one are found by
    their reference only. Who opened their report, and why, is part of it.

    Raises:
        UnknownName: nothing is kept under this contact or reference.
    """
    by_reference = privacy.by_reference(contact.strip().upper())
    found = [by_reference] if by_reference else privacy.reports_of(contact)
    if not found:
        raise UnknownName("Nothing is kept under this contact or reference.")
    reports = []
    for report_id in found:
        before = [_as_json(decision) for decision in privacy.decisions(report_id)]
        _decide(DecisionKind.ACCESS, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)
        kept = place.reports.find(report_id)
        if kept is None:
            raise UnknownName("This report was removed meanwhile.")
        incoming = place.reports.open_original(report_id).incoming if place.reports.has_original(report_id) else None
        reports.append(
            {
                "reference": kept.reference,
                "received_at": kept.received_at.isoformat(),
                "reported_at": kept.reported_at.isoformat(),
                "police_force": kept.area,
                "kind_it_counts_under": kept.kind,
                "campaign": place.campaigns.campaigns_of([report_id]).get(report_id),
                "source": kept.source,
                "name": incoming.contact_name if incoming else None,
                "contact": incoming.contact if incoming else None,
                "words": incoming.text.text if incoming and incoming.text else None,
                "as_received": incoming.original.decode("utf-8", "replace") if incoming else None,
                "words_as_the_desk_reads_them": kept.redacted_text,
                "ticked": list(kept.happened),
                "added_later": [
                    {"words": each.text, "at": each.added_at.isoformat()}
                    for each in place.reporters.additions(report_id)
                ],
                "files": [_file_as_json(file, report_id, place) for file in place.files.of_report(report_id)],
                "to_be_told_at": place.reporters.wish_of(report_id),
                "decisions_and_openings": before,
            }
        )
    return {"made_at": at.isoformat(), "reports": reports}


def erase(report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime) -> int:
    """Erase a report (UK GDPR article 17) wherever it reached.

    1. Refuse under a legal hold, and record the refusal.
    2. Read the original and what was added to it for the names and numbers in it, in memory.
    3. In one transaction delete the report with its files, take it out of
       its campaign and out of every count of what is told, blank these
       values in every step of every warning and in the reasons given for
       merges and splits, and record the decision without them. Counts
       change with the next look; a restored backup is erased again.

    Returns:
        How many warnings held one of the values.

    Raises:
        WrongState: it is on hold; the refusal is recorded.
    """
    _require(by, reason)
    values: list[str] = []
    with place.transaction():
        if not privacy.lock(report_id):
            raise UnknownName("There is no such report.")
        is_held = privacy.is_held(report_id)
        kind = DecisionKind.REFUSAL if is_held else DecisionKind.ERASURE
        why = f"On legal hold. Asked for because: {reason}" if is_held else reason
        privacy.decide(PrivacyDecision(kind=kind, report_id=report_id, by=by.username, reason=why, at=at))
        if not is_held:
            if place.reports.has_original(report_id):
                incoming = place.reports.open_original(report_id).incoming
                values = _values_of(incoming, [each.text for each in place.reporters.additions(report_id)])
            touched = privacy.erase(report_id, values=values)
            place.campaigns.forget([report_id], values=values)
    if is_held:
        raise WrongState("This report is on legal hold and was not erased. The refusal is recorded.")
    return touched


def refuse_erasure(
    report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> None:
    """Record that an erasure was refused, and why (the person is told the same)."""
    _decide(DecisionKind.REFUSAL, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)


def _decide(
    kind: DecisionKind,
    report_id: ReportId,
    *,
    by: Actor,
    reason: str,
    privacy: PrivacyLedger,
    place: Place,
    at: datetime,
) -> None:
    _require(by, reason)
    with place.transaction():
        if not privacy.lock(report_id):
            raise UnknownName("There is no such report.")
        privacy.decide(PrivacyDecision(kind=kind, report_id=report_id, by=by.username, reason=reason.strip(), at=at))


def _require(by: Actor, reason: str) -> None:
    if not by.roles & {DeskRole.ANALYST, DeskRole.APPROVER}:
        raise NotAllowed("Only a person of the desk may do this.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(f"Give the reason in a few words, at least {SHORTEST_REASON} letters; it is recorded.")


def _values_of(incoming: IncomingReport, added: Sequence[str] = ()) -> list[str]:
    """Return the names and numbers of a report that must not stand anywhere else."""
    values = [value for value in (incoming.contact_name, incoming.contact) if value]
    for text in ([incoming.text.text] if incoming.text is not None else []) + list(added):
        values += [
            text[span.start : span.end]
            for span in find_personal_data(read_text(text), known=values)
            if span.action is Action.REDACT and (span.type is not PersonalType.PERSON_NAME or not span.is_doubtful)
        ]
    return sorted({value.strip() for value in values if len(value.strip()) >= SHORTEST_VALUE}, key=len, reverse=True)


def _file_as_json(file: KeptFile, report_id: ReportId, place: Place) -> dict[str, str]:
    content = base64.b64encode(place.files.open(file.id, report_id=report_id).content).decode()
    return {"name": file.name, "type": file.media_type, "at": file.kept_at.isoformat(), "content_base64": content}


def _as_json(decision: PrivacyDecision) -> dict[str, str]:
    return {"what": decision.kind.value, "by": decision.by, "why": decision.reason, "at": decision.at.isoformat()}
