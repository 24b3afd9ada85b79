"""Markdown with a fenced yaml block, the form in which forces' news pages are archived."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ringfence.domain.warning import PublicWarning, Section, SectionId, SectionStyle, Statement
from ringfence.publish.addresses import absolute, page_path, published_at
from ringfence.publish.metadata import open_graph
from ringfence.publish.notices import notices
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["render_markdown"]

# These sections are the body text itself and stand without a heading.
_UNHEADED = frozenset({SectionId.WHAT_IS_HAPPENING, SectionId.WHERE_TO_REPORT})


def render_markdown(warning: PublicWarning, *, site: SiteIdentity) -> str:
    """Return the warning as Markdown: yaml, dateline, description, text, advice, routes."""
    parts = [
        _front_matter(warning, site),
        f"{published_at(warning):%H:%M %d/%m/%Y}",
        *(f"**{escape(notice)}**" for notice in notices(warning)),
        f"**{escape(warning.description)}**",
    ]
    for section in warning.sections:
        parts.extend(_section(section))
        if section.id is SectionId.HOW_IT_WORKS:
            for statement in warning.statements:
                parts.extend(_statement(statement, warning.language))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return text with the characters that Markdown or its HTML would act on made plain."""
    for mark in "\\`*_[]<>#|~":
        text = text.replace(mark, f"\\{mark}")
    return text


def _front_matter(warning: PublicWarning, site: SiteIdentity) -> str:
    # JSON strings are YAML strings, so any text is safe between the quotes.
    page = absolute(page_path(warning), site)
    lines = [f"area: {_quoted(site.area_names.get(warning.area, warning.area))}", "og:"]
    lines.extend(f"  {name}: {_quoted(value)}" for name, value in sorted(open_graph(warning, site=site).items()))
    lines.append(f"title: {_quoted(f'{warning.title} | {site.site_name}')}")
    lines.append(f"url: {_quoted(page)}")
    if warning.is_exercise:
        lines.append("exercise: true")
    return "\n".join(["```yaml", *lines, "```"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _section(section: Section) -> Iterator[str]:
    texts = [escape(sentence.text) for sentence in section.sentences]
    if not texts:
        return
    if section.id not in _UNHEADED:
        yield f"**{escape(section.heading)}:**"
    if section.style is SectionStyle.PARAGRAPHS:
        yield from texts
    elif section.style is SectionStyle.STEPS:
        yield "\n".join(f" {number}. {text}" for number, text in enumerate(texts, 1))
    else:
        yield "\n".join(f" * {text}" for text in texts)


def _statement(statement: Statement, language: str) -> Iterator[str]:
    lead = escape(phrase("said", language, speaker=speaker_of(statement, language)))
    last = len(statement.paragraphs) - 1
    for number, paragraph in enumerate(statement.paragraphs):
        closing = "”" if number == last else ""
        opening = f"{lead} “" if number == 0 else "“"
        yield f"{opening}{escape(paragraph)}{closing}"


def speaker_of(statement: Statement, language: str) -> str:
    """Return "Detective Sergeant Ann Example, of the Economic Crime Unit, Cheshire Constabulary,"."""
    name = f"{statement.rank} {statement.name}".strip()
    where = ", ".join(part for part in (statement.unit, statement.body) if part)
    return (
        f"{name}, {phrase('of_the', language)} {where}," if statement.unit else f"{name}, {where},".replace(", ,", ",")
    )
