"""What the public asks of the desk: complaints, and numbers that scammers show."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ringfence.domain.people import Actor
from ringfence.domain.public_request import RequestId
from ringfence.web.clock import now
from ringfence.web.desk.people import at_the_desk, world_of
from ringfence.wiring.place import build_place

__all__ = ["close_request"]


@require_POST
@at_the_desk
def close_request(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
    """Somebody has dealt with it; where they say so, its number goes to no partner any more."""
    place = build_place(world_of(request))
    is_withheld = request.POST.get("withhold") == "yes"
    place.requests.close(RequestId(request_id), by=actor.username, at=now(), withhold=is_withheld)
    return redirect("desk")
