"""An exercise can be replayed with one click: by anybody on a demonstration, else by those who work at the desk."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ringfence.domain.report import World
from ringfence.exercises import scenario_names
from ringfence.flow.when_warning_approved import public_warnings
from ringfence.web.deployment import deployment
from ringfence.web.pages import show
from ringfence.wiring.people import find_actor
from ringfence.wiring.place import build_place

__all__ = ["exercise"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, name: str) -> HttpResponse:
    """Start an exercise, and say how far it is."""
    if name not in scenario_names():
        raise Http404
    place = build_place(World(name))
    may_play = deployment().is_demonstration or find_actor(request.user.get_username(), world=place.world) is not None
    if request.method == "POST" and may_play:
        place.jobs.play_exercise(name)
        return redirect("exercise", name)
    is_playing = place.jobs.is_playing(name)
    return show(
        request,
        "exercise/exercise.html",
        {
            "name": name,
            "is_playing": is_playing,
            "may_play": may_play,
            "published": [] if is_playing else public_warnings(place),
        },
        world=place.world,
    )
