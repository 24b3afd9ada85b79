"""Every page goes through `show`: the frame around it is filled in here, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ringfence.domain.report import REAL_WORLD, World
from ringfence.foundation.translatable import translatable
from ringfence.publish import link_numbers
from ringfence.web.deployment import DEFAULT_COLOUR, deployment
from ringfence.web.languages import address_in, language
from ringfence.wiring.languages import ENGLISH, WELSH, WelshState, is_welsh_served, welsh_state

__all__ = ["Frame", "show", "theme_address"]

# Route name → words in the bar at the top.
_NAVIGATION = {
    "now": translatable("On the phone now"),
    "check": translatable("Was it a scam?"),
    "report": translatable("Report a call"),
    "warnings": translatable("Warnings"),
}


# Pages for those who work here stand in English alone.
_ENGLISH_ONLY = ("/desk", "/api")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the base layout says around a page."""

    name: str  # name of the site
    tagline: str
    is_demonstration: bool  # nobody reads the reports yet: every page says so
    is_exercise: bool  # everything on the page is made up: the page says so
    colour: str  # of the band at the top
    theme: str  # address of the style sheet that brings the colour; empty: the built-in one
    navigation: list[dict[str, object]]
    language: str
    is_welsh_draft: bool  # no Welsh speaker has read this page: it says so
    switch: str  # address of the same page in the other language; empty: there is none
    switch_language: str
    alternates: list[tuple[str, str]]  # language, full address


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    world: World = REAL_WORLD,
    status: int = 200,
    has_twin: bool = True,
) -> HttpResponse:
    """Render a page inside the base layout; `has_twin`: its address gives it in the other language too."""
    running = deployment()
    route = request.resolver_match.url_name if request.resolver_match else None
    navigation: list[dict[str, object]] = [
        {"text": gettext(words), "href": reverse(name), "current": name == route} for name, words in _NAVIGATION.items()
    ]
    spoken = language()
    other = ENGLISH if spoken == WELSH else WELSH
    has_both = has_twin and is_welsh_served() and route is not None and not request.path.startswith(_ENGLISH_ONLY)
    frame = Frame(
        name=running.site_name,
        tagline=running.tagline,
        is_demonstration=running.is_demonstration,
        is_exercise=world != REAL_WORLD,
        colour=running.theme_colour,
        theme=theme_address(running.theme_colour),
        navigation=navigation,
        language=spoken,
        is_welsh_draft=spoken == WELSH and welsh_state() is WelshState.DRAFT,
        switch=address_in(other, request.get_full_path()) if has_both else "",
        switch_language=other,
        alternates=[(each, f"{running.base_url}{address_in(each, request.path)}") for each in (ENGLISH, WELSH)]
        if has_both
        else [],
    )
    response = render(request, template, {**context, "site": frame, "world": world}, status=status)
    if not request.path.startswith(_ENGLISH_ONLY):
        response.content = link_numbers(response.content.decode()).encode()
    return response


def theme_address(colour: str) -> str:
    """Return where a colour's style sheet is; nothing for the built-in colour, so that nobody waits for it."""
    return f"{reverse('theme')}?v={colour.strip('#')}" if colour.lower() != DEFAULT_COLOUR else ""
