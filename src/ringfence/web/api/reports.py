"""POST /api/v1/reports."""

from __future__ import annotations

import hashlib
import re

from django.db import DatabaseError
from django.http import HttpRequest
from ninja import Router, Status

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.ports import Place
from ringfence.flow.when_report_arrives import when_report_arrives
from ringfence.foundation.errors import InvalidReport, StorageFault
from ringfence.intake import check_report
from ringfence.web.api.limits import is_over_limit
from ringfence.web.api.records import FaultOut, FaultsOut, ReportIn, ReportOut
from ringfence.web.clock import now
from ringfence.wiring.place import build_place

__all__ = ["router"]

router = Router(tags=["reports"])

_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")
_NOTICE = (
    "This reference is not a crime number, and nobody reads a report at once. "
    "We never ring, text or e-mail asking for money, codes or access. "
    "If anyone quotes this reference, hang up and ring 101."
)


@router.post(
    "reports",
    response={
        200: ReportOut,
        201: ReportOut,
        400: FaultsOut,
        413: FaultsOut,
        422: FaultsOut,
        429: FaultsOut,
        503: FaultsOut,
    },
    summary="Hand in one report",
    openapi_extra={
        "parameters": [
            {
                "in": "header",
                "name": "Idempotency-Key",
                "required": False,
                "schema": {"type": "string", "maxLength": 200},
                "description": "Same key, same report: sending the same bytes again adds nothing and gives the first "
                "reference. The same key with another report is refused (422, key_reused).",
            }
        ]
    },
)
def post_report(request: HttpRequest, sent: ReportIn) -> Status[ReportOut] | Status[FaultsOut]:
    """Keep one report and give its reference once it is safely on disk.

    201 for a new report, 200 for one that was there already under the same
    Idempotency-Key. 422 names every fault at once. After 503 nothing was
    kept: send it again with the same key.
    """
    if is_over_limit(request, "reports"):
        return _refuse(429, "too_many_requests", "Too many requests from this address. Wait a minute and go on.")
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.match(key):
        reason = "Send 1 to 200 printable characters without spaces as Idempotency-Key."
        return _refuse(
            422, "invalid_report", "The report was not kept.", FaultOut(field="Idempotency-Key", reason=reason)
        )
    place = build_place(REAL_WORLD)
    at = now()
    try:
        incoming = check_report(
            _fields(sent), shelf=place.shelf, as_of=at, source="api", source_key=key, original=request.body
        )
        kept, is_new = when_report_arrives(incoming, place=place, received_at=at)
        if not is_new and key is not None and not _is_same(request.body, key, place):
            return _refuse(
                422,
                "key_reused",
                "Nothing was kept: this Idempotency-Key came before with another report. Use a new key.",
            )
    except InvalidReport as error:
        faults = [FaultOut(field=fault.field, reason=fault.reason) for fault in error.faults]
        return _refuse(422, error.code, error.summary, *faults)
    except (StorageFault, DatabaseError):
        return _refuse(503, "not_kept", "Nothing was kept. Send it again in a minute, with the same Idempotency-Key.")
    out = ReportOut(reference=kept.reference, received_at=kept.received_at.isoformat(), is_new=is_new, notice=_NOTICE)
    return Status(201 if is_new else 200, out)


def _is_same(body: bytes, key: str, place: Place) -> bool:
    """Say whether the report under this key is the one that is sent now: nobody is given another's reference."""
    return place.reports.known_rows("api", [key]).get(key) == hashlib.sha256(body).hexdigest()


def _fields(sent: ReportIn) -> dict[str, str]:
    fields = {}
    for name, value in sent.dict(exclude_none=True).items():
        if isinstance(value, bool):
            fields[name] = "yes" if value else "no"
        elif isinstance(value, list):
            fields[name] = ";".join(value)
        else:
            fields[name] = str(value)
    return fields


def _refuse(status: int, code: str, message: str, *faults: FaultOut) -> Status[FaultsOut]:
    return Status(status, FaultsOut(code=code, message=message, faults=list(faults)))
