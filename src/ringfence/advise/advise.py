"""What to do now, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ringfence.advise.wording import GENERAL_STEPS
from ringfence.domain.advice import Advice, AdviceStep, Nation, Route, RoutePurpose
from ringfence.domain.recognition import Recognition, Verdict
from ringfence.playbooks import Shelf
from ringfence.playbooks.scam_type import LocalText, ScamType

__all__ = ["advise"]

_ENGLISH = "en-GB"
# Danger first, then money, then the rest.
_ORDER = (
    RoutePurpose.EMERGENCY,
    RoutePurpose.BANK,
    RoutePurpose.REPORT,
    RoutePurpose.POLICE,
    RoutePurpose.NUMBER,
    RoutePurpose.SUPPORT,
)


def advise(
    recognition: Recognition | None,
    *,
    shelf: Shelf,
    on: date,
    nation: Nation,
    area: str | None = None,
    language: str = _ENGLISH,
) -> Advice:
    """Return what to do now, where to report, and what they will say next.

    Args:
        recognition: what was found in the words; None for a bare question.
        shelf: playbooks and routes.
        on: the London day; routes valid on it are given.
        nation: routes differ by nation.
        area: police force, where known.
        language: "en-GB" or "cy". A playbook speaks English until it names who has read its Welsh.
    """
    kind = shelf.kinds.get(recognition.kind or "") if recognition is not None else None
    is_alarming = recognition is not None and recognition.verdict is not Verdict.NO_SIGNS
    kind_language = language if language == _ENGLISH or (kind is not None and kind.welsh_reviewed_by) else _ENGLISH
    named = _names(recognition, kind, shelf, area, kind_language)
    steps: dict[str, AdviceStep] = {}
    if is_alarming or recognition is None:
        _add_general(steps, ("hang_up_now",), language)
    if kind is not None and recognition is not None:
        by_id = _steps_of(kind)
        for slug in recognition.advice:
            # Hanging up is said already.
            if slug in by_id and slug != "hang_up":
                text = _fill(_say(by_id[slug], kind_language), named)
                steps[slug] = AdviceStep(id=slug, text=text, language=kind_language)
    _add_general(steps, ("ring_back_known_number", "use_another_phone", "never_give", "tell_someone"), language)
    _add_general(steps, ("never_from_us",), language)
    facts = list(kind.settling_facts.values()) if kind is not None else []
    lines = _next(kind, recognition.stage, kind_language) if kind is not None and recognition is not None else ()
    return Advice(
        steps=tuple(steps.values()),
        routes=tuple(_routes(shelf, on=on, nation=nation, area=area, language=language)),
        settling_facts=tuple(_fill(_say(fact, kind_language), named) for fact in facts),
        they_will_say_next=tuple(_fill(line, named) for line in lines),
        kind_language=kind_language,
    )


def _steps_of(kind: ScamType) -> dict[str, LocalText]:
    return {**kind.key_advice, **kind.if_you_let_them_in, **kind.if_you_paid, **kind.during_call}


def _add_general(steps: dict[str, AdviceStep], ids: tuple[str, ...], language: str) -> None:
    for slug in ids:
        steps.setdefault(slug, AdviceStep(id=slug, text=_say(GENERAL_STEPS[slug], language), language=language))


def _routes(shelf: Shelf, *, on: date, nation: Nation, area: str | None, language: str) -> list[Route]:
    routes = shelf.find_routes(on=on, nation=nation, area=area, language=language)
    return sorted(routes, key=lambda route: _ORDER.index(route.purpose))


def _next(kind: ScamType, stage: str | None, language: str) -> Iterator[str]:
    """What this stage leads to, and the one after it."""
    slugs = [one.slug for one in kind.stages]
    place = slugs.index(stage) if stage in slugs else 0
    for one in kind.stages[place : place + 2]:
        text = _say(one.say_next, language)
        if text:
            yield text


def _names(
    recognition: Recognition | None, kind: ScamType | None, shelf: Shelf, area: str | None, language: str
) -> dict[str, str]:
    """Return what stands for the placeholders of a playbook; a brand only from the curated list, else the trade."""
    if kind is None:
        return {}
    brand = shelf.brands.get((recognition.brand if recognition else None) or "")
    trade = _say(kind.wording.trade, language)
    name = brand.name if brand is not None and brand.is_publishable else trade
    place = shelf.areas.get(area or "")
    return {
        "{brand}": name,
        "{callers}": name,
        "{kind}": _say(kind.name, language),
        "{area}": place.name if place else "",
        "{force}": place.short_force if place else "",
    }


def _fill(text: str, named: Mapping[str, str]) -> str:
    for placeholder, value in named.items():
        text = text.replace(placeholder, value)
    return text


def _say(text: LocalText | Mapping[str, str], language: str) -> str:
    return text.get(language) or text.get(_ENGLISH, "")
