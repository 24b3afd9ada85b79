"""The bar above every page of the desk: who, which world, and the way out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from ringfence.domain.people import Actor, DeskRole
from ringfence.web.desk.people import world_of
from ringfence.web.pages import show
from ringfence.wiring.worlds import known_worlds

__all__ = ["desk_page", "no_such"]


def desk_page(
    request: HttpRequest, actor: Actor, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """Render a page of the desk."""
    return show(
        request,
        template,
        {
            **context,
            "actor": actor,
            "is_analyst": DeskRole.ANALYST in actor.roles,
            "is_approver": DeskRole.APPROVER in actor.roles,
            "worlds": known_worlds(),
        },
        world=world_of(request),
        status=status,
    )


def no_such(what: str) -> Http404:
    """Return the error of a page about something that is not there."""
    return Http404(f"There is no such {what}.")
