"""The answer to a text, in words: what the template shows."""

from __future__ import annotations

from datetime import datetime

from ringfence.advise import advise
from ringfence.domain.advice import Nation
from ringfence.flow.check_text import check as check_text
from ringfence.foundation.periods import london_date
from ringfence.playbooks import Shelf
from ringfence.recognise import VERDICT_WORDS
from ringfence.web.check.marking import marked
from ringfence.web.check.turning import turning

__all__ = ["NATIONS", "answer_to", "nation_of"]

NATIONS = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}


def nation_of(sent: str) -> Nation:
    """Return the nation somebody chose; England where they chose none."""
    return Nation(sent) if sent in {nation.value for nation in Nation} else Nation.ENGLAND


def answer_to(text: str, *, shelf: Shelf, nation: Nation, at: datetime) -> dict[str, object]:
    """Return what the page of the answer shows.

    Raises:
        InvalidInput: the text cannot be read.
    """
    recognition = check_text(text, shelf=shelf)
    pieces, reasons = marked(text, recognition.signs)
    advice = advise(recognition, shelf=shelf, on=london_date(at), nation=nation)
    return {
        "text": text,
        "nation": nation,
        "verdict": recognition.verdict.value,
        "words": VERDICT_WORDS[recognition.verdict],
        "kind": shelf.kinds.get(recognition.kind or ""),
        "pieces": pieces,
        "reasons": reasons,
        "advice": advice,
        "turning": turning(advice.routes),
        "urgent": recognition.triage.urgent,
    }
