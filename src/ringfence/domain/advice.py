"""Where to report, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Advice", "AdviceStep", "Nation", "Route", "RoutePurpose"]


class Nation(StrEnum):
    """Reporting routes differ by nation."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class RoutePurpose(StrEnum):
    """What a route is for."""

    REPORT = "report"  # report a fraud or an attempt
    POLICE = "police"  # the force itself
    BANK = "bank"  # stop money now
    EMERGENCY = "emergency"
    NUMBER = "number"  # pass on a suspicious call's number
    SUPPORT = "support"  # somebody to talk to


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One dated way to report or to get help."""

    id: str
    name: str  # "Action Fraud"
    purpose: RoutePurpose
    nations: frozenset[Nation]
    areas: frozenset[str] = frozenset()  # only these areas; empty: all of the nations
    phone: str | None = None  # as printed: "0300 123 2040"
    text_to: str | None = None  # "7726"
    url: str | None = None
    hours: str | None = None
    relay_uk: str | None = None
    valid_from: date
    valid_to: date | None = None  # last day, None: still valid
    source: str
    is_checked: bool = False  # by the force; unchecked routes are listed on the desk
    sentence: str  # in the language asked for: "call Action Fraud on 0300 123 2040"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceStep:
    """One thing to do."""

    id: str  # "hang_up"
    text: str
    language: str = "en-GB"  # of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do now, in order, and where to report."""

    steps: tuple[AdviceStep, ...]
    routes: tuple[Route, ...]
    settling_facts: tuple[str, ...] = ()  # "Microsoft does not make unsolicited calls"
    they_will_say_next: tuple[str, ...] = ()
    kind_language: str = "en-GB"  # of the facts and of what they will say: these are the playbook's
