"""One report's fields checked, all faults gathered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from ringfence.domain.report import UNKNOWN_AREA, CalledWhen, CallText, Channel, IncomingReport, ToldBy
from ringfence.foundation.errors import Fault, InvalidReport
from ringfence.foundation.periods import london_date
from ringfence.intake.dates import parse_days, parse_moment, parse_time
from ringfence.playbooks import Shelf

__all__ = ["FIELDS", "HAPPENED", "LONGEST_TEXT", "PAID_HOW", "REPLY_HOW", "check_report", "find_area"]

FIELDS = (
    "id",
    "called_on",
    "called_time",
    "reported_on",
    "area",
    "told_by",
    "channel",
    "shown_number",
    "kind",
    "claimed_identity",
    "text",
    "happened",
    "loss_gbp",
    "paid_how",
    "paid_on",
    "contact_name",
    "contact",
    "reply_allowed",
    "reply_how",
)
HAPPENED = ("access", "data", "paid", "nothing")
PAID_HOW = ("bank_transfer", "card", "cash", "gift_cards", "crypto", "cheque", "other")
REPLY_HOW = ("email", "text", "ring")
# A form on which any of these is answered says something; without them there is nothing to count.
_SAYS_SOMETHING = ("text", "kind", "called_on", "shown_number", "claimed_identity", "happened", "loss_gbp")
LONGEST_TEXT = 100_000  # characters; an hour of talk is about 60,000
_LONGEST_OTHER = 300  # characters of every other field
# Reports of earlier years are mistyped dates.
_EARLIEST_YEAR = 1990
_HIGHEST_LOSS_PENCE = 100_000_000_00
_POUNDS = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\Z")
_YES = {"yes", "y", "true", "1", "on"}
_NO = {"", "no", "n", "false", "0", "off"}
_Choice = TypeVar("_Choice", bound=StrEnum)


def check_report(
    fields: Mapping[str, str],
    *,
    shelf: Shelf,
    as_of: datetime,
    source: str,
    source_key: str | None,
    original: bytes,
    is_vouched: bool = False,
    needs_words: bool = True,
) -> IncomingReport:
    """Return a checked report.

    Args:
        fields: name → what was typed; the names are `FIELDS`, others are left alone.
        shelf: areas and kinds.
        as_of: aware; nothing may be dated later, and a report without its day was made now.
        source: "form", "api" or "file:<layout>".
        source_key: same key, same report.
        original: exactly what arrived.
        is_vouched: taken down by a call handler or partner.
        needs_words: False: any answer about the call will do, where a person may leave questions out.

    Raises:
        InvalidReport: with every fault, each with its field.
    """
    checked = _Checked(fields)
    text = checked.get("text")
    kind = checked.get("kind")
    if kind is not None and kind not in shelf.kinds:
        checked.complain("kind", "This is not a kind of scam that we have a playbook for. Leave it empty if unsure")
    if text is None and kind is None and (needs_words or not any(checked.get(name) for name in _SAYS_SOMETHING)):
        checked.complain("text", "Tell us what was said, or what happened")
    if text is not None and len(text) > LONGEST_TEXT:
        checked.complain("text", f"The text is longer than {LONGEST_TEXT:,} characters. Shorten it")
    reported_at = _reported_at(checked, as_of)
    report = IncomingReport(
        text=CallText(text=text) if text is not None else None,
        area=_area(checked, shelf),
        called=_called(checked, reported_at),
        reported_at=reported_at,
        told_by=_choice(checked, "told_by", ToldBy, ToldBy.UNKNOWN),
        channel=_choice(checked, "channel", Channel, Channel.UNKNOWN),
        shown_number=checked.get("shown_number"),
        stated_kind=kind,
        claimed_identity=checked.get("claimed_identity"),
        happened=_several(checked, "happened", HAPPENED),
        loss_pence=_pence(checked),
        paid_how=_several(checked, "paid_how", PAID_HOW),
        paid_on=_days(checked, "paid_on", "The date of the payment", reported_at),
        contact_name=checked.get("contact_name"),
        contact=checked.get("contact"),
        reply_allowed=_truth(checked, "reply_allowed"),
        reply_how=_one_of(checked, "reply_how", REPLY_HOW),
        source=source,
        source_key=source_key,
        is_vouched=is_vouched,
        original=original,
    )
    if checked.faults:
        raise InvalidReport("The report cannot be taken in yet.", checked.faults)
    return report


def find_area(text: str, *, shelf: Shelf) -> str | None:
    """Return the code of the area that a code, area name or force name stands for."""
    return _names_of(shelf).get(_plain(text))


# The names of the shelf seen last: millions of rows ask for the same few.
_names: tuple[Shelf, dict[str, str]] | None = None


def _names_of(shelf: Shelf) -> dict[str, str]:
    global _names  # noqa: PLW0603  one shelf a process, and a race only computes it twice
    if _names is None or _names[0] is not shelf:
        table: dict[str, str] = {}
        for area in shelf.areas.values():
            for name in (area.code, area.name, area.force, area.short_force):
                table.setdefault(_plain(name), area.code)
        _names = (shelf, table)
    return _names[1]


class _Checked:
    """Fields with the faults found so far."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        self.faults: list[Fault] = []
        for name in FIELDS:
            value = fields.get(name) or ""
            if "\0" in value:
                self.complain(name, "There is a NUL byte in it; save the file again as plain text")
            elif not _is_text(value):
                self.complain(name, "There are characters in it that no text can hold. Type it again")
            elif len(value) > _LONGEST_OTHER and name != "text":
                self.complain(name, f"This is longer than {_LONGEST_OTHER} characters")

    def get(self, name: str) -> str | None:
        """Return the value, or None where nothing was typed."""
        value = self._fields.get(name) or ""
        return value if name == "text" and value.strip() else (value.strip() or None)

    def complain(self, name: str, reason: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(reason=reason, field=name))


def _is_text(value: str) -> bool:
    """Say whether it can be written down: halves of characters cannot (JSON can send them)."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _reported_at(checked: _Checked, as_of: datetime) -> datetime:
    given = checked.get("reported_on")
    if given is None:
        return as_of
    moment = parse_moment(given, as_of=as_of)
    if moment is None:
        checked.complain("reported_on", "Enter the date of the report as 27/08/2020 or 2020-08-27")
        return as_of
    if moment > as_of:
        checked.complain("reported_on", "The date of the report is in the future")
    elif moment.year < _EARLIEST_YEAR:
        checked.complain("reported_on", f"The date of the report is before {_EARLIEST_YEAR}")
    return moment


def _called(checked: _Checked, reported_at: datetime) -> CalledWhen | None:
    clock = checked.get("called_time")
    at = parse_time(clock) if clock else None
    if clock and at is None:
        checked.complain("called_time", "Enter the time of the call as 14:30")
    days = _days(checked, "called_on", "The date of the call", reported_at)
    return replace(days, at=at) if days is not None else None


def _days(checked: _Checked, name: str, what: str, reported_at: datetime) -> CalledWhen | None:
    given = checked.get(name)
    if given is None:
        return None
    days = parse_days(given)
    if days is None:
        words = what[0].lower() + what[1:]
        checked.complain(name, f"Enter {words} as 27/08/2020 or 2020-08-27, or two dates with 'to' between them")
        return None
    if days[0] > london_date(reported_at):
        checked.complain(name, f"{what} is later than the report")
        return None
    if days[0].year < _EARLIEST_YEAR:
        checked.complain(name, f"{what} is before {_EARLIEST_YEAR}")
    return CalledWhen(earliest=days[0], latest=min(days[1], london_date(reported_at)))


def _area(checked: _Checked, shelf: Shelf) -> str:
    given = checked.get("area")
    if given is None or given.lower() == UNKNOWN_AREA or given in shelf.areas:
        return given.lower() if given else UNKNOWN_AREA
    code = find_area(given, shelf=shelf)
    if code is None:
        checked.complain(
            "area", "This is not a police force area we know. Give its code or name, such as Cheshire, or 'unknown'"
        )
        return UNKNOWN_AREA
    return code


def _choice(checked: _Checked, name: str, choices: type[_Choice], default: _Choice) -> _Choice:
    given = checked.get(name)
    if given is None:
        return default
    try:
        return choices(given.lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        checked.complain(name, f"This has to be one of {', '.join(choices)}")
        return default


def _several(checked: _Checked, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    parts = [part.strip().lower() for part in (checked.get(name) or "").split(";") if part.strip()]
    if set(parts) - set(known):
        checked.complain(name, f"Use {', '.join(known)}, with semicolons between them")
        return ()
    return tuple(dict.fromkeys(parts))


def _one_of(checked: _Checked, name: str, known: tuple[str, ...]) -> str | None:
    given = checked.get(name)
    if given is not None and given.lower() not in known:
        checked.complain(name, f"This has to be one of {', '.join(known)}")
        return None
    return given.lower() if given is not None else None


def _pence(checked: _Checked) -> int | None:
    given = checked.get("loss_gbp")
    if given is None:
        return None
    found = _POUNDS.match(given)
    pence = int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0")) if found else -1
    if not 0 <= pence <= _HIGHEST_LOSS_PENCE:
        checked.complain("loss_gbp", "Enter the money lost in pounds, such as 250 or 1,299.99")
        return None
    return pence


def _truth(checked: _Checked, name: str) -> bool:
    given = (checked.get(name) or "").lower()
    if given not in _YES | _NO:
        checked.complain(name, "Answer yes or no")
    return given in _YES


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", text.lower().replace("&", " and ")).split()
    return " ".join(word for word in words if word != "the")
