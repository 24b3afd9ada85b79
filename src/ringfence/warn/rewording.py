"""A person's wording: sentences left alone keep their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ringfence.domain.people import Actor
from ringfence.domain.warning import Evidence, EvidenceKind, PublicWarning, Section, SectionId, SectionStyle, Sentence
from ringfence.warn.words import HEADINGS

__all__ = ["reword_sections"]


def reword_sections(
    warning: PublicWarning, texts: Mapping[SectionId, Sequence[str]], *, by: Actor
) -> tuple[Section, ...]:
    """Return the sections with new texts; a section that is not named stays as it is.

    A sentence that stood in the warning before keeps its evidence, wherever
    it stands now; any other rests on the person who typed it.
    """
    known = {sentence.text: sentence for section in warning.sections for sentence in section.sentences}
    before = {section.id: section for section in warning.sections}
    sections = []
    for id in SectionId:
        section = before.get(id)
        if id not in texts:
            sections.extend([section] if section is not None else [])
            continue
        cleaned = [" ".join(text.split()) for text in texts[id]]
        sentences = tuple(known.get(text) or _typed(text, by) for text in cleaned if text)
        heading = section.heading if section is not None else HEADINGS[id][warning.language]
        style = section.style if section is not None else SectionStyle.PARAGRAPHS
        sections.append(Section(id=id, heading=heading, style=style, sentences=sentences))
    return tuple(sections)


def _typed(text: str, by: Actor) -> Sentence:
    evidence = Evidence(kind=EvidenceKind.OFFICER, ref=by.username, note=f"Typed by {by.username}.")
    return Sentence(text=text, evidence=(evidence,))
