"""What somebody may ask about all that is kept about them, found by the contact they gave: to see it, to erase it."""

from __future__ import annotations

import base64
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from ringfence.domain.form import KeptFile
from ringfence.domain.people import Actor
from ringfence.domain.public_request import PublicRequest
from ringfence.domain.report import ReportId
from ringfence.domain.retention import DecisionKind, KeptFor, PrivacyDecision, RecordId
from ringfence.flow import privacy as one_record
from ringfence.flow.ports import Place
from ringfence.flow.ports.retention import PrivacyLedger
from ringfence.foundation.errors import UnknownName, WrongState

__all__ = ["Erased", "erase_for_subject", "export_for_subject", "refuse_for_subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure reached."""

    reports: int
    requests: int  # complaints and requests about a number
    warnings: int  # that held something of it, which was blanked
    held: int  # on legal hold: not erased, the refusal is recorded
    silent: int  # numbers that stay told to nobody


def export_for_subject(
    what: str, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime
) -> dict[str, Any]:
    """Return everything that is kept about somebody (UK GDPR article 15), as JSON values.

    Found by the contact they gave, or the number they asked about; reports
    without a contact are found by their reference only, and a request by the
    id that stands here too. Who opened their report, and why, is part of it.

    Raises:
        UnknownName: nothing is kept under this contact, reference or id.
    """
    reports, requests = _found(what, privacy=privacy, place=place)
    before = {id_: [_as_json(each) for each in privacy.decisions(id_)] for id_ in _ids(reports, requests)}
    for id_ in before:
        one_record.decide(DecisionKind.ACCESS, id_, by=by, reason=reason, privacy=privacy, place=place, at=at)
    return {
        "made_at": at.isoformat(),
        "reports": [{**_report_as_json(id_, place), "decisions_and_openings": before[id_]} for id_ in reports],
        "requests": [{**_request_as_json(each), "decisions_and_openings": before[each.id]} for each in requests],
    }


def erase_for_subject(
    what: str,
    *,
    of: Collection[KeptFor],
    by: Actor,
    reason: str,
    privacy: PrivacyLedger,
    place: Place,
    at: datetime,
) -> Erased:
    """Erase what is kept about somebody (UK GDPR article 17), for the purposes named.

    1. Find their reports and requests by contact, number, reference or id.
    2. Erase each by itself; what is on legal hold stays, its refusal recorded.
    3. Let a number that is told to nobody stay so, unless that promise is
       among the purposes: erasing it would pass the number on again.

    Raises:
        UnknownName: nothing is kept under this contact, reference or id.
    """
    reports, requests = _found(what, privacy=privacy, place=place)
    erase = partial(one_record.erase, by=by, reason=reason, privacy=privacy, place=place, at=at)
    erase_request = partial(one_record.erase_request, by=by, reason=reason, privacy=privacy, place=place, at=at)
    one_record.require_reason(by, reason)
    touched, gone, answered, held = 0, 0, 0, 0
    for id_ in reports if KeptFor.REPORTS in of else ():
        try:
            touched += erase(id_)
            gone += 1
        except WrongState:
            held += 1
    for each in requests:
        words = KeptFor.ANSWERS in of and not each.is_emptied
        silence = KeptFor.SILENCE in of and each.is_withheld
        if not words and not silence:
            continue
        try:
            erase_request(each.id, words=words, silence=silence)
            answered += 1
        except WrongState:
            held += 1
    silent = sum(each.is_withheld for each in _requests_still_there(requests, place))
    return Erased(reports=gone, requests=answered, warnings=touched, held=held, silent=silent)


def refuse_for_subject(what: str, *, by: Actor, reason: str, privacy: PrivacyLedger, place: Place, at: datetime) -> int:
    """Record for each of somebody's reports and requests that erasure was refused, and why; gives how many."""
    reports, requests = _found(what, privacy=privacy, place=place)
    ids = _ids(reports, requests)
    for id_ in ids:
        one_record.refuse_erasure(id_, by=by, reason=reason, privacy=privacy, place=place, at=at)
    return len(ids)


def _found(what: str, *, privacy: PrivacyLedger, place: Place) -> tuple[list[ReportId], list[PublicRequest]]:
    by_reference, by_id = privacy.by_reference(what.strip().upper()), place.requests.find(what.strip())
    if by_reference is not None:
        return [by_reference], []
    if by_id is not None:
        return [], [by_id]
    reports, requests = privacy.reports_of(what), place.requests.of_subject(what)
    if not reports and not requests:
        raise UnknownName("Nothing is kept under this contact or reference.")
    return reports, requests


def _ids(reports: Collection[ReportId], requests: Collection[PublicRequest]) -> list[RecordId]:
    return [*reports, *(each.id for each in requests)]


def _requests_still_there(requests: Collection[PublicRequest], place: Place) -> list[PublicRequest]:
    return [found for each in requests if (found := place.requests.find(each.id)) is not None]


def _report_as_json(report_id: ReportId, place: Place) -> dict[str, Any]:
    kept = place.reports.find(report_id)
    if kept is None:
        raise UnknownName("This report was removed meanwhile.")
    incoming = place.reports.open_original(report_id).incoming if place.reports.has_original(report_id) else None
    return {
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
            {"words": each.text, "at": each.added_at.isoformat()} for each in place.reporters.additions(report_id)
        ],
        "files": [_file_as_json(file, report_id, place) for file in place.files.of_report(report_id)],
        "to_be_told_at": place.reporters.wish_of(report_id),
    }


def _request_as_json(each: PublicRequest) -> dict[str, Any]:
    return {
        "id": each.id,
        "about": each.kind.value,
        "sent_at": each.sent_at.isoformat(),
        "number": each.number or None,
        "contact": each.contact or None,
        "words": each.text or None,
        "dealt_with_at": each.closed_at.isoformat() if each.closed_at else None,
        "number_is_told_to_nobody": each.is_withheld,
    }


def _file_as_json(file: KeptFile, report_id: ReportId, place: Place) -> dict[str, str]:
    content = base64.b64encode(place.files.open(file.id, report_id=report_id).content).decode()
    return {"name": file.name, "type": file.media_type, "at": file.kept_at.isoformat(), "content_base64": content}


def _as_json(decision: PrivacyDecision) -> dict[str, str]:
    return {"what": decision.kind.value, "by": decision.by, "why": decision.reason, "at": decision.at.isoformat()}
