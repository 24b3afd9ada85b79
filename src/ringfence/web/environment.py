"""The Jinja2 environment of the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from ringfence.foundation.periods import LONDON
from ringfence.web.static_files import static_address

__all__ = ["environment"]


def environment(**options: Any) -> Environment:
    """Build the environment: our templates first, the design system's macros beside them."""
    own: BaseLoader = options.pop("loader")
    loader = ChoiceLoader([own, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})])
    options["autoescape"] = True  # whatever the settings say: people's words stand on these pages
    made = Environment(loader=loader, trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - set above
    made.globals.update({"static": static_address, "url": reverse})
    made.filters.update({"day": day, "moment": moment, "iso": iso, "month": month})
    return made


def day(value: date | datetime | None) -> str:
    """Return `27 August 2020`, London."""
    if value is None:
        return ""
    shown = value.astimezone(LONDON).date() if isinstance(value, datetime) else value
    return f"{shown.day} {shown:%B %Y}"


def moment(value: datetime | None) -> str:
    """Return `27 August 2020 at 11:39`, London."""
    if value is None:
        return ""
    shown = value.astimezone(LONDON)
    return f"{shown.day} {shown:%B %Y} at {shown:%H:%M}"


def month(value: date) -> str:
    """Return `August 2020`."""
    return f"{value:%B %Y}"


def iso(value: date | datetime | None) -> str:
    """Return the form for a `datetime` attribute, with the London offset."""
    if value is None:
        return ""
    return value.astimezone(LONDON).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
