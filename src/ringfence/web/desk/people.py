"""Who is at the desk, and in which world they are looking."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ringfence.domain.people import Actor
from ringfence.domain.report import REAL_WORLD, World
from ringfence.wiring.people import find_actor

__all__ = ["at_the_desk", "look_at", "world_of"]

_IN_SESSION = "desk_world"
_P = ParamSpec("_P")


def world_of(request: HttpRequest) -> World:
    """Return the world this session looks at: the real one unless switched to an exercise."""
    return World(str(request.session.get(_IN_SESSION, REAL_WORLD)))


def look_at(request: HttpRequest, world: World) -> None:
    """Switch this session to a world."""
    request.session[_IN_SESSION] = world


def at_the_desk(
    view: Callable[Concatenate[HttpRequest, Actor, _P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, _P], HttpResponse]:
    """Let in people who are signed in and have a role; hand the view who it is."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("sign_in"))
        actor = find_actor(request.user.get_username(), world=world_of(request))
        if actor is None or not actor.roles:
            raise PermissionDenied
        response = view(request, actor, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded
