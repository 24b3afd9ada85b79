"""The sections of a draft, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from ringfence.domain.advice import Route, RoutePurpose
from ringfence.domain.warning import Evidence, Section, SectionId, SectionStyle, Sentence
from ringfence.foundation.in_words import day_in_words, month_in_words
from ringfence.playbooks import LocalText
from ringfence.warn.evidence import (
    Background,
    from_area,
    from_brand,
    from_campaign,
    from_count,
    from_playbook,
    from_route,
    from_stage,
)
from ringfence.warn.words import HEADINGS, WORDS, fill

__all__ = ["write_sections"]

# Fewer reporters than this are never put into figures in a draft.
_SMALLEST_FIGURE = 3
# How many claims of the playbook stand in for signs that no report showed.
_FALLBACK_STAGES = 4

_SUPPORT = (RoutePurpose.BANK, RoutePurpose.SUPPORT)
_REPORTING = (RoutePurpose.POLICE, RoutePurpose.REPORT, RoutePurpose.NUMBER)


def write_sections(background: Background) -> tuple[Section, ...]:
    """Write every section; none is left out."""
    playbook = background.playbook
    steps = [*_of_playbook(background, playbook.if_you_let_them_in), *_of_playbook(background, playbook.if_you_paid)]
    routes = background.shelf.find_routes(
        on=background.on,
        nation=background.nation,
        area=background.area.code if background.area else None,
        language=background.language,
    )
    reporting = [_of_route(route) for route in _choose(routes, _REPORTING)]
    if reporting:
        reporting.insert(0, _own(background, "please_report", reporting[0].evidence[0]))
    written = {
        SectionId.WHAT_IS_HAPPENING: (SectionStyle.PARAGRAPHS, _what_is_happening(background)),
        SectionId.HOW_IT_WORKS: (SectionStyle.STEPS, _how_it_works(background)),
        SectionId.KEY_ADVICE: (SectionStyle.BULLETS, _of_playbook(background, playbook.key_advice)),
        SectionId.IF_YOU_LET_THEM_IN: (SectionStyle.STEPS, steps),
        SectionId.SUPPORT: (SectionStyle.BULLETS, [_of_route(route) for route in _choose(routes, _SUPPORT)]),
        SectionId.WHERE_TO_REPORT: (SectionStyle.PARAGRAPHS, reporting),
    }
    return tuple(
        Section(id=id, heading=HEADINGS[id][background.language], style=style, sentences=tuple(sentences))
        for id, (style, sentences) in written.items()
    )


def _what_is_happening(background: Background) -> list[Sentence]:
    surge = background.surge
    who_rings, *rest = background.playbook.wording.what_is_happening
    paragraph = from_playbook(background, "wording.what_is_happening")
    sentences = [_sentence(background, who_rings, from_area(background), paragraph)]
    sentences.extend(_sentence(background, text, paragraph) for text in rest)
    key = "count" if surge.observed >= _SMALLEST_FIGURE else "count_unsaid"
    day = day_in_words(surge.first_period.first_day, background.language)
    behind = (from_count(background), *from_campaign(background))
    sentences.append(_own(background, key, *behind, count=str(surge.observed), day=day))
    if surge.is_resurgence:
        sentences.append(_resurgence(background))
    if background.brand is not None:
        sentences.append(_own(background, "brand_not_involved", from_brand(background)))
    return sentences


def _resurgence(background: Background) -> Sentence:
    surge = background.surge
    if surge.quiet_weeks is None:
        return _own(background, "resurgence_undated", from_count(background))
    last_seen = surge.first_period.first_day - timedelta(weeks=surge.quiet_weeks)
    month = month_in_words(last_seen, background.language)
    return _own(background, "resurgence", from_count(background), month=month, weeks=str(surge.quiet_weeks))


def _how_it_works(background: Background) -> list[Sentence]:
    tallies = {tally.stage: tally for tally in background.stages}
    claims = [(stage.slug, stage.claim) for stage in background.playbook.stages if stage.claim is not None]
    told = [(slug, claim) for slug, claim in claims if slug in tallies]
    if not told:
        return [
            _sentence(background, claim, from_playbook(background, slug)) for slug, claim in claims[:_FALLBACK_STAGES]
        ]
    return [_sentence(background, claim, *from_stage(background, tallies[slug])) for slug, claim in told]


def _of_playbook(background: Background, texts: Mapping[str, LocalText]) -> list[Sentence]:
    return [_sentence(background, text, from_playbook(background, key)) for key, text in texts.items()]


def _choose(routes: Iterable[Route], purposes: tuple[RoutePurpose, ...]) -> list[Route]:
    chosen = [route for route in routes if route.purpose in purposes]
    return sorted(chosen, key=lambda route: purposes.index(route.purpose))


def _of_route(route: Route) -> Sentence:
    return Sentence(text=route.sentence, evidence=(from_route(route),))


def _sentence(background: Background, text: LocalText, *evidence: Evidence) -> Sentence:
    return Sentence(text=fill(text[background.language], background.values), evidence=evidence)


def _own(background: Background, key: str, *evidence: Evidence, **values: str) -> Sentence:
    return Sentence(text=fill(WORDS[key][background.language], {**background.values, **values}), evidence=evidence)
