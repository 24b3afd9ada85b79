"""A block to paste into a force's own site and messaging service, where its editor will not take a feed."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.domain.warning import PublicWarning, SectionId, SectionStyle
from ringfence.publish.addresses import absolute, page_path
from ringfence.publish.markdown import speaker_of
from ringfence.publish.notices import notices
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["MESSAGE_LIMIT", "CopyBlock", "copy_block"]

# Characters of a message: what community messaging services take without cutting it.
MESSAGE_LIMIT = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBlock:
    """Two plain texts to copy."""

    page_text: str  # the whole warning, without markup
    message: str  # at most MESSAGE_LIMIT characters, ending in the address

    def as_text(self) -> str:
        """Return both, one under the other, as the file beside the page holds them."""
        return f"{self.message}\n\n{'-' * 20}\n\n{self.page_text}\n"


def copy_block(warning: PublicWarning, *, site: SiteIdentity) -> CopyBlock:
    """Return the texts of an approved warning."""
    return CopyBlock(page_text=_page_text(warning), message=_message(warning, site))


def _page_text(warning: PublicWarning) -> str:
    parts = [warning.title, *notices(warning), warning.description]
    for section in warning.sections:
        if not section.sentences:
            continue
        texts = [sentence.text for sentence in section.sentences]
        if section.style is SectionStyle.PARAGRAPHS:
            parts.append("\n\n".join([section.heading, *texts]))
        else:
            marks = [f"{n}." if section.style is SectionStyle.STEPS else "-" for n in range(1, len(texts) + 1)]
            parts.append(
                "\n".join([section.heading, *(f"{mark} {text}" for mark, text in zip(marks, texts, strict=True))])
            )
        if section.id is SectionId.HOW_IT_WORKS:
            parts.extend(
                f"{phrase('said', warning.language, speaker=speaker_of(statement, warning.language))}\n"
                + "\n".join(statement.paragraphs)
                for statement in warning.statements
            )
    return "\n\n".join(parts)


def _message(warning: PublicWarning, site: SiteIdentity) -> str:
    # The notice and the address always stay; then as many whole sentences as fit, most needed first.
    head = [*notices(warning)] if warning.is_exercise or warning.is_withdrawn else []
    tail = phrase("read_more", warning.language, url=absolute(page_path(warning), site))
    advice = [
        sentence.text
        for section in warning.sections
        if section.id is SectionId.KEY_ADVICE
        for sentence in section.sentences
    ]
    chosen: list[str] = list(head)
    for sentence in (f"{warning.title}.", phrase("hang_up", warning.language), *advice):
        if len(" ".join([*chosen, sentence, tail])) <= MESSAGE_LIMIT:
            chosen.append(sentence)
    whole = " ".join([*chosen, tail])
    return whole if len(whole) <= MESSAGE_LIMIT else tail[:MESSAGE_LIMIT]
