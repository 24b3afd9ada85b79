"""POST /api/v1/check: nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.check_text import check_row
from ringfence.foundation.errors import InvalidInput
from ringfence.web.api.limits import is_over_limit
from ringfence.web.api.records import CheckIn, FaultsOut
from ringfence.wiring.place import build_place

__all__ = ["router"]

router = Router(tags=["check"])


@router.post(
    "check",
    response={200: dict[str, Any], 400: FaultsOut, 413: FaultsOut, 422: FaultsOut, 429: FaultsOut},
    summary="Say whether a call is a scam",
)
def post_check(request: HttpRequest, sent: CheckIn) -> Status[dict[str, Any]] | Status[FaultsOut]:
    """Answer as `ringfence check --jsonl` does, for one text or the turns of one call."""
    if is_over_limit(request, "check"):
        message = "Too many requests from this address. Wait a minute and go on."
        return Status(429, FaultsOut(code="too_many_requests", message=message))
    try:
        return Status(200, check_row(sent.dict(), shelf=build_place(REAL_WORLD).shelf))
    except InvalidInput as error:
        return Status(422, FaultsOut(code=error.code, message=error.message))
