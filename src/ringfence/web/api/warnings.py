"""GET /api/v1/warnings."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from ringfence.domain.report import REAL_WORLD
from ringfence.web.api.records import FaultsOut, WarningOut, WarningsOut
from ringfence.web.warnings.listing import address_of, readable
from ringfence.wiring.place import build_place

__all__ = ["router"]

router = Router(tags=["warnings"])


@router.get("warnings", response={200: WarningsOut, 422: FaultsOut}, summary="List the warnings, newest first")
def get_warnings(
    request: HttpRequest,
    area: str = Query("", max_length=60),
    kind: str = Query("", max_length=60),
    limit: int = Query(50, ge=1, le=200),
    offset: int = Query(0, ge=0, le=1_000_000),
) -> WarningsOut:
    """Give published, withdrawn and expired warnings; `state` says which."""
    found = readable(build_place(REAL_WORLD), area=area, kind=kind)
    return WarningsOut(
        count=len(found),
        warnings=[
            WarningOut(
                id=warning.id,
                state=warning.state.value,
                title=warning.title,
                description=warning.description,
                area=warning.area,
                kind=warning.kind,
                language=warning.language,
                url=request.build_absolute_uri(address_of(warning)),
                published_at=warning.published_at.isoformat() if warning.published_at else None,
                updated_at=warning.updated_at.isoformat(),
                expires_on=warning.expires_on.isoformat() if warning.expires_on else None,
            )
            for warning in found[offset : offset + limit]
        ],
    )
