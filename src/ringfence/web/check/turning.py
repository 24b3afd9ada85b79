"""Where to turn: sentences with their addresses as links, under headings in the order of need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext

from ringfence.domain.advice import Route, RoutePurpose
from ringfence.foundation.translatable import translatable

__all__ = ["Part", "turning"]

_HEADINGS = (
    (translatable("In danger, or somebody is on the way to you"), (RoutePurpose.EMERGENCY,)),
    (translatable("Money went, or they have your bank details"), (RoutePurpose.BANK,)),
    (translatable("To report it"), (RoutePurpose.REPORT, RoutePurpose.POLICE, RoutePurpose.NUMBER)),
    (translatable("Somebody to talk to"), (RoutePurpose.SUPPORT,)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of a sentence; with a link where it is an address."""

    text: str
    href: str = ""


def turning(routes: Iterable[Route]) -> list[tuple[str, list[list[Part]]]]:
    """Return the headings, each with its sentences; a heading without any is left out."""
    known = list(routes)
    groups = [
        (gettext(heading), [_parts(each) for each in known if each.purpose in wanted]) for heading, wanted in _HEADINGS
    ]
    return [(heading, sentences) for heading, sentences in groups if sentences]


def _parts(route: Route) -> list[Part]:
    """Return a sentence with its address as a link; its number becomes one on every page."""
    words = (urlsplit(route.url).hostname or "").removeprefix("www.") if route.url else ""
    before, found, after = route.sentence.partition(words) if words else (route.sentence, "", "")
    parts = [Part(text=before), Part(text=found, href=(route.url or "") if found else ""), Part(text=after)]
    return [part for part in parts if part.text]
