"""What to do about a text that is too long: said the same way in every form."""

from __future__ import annotations

from django.utils.translation import gettext

from ringfence.foundation.in_words import number_in_words
from ringfence.web.languages import language

__all__ = ["say_it_in", "shorten_text", "shorten_this"]


def shorten_text(most: int) -> str:
    """Ask for a shorter text."""
    return gettext("Shorten the text to %(most)s characters or fewer") % {"most": number_in_words(most, language())}


def shorten_this(most: int) -> str:
    """Ask for a shorter answer."""
    return gettext("Shorten this to %(most)s characters or fewer") % {"most": number_in_words(most, language())}


def say_it_in(most: int) -> str:
    """Ask to say it in fewer words."""
    return gettext("Say it in %(most)s characters or fewer") % {"most": number_in_words(most, language())}
