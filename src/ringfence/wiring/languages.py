"""In which languages the site is served. Welsh that no Welsh speaker has read is never published."""

from __future__ import annotations

import gettext
from enum import StrEnum
from functools import lru_cache

from django.conf import settings

__all__ = ["ENGLISH", "WELSH", "WelshState", "is_welsh_served", "welsh_state"]

ENGLISH = "en-GB"
WELSH = "cy"
_REVIEWER = "x-reviewed-by"


class WelshState(StrEnum):
    """How far Welsh is."""

    OFF = "off"  # there is no Welsh site
    DRAFT = "draft"  # served so that it can be read, and every page says that nobody has read it yet
    REVIEWED = "reviewed"  # a Welsh speaker has signed the catalogue


def welsh_state() -> WelshState:
    """Return how far Welsh is: signed in the head of its catalogue, else a draft where the setting asks for it."""
    if _reviewer(tuple(str(folder) for folder in settings.LOCALE_PATHS)):
        return WelshState.REVIEWED
    return WelshState.DRAFT if getattr(settings, "RINGFENCE_WELSH", "") == "draft" else WelshState.OFF


def is_welsh_served() -> bool:
    """Say whether there are pages, feeds and letters in Welsh."""
    return welsh_state() is not WelshState.OFF


@lru_cache(maxsize=4)
def _reviewer(folders: tuple[str, ...]) -> str:
    """Return who signed the catalogue; nothing where nobody has, or there is none."""
    for folder in folders:
        try:
            found = gettext.translation("django", localedir=folder, languages=[WELSH]).info().get(_REVIEWER, "")
        except FileNotFoundError:
            continue
        if found.strip():
            return str(found).strip()
    return ""
