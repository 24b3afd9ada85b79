"""Warnings as the lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ringfence.domain.report import REAL_WORLD
from ringfence.domain.warning import PublicWarning, WarningState
from ringfence.flow.ports import Place
from ringfence.flow.when_warning_approved import public_warnings
from ringfence.foundation.translatable import translatable
from ringfence.playbooks import Shelf
from ringfence.web.playbook_words import kind_language, kind_name
from ringfence.wiring.languages import ENGLISH

__all__ = ["Entry", "address_of", "current", "entries", "readable"]

_MARKS = {WarningState.WITHDRAWN: translatable("Withdrawn"), WarningState.EXPIRED: translatable("Expired")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One warning in a list."""

    title: str
    description: str
    href: str
    area: str
    kind: str
    published_at: datetime | None
    kind_language: str
    language: str  # of title and description
    mark: str  # "Withdrawn", "Expired" or nothing


def address_of(warning: PublicWarning) -> str:
    """Return the address of a warning's page on this site."""
    # With the slash of the page itself: without it every visit from a list would be sent on once more.
    path = f"{(warning.path or '').strip('/').removeprefix('warnings/')}/"
    if warning.world == REAL_WORLD:
        return reverse("warning", args=[path])
    return reverse("exercise_warning", args=[warning.world, path.removeprefix(f"exercise/{warning.world}/warnings/")])


def readable(place: Place, *, area: str = "", kind: str = "") -> list[PublicWarning]:
    """Return the warnings the public may read, newest first, of one area or kind where asked."""
    return [
        warning
        for warning in public_warnings(place)
        if (not area or warning.area == area) and (not kind or warning.kind == kind)
    ]


def current(place: Place) -> list[Entry]:
    """Return the warnings in force, newest first."""
    in_force = [warning for warning in readable(place) if warning.state is WarningState.PUBLISHED]
    return entries(in_force, shelf=place.shelf)


def entries(warnings: Iterable[PublicWarning], *, shelf: Shelf) -> list[Entry]:
    """Turn warnings into rows of a list."""
    rows = []
    for warning in warnings:
        area = shelf.areas.get(warning.area)
        kind = shelf.kinds.get(warning.kind)
        rows.append(
            Entry(
                title=warning.title,
                description=warning.description,
                href=address_of(warning),
                area=area.name if area else warning.area,
                kind=kind_name(kind) if kind else warning.kind,
                kind_language=kind_language(kind) if kind else ENGLISH,
                language=warning.language,
                published_at=warning.published_at,
                mark=gettext(_MARKS[warning.state]) if warning.state in _MARKS else "",
            )
        )
    return rows
