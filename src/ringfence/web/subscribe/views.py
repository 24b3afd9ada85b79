"""Ask for warnings by e-mail, confirm, change, stop; and the feeds, for those who use a reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from ringfence.domain.report import REAL_WORLD
from ringfence.domain.subscriber import SubscriberState
from ringfence.flow.ports import Place
from ringfence.flow.subscribe import ask_for_warnings, change_subscription, confirm_subscription, end_subscription
from ringfence.foundation.errors import StorageFault
from ringfence.web.api.limits import is_over_limit
from ringfence.web.clock import now
from ringfence.web.pages import show
from ringfence.web.playbook_words import kind_name
from ringfence.web.subscribe.form import RHYTHMS, Typed, read_address, read_choice, typed_of
from ringfence.wiring.place import build_place

__all__ = ["asked", "feeds", "leave", "mine", "subscribe"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep the wish and write to the address."""
    place = build_place(REAL_WORLD)
    if request.method != "POST":
        area = request.GET.get("area", "")
        return _form(request, Typed(areas=[area, "", ""]), place=place)
    typed, choice = read_choice(request.POST, place=place)
    address = read_address(typed)
    if address is None or choice is None:
        return _form(request, typed, place=place, status=422)
    # The empty box is for machines that fill in everything; people never see it.
    if request.POST.get("website"):
        return redirect("subscribe_asked")
    if is_over_limit(request, "subscribe"):
        return _form(request, typed, place=place, not_kept=True, status=429)
    try:
        ask_for_warnings(address, choice, place=place, at=now())
    except StorageFault:
        return _form(request, typed, place=place, not_kept=True, status=503)
    return redirect("subscribe_asked")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that an e-mail is on its way; the same page whether the address was known or not."""
    return show(request, "subscribe/asked.html", {})


@require_GET
def feeds(request: HttpRequest) -> HttpResponse:
    """List the feeds, all of them and per area and kind."""
    return show(request, "subscribe/feeds.html", _lists(build_place(REAL_WORLD)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm a subscription, or change it.

    Only a press of the button confirms: programs that look into mail open links.
    """
    place = build_place(REAL_WORLD)
    found = place.subscribers.find(secret)
    if found is None:
        return show(request, "subscribe/gone.html", {}, status=404)
    if request.method == "POST" and found.state is not SubscriberState.CONFIRMED:
        confirm_subscription(secret, place=place, at=now())
        return redirect("subscribe_mine", secret)
    if found.state is not SubscriberState.CONFIRMED:
        return _mine(request, "subscribe/confirm.html", secret, typed_of(found.choice), place=place)
    if request.method == "POST":
        typed, choice = read_choice(request.POST, place=place)
        if choice is None:  # a plain 200: refusals are logged with their address, and this one holds the secret
            return _mine(request, "subscribe/mine.html", secret, typed, place=place)
        change_subscription(secret, choice, place=place)
        return _mine(request, "subscribe/mine.html", secret, typed, place=place, is_changed=True)
    return _mine(request, "subscribe/mine.html", secret, typed_of(found.choice), place=place)


@csrf_exempt  # the mail program presses the button, and has no cookie of ours (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """Stop the e-mails and forget the address; a second press changes nothing."""
    if request.method == "POST":
        end_subscription(secret, place=build_place(REAL_WORLD), at=now())
        return show(request, "subscribe/left.html", {})
    return show(request, "subscribe/leave.html", {"secret": secret})


def _lists(place: Place) -> dict[str, object]:
    return {
        "areas": sorted(place.shelf.areas.values(), key=lambda area: area.name),
        "kinds": sorted(place.shelf.kinds.values(), key=kind_name),
        "rhythms": RHYTHMS,
    }


def _form(
    request: HttpRequest, typed: Typed, *, place: Place, not_kept: bool = False, status: int = 200
) -> HttpResponse:
    context = {"typed": typed, "not_kept": not_kept, **_lists(place)}
    return show(request, "subscribe/subscribe.html", context, status=status)


def _mine(
    request: HttpRequest,
    template: str,
    secret: str,
    typed: Typed,
    *,
    place: Place,
    is_changed: bool = False,
) -> HttpResponse:
    context = {"typed": typed, "secret": secret, "is_changed": is_changed, **_lists(place)}
    return show(request, template, context)
