"""The fields of the subscription forms: from what the browser sends to a choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext

from ringfence.domain.subscriber import Choice, Rhythm
from ringfence.flow.ports import Place
from ringfence.flow.subscribe import choose
from ringfence.foundation.errors import InvalidInput
from ringfence.foundation.translatable import translatable
from ringfence.web.languages import language

__all__ = ["PLACES", "RHYTHMS", "Typed", "read_address", "read_choice", "typed_of"]

# Boxes for places: one's own, one's parents', and another.
PLACES = 3
RHYTHMS = {
    Rhythm.IMMEDIATE.value: translatable("On the day a warning comes out, at most one e-mail a day"),
    Rhythm.WEEKLY.value: translatable("Once a week, on Monday"),
}
# The first input of a field, where a fault's link leads.
_FIRST_INPUT = {"areas": "area-1", "kinds": "kinds", "rhythm": "rhythm", "email": "email"}
_LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3


@dataclass
class Typed:
    """What stands in the form, right or wrong, and what is wrong with it."""

    email: str = ""
    areas: list[str] = field(default_factory=list)  # one for each box
    kinds: frozenset[str] = frozenset()
    rhythm: str = Rhythm.IMMEDIATE.value
    faults: dict[str, str] = field(default_factory=dict)  # field → what to enter

    @property
    def links(self) -> list[dict[str, str]]:
        """Return the error summary."""
        return [{"text": reason, "href": f"#{_FIRST_INPUT[name]}"} for name, reason in self.faults.items()]


def typed_of(choice: Choice) -> Typed:
    """Return the form of a choice that is kept."""
    return Typed(areas=_boxes(sorted(choice.areas)), kinds=choice.kinds, rhythm=choice.rhythm.value)


def read_choice(sent: QueryDict, *, place: Place) -> tuple[Typed, Choice | None]:
    """Return what was typed and the choice it makes; None where something is wrong with it."""
    typed = Typed(
        email="".join(mark for mark in sent.get("email", "") if mark.isprintable()).strip(),
        areas=_boxes(sent.getlist("area")),
        kinds=frozenset(sent.getlist("kinds")),
        rhythm=sent.get("rhythm", ""),
    )
    try:
        return typed, choose(
            areas=typed.areas, kinds=typed.kinds, rhythm=typed.rhythm, language=language(), place=place
        )
    except InvalidInput as error:
        typed.faults.update({fault.field or "areas": gettext(fault.reason) for fault in error.faults})
        return typed, None


def read_address(typed: Typed) -> str | None:
    """Return the address that was typed; None, with a fault, where it is none."""
    try:
        validate_email(typed.email)
        typed.email.encode("ascii")
        if len(typed.email) > _LONGEST_ADDRESS:
            raise ValidationError("too long")
    except (ValidationError, UnicodeError):
        reason = gettext("Enter an e-mail address, such as name@example.com")
        typed.faults = {"email": reason if typed.email else gettext("Enter your e-mail address"), **typed.faults}
        return None
    return typed.email


def _boxes(areas: Sequence[str]) -> list[str]:
    shown = [area for area in areas if area]
    return [*shown, *[""] * max(PLACES - len(shown), 0)]
