"""E-mails to subscribers, as plain text and as HTML without pictures, script or anything that reports back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ringfence.domain.subscriber import Letter, LetterPurpose, WarningChange
from ringfence.domain.warning import PublicWarning, SectionId, WarningId, WarningState
from ringfence.foundation.in_words import number_in_words
from ringfence.publish.addresses import absolute, page_path, path_in
from ringfence.publish.letter_phrases import LETTER_PHRASES, letter_phrase
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["RenderedLetter", "leave_address", "render_letter", "subscription_address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedLetter:
    """What an e-mail says."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)
    is_neutral: bool = False  # its sender must not say what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One warning as a letter tells of it."""

    notice: str  # "Withdrawn: …", "Corrected: …" or nothing
    title: str
    description: str
    advice: tuple[str, ...]
    url: str
    language: str  # of what the warning itself says
    note: str  # why it is in another language than the letter, or nothing


def render_letter(
    letter: Letter, *, warnings: Mapping[WarningId, PublicWarning], site: SiteIdentity
) -> RenderedLetter | None:
    """Return the e-mail of a letter; None where nothing is left to say.

    Args:
        letter: What is to be told, and how.
        warnings: What the public may read, by id.
        site: How the site calls itself.
    """
    language = _language(letter, site)
    if letter.purpose is not LetterPurpose.WARNINGS:
        return _asking(letter, site=site)
    items = [
        _item(warning, news.change, language=language, site=site)
        for news in letter.news
        if (warning := warnings.get(news.warning_id)) is not None and _still_holds(warning, news.change)
    ]
    if not items:
        return None
    subject = items[0].title if len(items) == 1 else _several(len(items), language)
    return _rendered("warnings", subject=subject, items=items, letter=letter, site=site)


def subscription_address(secret: str, *, site: SiteIdentity, language: str = "en-GB") -> str:
    """Return the page where somebody confirms or changes their subscription."""
    return absolute(path_in(language, f"subscribe/mine/{secret}"), site)


def leave_address(secret: str, *, site: SiteIdentity, language: str = "en-GB") -> str:
    """Return where one press ends the subscription (RFC 8058)."""
    return absolute(path_in(language, f"subscribe/leave/{secret}"), site)


def _asking(letter: Letter, *, site: SiteIdentity) -> RenderedLetter:
    purpose, language = letter.purpose.value, _language(letter, site)
    subject = letter_phrase(f"{purpose}_subject", language, site=site.site_name)
    return _rendered(purpose, subject=subject, items=[], letter=letter, site=site)


def _language(letter: Letter, site: SiteIdentity) -> str:
    """Return the language of a letter: English where the site does not speak the subscriber's any more."""
    return letter.choice.language if letter.choice.language in site.languages else "en-GB"


def _several(count: int, language: str) -> str:
    """Return the subject of a letter about several warnings; the number changes the noun behind it in Welsh."""
    form = str(Locale.parse(language, sep="-").plural_form(count))
    key = f"several_{form}" if f"several_{form}" in LETTER_PHRASES else "several"
    return letter_phrase(key, language, count=number_in_words(count, language))


def _still_holds(warning: PublicWarning, change: WarningChange) -> bool:
    if change is WarningChange.WITHDRAWN:
        return warning.is_withdrawn
    return warning.state is WarningState.PUBLISHED


def _item(warning: PublicWarning, change: WarningChange, *, language: str, site: SiteIdentity) -> _Item:
    spoken = warning.language
    notice = ""
    if change is WarningChange.WITHDRAWN:
        notice = letter_phrase("withdrawn", spoken, reason=warning.withdrawn_reason or "").strip()
    elif change is WarningChange.CORRECTED and warning.corrections:
        notice = letter_phrase("corrected", spoken, note=warning.corrections[-1].note)
    advice = tuple(
        sentence.text
        for section in warning.sections
        if section.id is SectionId.KEY_ADVICE and change is not WarningChange.WITHDRAWN
        for sentence in section.sentences
    )
    return _Item(
        notice=notice,
        title=_one_line(warning.title),
        description=warning.description,
        advice=advice,
        url=absolute(path_in(language, page_path(warning)), site),
        language=spoken,
        note=letter_phrase("in_english_only", language) if spoken != language and language == "cy" else "",
    )


def _rendered(name: str, *, subject: str, items: Sequence[_Item], letter: Letter, site: SiteIdentity) -> RenderedLetter:
    language = _language(letter, site)
    values = {
        "subject": subject,
        "items": items,
        "language": language,
        "site": site,
        "mine": subscription_address(letter.secret, site=site, language=language),
        "leave": leave_address(letter.secret, site=site, language=language),
        "colour": site.theme_colour,
    }
    headers = {"Auto-Submitted": "auto-generated"}
    if letter.purpose is LetterPurpose.WARNINGS:
        headers["List-Id"] = f"<warnings.{site.tag_authority.split(',')[0]}>"
        # For programs, and one that no change of the site's languages may break.
        headers["List-Unsubscribe"] = f"<{leave_address(letter.secret, site=site)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return RenderedLetter(
        subject=_one_line(subject),
        text=_templates().get_template(f"letters/{name}.txt.jinja").render(values),
        html=_templates().get_template(f"letters/{name}.html.jinja").render(values),
        headers=headers,
    )


def _one_line(text: str) -> str:
    """Return text without line breaks: a subject with one would become a header of its own."""
    return " ".join(text.split())


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("ringfence.publish"),
        autoescape=select_autoescape(["html.jinja"], default=False),  # plain text has nothing to escape
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update({"say": letter_phrase, "phrase": phrase})
    return environment
