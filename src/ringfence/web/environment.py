"""The Jinja2 environment of the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from ringfence.foundation.in_words import day_in_words, moment_in_words, month_in_words, number_in_words
from ringfence.foundation.periods import LONDON
from ringfence.web.languages import address_in, language
from ringfence.web.playbook_words import in_language, kind_language, kind_name, lang_of
from ringfence.web.static_files import static_address

__all__ = ["environment"]


def environment(**options: Any) -> Environment:
    """Build the environment: our templates first, the design system's macros beside them."""
    own: BaseLoader = options.pop("loader")
    loader = ChoiceLoader([own, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})])
    options["autoescape"] = True  # whatever the settings say: people's words stand on these pages
    made = Environment(loader=loader, trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - set above
    made.add_extension("jinja2.ext.do")
    made.add_extension("jinja2.ext.i18n")
    made.policies["ext.i18n.trimmed"] = True  # a sentence may stand on several lines of a template
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.globals.update(
        {
            "static": static_address,
            "url": reverse,
            "in_language": in_language,
            "in_page_language": in_page_language,
            "kind_language": kind_language,
            "kind_name": kind_name,
            "lang_of": lang_of,
            # For a sentence in a variable: `_` would take its % for a place and its < for a tag.
            "translated": gettext,
        }
    )
    made.filters.update({"day": day, "moment": moment, "iso": iso, "month": month, "number": number})
    return made


def in_page_language(path: str) -> str:
    """Return where a public page stands in the language of this one."""
    return address_in(language(), path)


def day(value: date | datetime | None) -> str:
    """Return `27 August 2020`, London, in the language of the page."""
    return "" if value is None else day_in_words(value, language())


def moment(value: datetime | None) -> str:
    """Return `27 August 2020 at 11:39`, London, in the language of the page."""
    return "" if value is None else moment_in_words(value, language())


def month(value: date) -> str:
    """Return `August 2020`, in the language of the page."""
    return month_in_words(value, language())


def number(value: int) -> str:
    """Return `1,299`, as the language of the page writes it."""
    return number_in_words(value, language())


def iso(value: date | datetime | None) -> str:
    """Return the form for a `datetime` attribute, with the London offset."""
    if value is None:
        return ""
    return value.astimezone(LONDON).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
