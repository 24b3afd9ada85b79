"""The answer to a text, in words: what the template shows."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from ringfence.advise import advise
from ringfence.domain.advice import Nation
from ringfence.flow.check_text import check as check_text
from ringfence.foundation.periods import london_date
from ringfence.foundation.translatable import translatable
from ringfence.playbooks import ScamType, Shelf
from ringfence.recognise import VERDICT_WORDS
from ringfence.web.check.marking import marked
from ringfence.web.check.turning import turning
from ringfence.web.languages import language
from ringfence.web.playbook_words import in_language, kind_language
from ringfence.wiring.languages import WELSH

__all__ = ["NATIONS", "answer_to", "nation_of"]

NATIONS = {
    Nation.ENGLAND: translatable("England"),
    Nation.WALES: translatable("Wales"),
    Nation.SCOTLAND: translatable("Scotland"),
    Nation.NORTHERN_IRELAND: translatable("Northern Ireland"),
}


def nation_of(sent: str) -> Nation:
    """Return the nation somebody chose; where they chose none, Wales on a Welsh page, else England."""
    likeliest = Nation.WALES if language() == WELSH else Nation.ENGLAND
    return Nation(sent) if sent in {nation.value for nation in Nation} else likeliest


def answer_to(text: str, *, shelf: Shelf, nation: Nation, at: datetime) -> dict[str, object]:
    """Return what the page of the answer shows.

    Raises:
        InvalidInput: the text cannot be read.
    """
    recognition = check_text(text, shelf=shelf)
    pieces, reasons = marked(text, recognition.signs)
    advice = advise(recognition, shelf=shelf, on=london_date(at), nation=nation, language=language())
    kind = shelf.kinds.get(recognition.kind or "")
    return {
        "text": text,
        "nation": nation,
        "verdict": recognition.verdict.value,
        "words": gettext(VERDICT_WORDS[recognition.verdict]),
        "kind": kind,
        "most_like": _most_like(kind) if kind else "",
        "pieces": pieces,
        "reasons": reasons,
        "advice": advice,
        "turning": turning(advice.routes),
        "urgent": recognition.triage.urgent,
    }


def _most_like(kind: ScamType) -> str:
    spoken = kind_language(kind)
    summary = kind.summary[spoken]
    return in_language(summary[:1].lower() + summary[1:], spoken)
