"""What may be done with one record of somebody: opening, holding, erasing. Each with a recorded reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ringfence.domain.form import IncomingFile
from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.public_request import RequestId
from ringfence.domain.report import IncomingReport, ReportId
from ringfence.domain.retention import DecisionKind, PrivacyDecision, RecordId
from ringfence.flow.ports import Place
from ringfence.flow.ports.retention import PrivacyLedger
from ringfence.foundation.errors import InvalidInput, NotAllowed, UnknownName, WrongState
from ringfence.reading import read_text
from ringfence.redaction import Action, PersonalType, find_personal_data

__all__ = [
    "decide",
    "erase",
    "erase_request",
    "hold",
    "open_files",
    "open_original",
    "refuse_erasure",
    "release",
    "require_reason",
]

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
    decide(DecisionKind.OPENING, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)
    return place.reports.open_original(report_id).incoming


def open_files(
    report_id: ReportId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> list[IncomingFile]:
    """Return the files of a report, recorded as an original that is opened; they were checked by type, not for harm."""
    decide(DecisionKind.OPENING, report_id, by=by, reason=reason, privacy=privacy, place=place, at=at)
    return [place.files.open(file.id, report_id=report_id) for file in place.files.of_report(report_id)]


def hold(record_id: RecordId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime) -> None:
    """Put a report or a request on legal hold: neither retention nor erasure touches it."""
    decide(DecisionKind.HOLD, record_id, by=by, reason=reason, privacy=privacy, place=place, at=at)


def release(record_id: RecordId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime) -> None:
    """Lift the legal hold."""
    if not privacy.is_held(record_id):
        raise WrongState("There is no hold on it.")
    decide(DecisionKind.RELEASE, record_id, by=by, reason=reason, privacy=privacy, place=place, at=at)


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
    require_reason(by, reason)
    touched = 0
    with place.transaction():
        may_go = _decide_on_erasure(report_id, by=by, reason=reason, privacy=privacy, at=at)
        if may_go:
            values: list[str] = []
            if place.reports.has_original(report_id):
                incoming = place.reports.open_original(report_id).incoming
                values = _values_of(incoming, [each.text for each in place.reporters.additions(report_id)])
            touched = privacy.erase(report_id, values=values)
            place.campaigns.forget([report_id], values=values)
    if not may_go:
        raise WrongState("This report is on legal hold and was not erased. The refusal is recorded.")
    return touched


def erase_request(
    request_id: RequestId,
    *,
    words: bool,
    silence: bool,
    by: Actor,
    reason: str,
    privacy: PrivacyLedger,
    place: Place,
    at: datetime,
) -> None:
    """Erase a complaint or a request about a number, for what it is kept for.

    `words`: the words with number and contact; what was promised about the
    number holds. `silence`: the keyed hash by which the number is told to
    nobody; partners may be told of it again.

    Raises:
        WrongState: it is on hold; the refusal is recorded.
    """
    require_reason(by, reason)
    with place.transaction():
        may_go = _decide_on_erasure(request_id, by=by, reason=reason, privacy=privacy, at=at)
        if may_go:
            place.requests.erase(request_id, words=words, silence=silence)
    if not may_go:
        raise WrongState("This request is on legal hold and was not erased. The refusal is recorded.")


def refuse_erasure(
    record_id: RecordId, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> None:
    """Record that an erasure was refused, and why (the person is told the same)."""
    decide(DecisionKind.REFUSAL, record_id, by=by, reason=reason, privacy=privacy, place=place, at=at)


def decide(
    kind: DecisionKind,
    record_id: RecordId,
    *,
    by: Actor,
    reason: str,
    privacy: PrivacyLedger,
    place: Place,
    at: datetime,
) -> None:
    """Record what is decided about a report or a request, and why.

    Raises:
        NotAllowed: not a person of the desk.
        InvalidInput: no reason.
        UnknownName: there is no such record.
    """
    require_reason(by, reason)
    with place.transaction():
        if not privacy.lock(record_id):
            raise UnknownName("There is no such report or request.")
        privacy.decide(PrivacyDecision(kind=kind, record_id=record_id, by=by.username, reason=reason.strip(), at=at))


def require_reason(by: Actor, reason: str) -> None:
    """Refuse whoever is not of the desk, or gives no reason."""
    if not by.roles & {DeskRole.ANALYST, DeskRole.APPROVER}:
        raise NotAllowed("Only a person of the desk may do this.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(f"Give the reason in a few words, at least {SHORTEST_REASON} letters; it is recorded.")


def _decide_on_erasure(record_id: RecordId, *, by: Actor, reason: str, privacy: PrivacyLedger, at: datetime) -> bool:
    """Lock it and record that it is erased, or that this is refused under a legal hold; says whether it may go."""
    if not privacy.lock(record_id):
        raise UnknownName("There is no such report or request.")
    is_held = privacy.is_held(record_id)
    kind = DecisionKind.REFUSAL if is_held else DecisionKind.ERASURE
    why = f"On legal hold. Asked for because: {reason}" if is_held else reason
    privacy.decide(PrivacyDecision(kind=kind, record_id=record_id, by=by.username, reason=why, at=at))
    return not is_held


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
