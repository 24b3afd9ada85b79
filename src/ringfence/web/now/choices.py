"""What the page holds for each answer, made from the playbooks; all of it is in the page, so that no answer is sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from ringfence.playbooks import ScamType, Shelf
from ringfence.web.languages import language
from ringfence.web.now.wording import ASKS, LEFT_OUT, MAIN_CALLERS, MORE_CALLERS, OTHER, Ask
from ringfence.web.playbook_words import kind_language, plain_words

__all__ = ["Asked", "Caller", "callers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing such a caller asks for."""

    id: str
    words: str
    they_will_say_next: tuple[str, ...]
    language: str  # of what they will say


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """One answer to “Who do they say they are?”."""

    id: str
    words: str
    words_language: str  # "en-GB" where the trade of a playbook stands there whose Welsh nobody has read
    language: str  # of what the playbook says
    is_more: bool  # shown only after “somebody else”
    do: tuple[str, ...]  # the playbook's orders during the call
    they_will_say_next: tuple[str, ...]
    asked: tuple[Asked, ...]


def callers(shelf: Shelf) -> list[Caller]:
    """Return the callers a person can choose from, the likeliest first and the unknown one last."""
    named = {**MAIN_CALLERS, **MORE_CALLERS}
    others = {
        slug: _capital(kind.wording.trade[kind_language(kind)])
        for slug, kind in shelf.kinds.items()
        if slug not in named and slug not in LEFT_OUT and slug != OTHER and kind.during_call
    }
    words = {
        **{slug: gettext(text) for slug, text in named.items()},
        **others,
        OTHER: gettext("I do not know, or somebody else"),
    }
    return [
        _caller(shelf.kinds[slug], text, shelf=shelf, is_more=slug not in MAIN_CALLERS, is_trade=slug in others)
        for slug, text in words.items()
        if slug in shelf.kinds
    ]


def _caller(kind: ScamType, words: str, *, shelf: Shelf, is_more: bool, is_trade: bool) -> Caller:
    return Caller(
        id=kind.slug,
        words=words,
        words_language=kind_language(kind) if is_trade else language(),
        language=kind_language(kind),
        is_more=is_more,
        do=tuple(plain_words(step, kind=kind, shelf=shelf) for step in kind.during_call.values()),
        they_will_say_next=_from_stage(kind, "identity_claim", shelf=shelf, most=2)
        or _from_stage(kind, kind.stages[0].slug, shelf=shelf, most=2),
        asked=tuple(_asked(ask, kind, shelf=shelf) for ask in ASKS),
    )


def _asked(ask: Ask, kind: ScamType, *, shelf: Shelf) -> Asked:
    speaking, lines = _after(ask, kind, shelf=shelf)
    return Asked(id=ask.id, words=ask.words, they_will_say_next=lines, language=kind_language(speaking))


def _after(ask: Ask, kind: ScamType, *, shelf: Shelf) -> tuple[ScamType, tuple[str, ...]]:
    """Return which playbook says what comes next, and the lines."""
    has = {stage.slug for stage in kind.stages}
    stage = next((slug for slug in ask.stages if slug in has), None)
    if stage is not None:
        return kind, _from_stage(kind, stage, shelf=shelf, most=2)
    other, stage = ask.otherwise
    if other not in shelf.kinds:
        return kind, ()
    return shelf.kinds[other], _from_stage(shelf.kinds[other], stage, shelf=shelf, most=1)


def _from_stage(kind: ScamType, slug: str, *, shelf: Shelf, most: int) -> tuple[str, ...]:
    """What this stage leads to, and the one after it."""
    slugs = [stage.slug for stage in kind.stages]
    if slug not in slugs:
        return ()
    place = slugs.index(slug)
    lines = (plain_words(stage.say_next, kind=kind, shelf=shelf) for stage in kind.stages[place : place + most])
    return tuple(line for line in lines if line)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
