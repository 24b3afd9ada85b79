"""A recognition quotes the report: what is hidden in the text is hidden in the quotations too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ringfence.domain.recognition import NumberMentioned, Recognition
from ringfence.redaction import Action, PersonalSpan, hide

__all__ = ["quote_nobody"]


def quote_nobody(recognition: Recognition, *, text: str, spans: Sequence[PersonalSpan]) -> Recognition:
    """Return the recognition with stand-ins where it quotes what is hidden.

    Args:
        recognition: of a plain text; its offsets are those of `text`.
        text: the text as given.
        spans: personal data in it.
    """
    hidden = [span for span in spans if span.action is Action.REDACT]

    def quoted(start: int, end: int, words: str) -> str:
        inside = [span for span in hidden if span.start < end and start < span.end]
        if not inside:
            return words
        shifted = [
            replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start) for span in inside
        ]
        return hide(text[start:end], shifted)

    def is_hidden(number: NumberMentioned) -> bool:
        return any(span.start < number.end and number.start < span.end for span in hidden)

    triage, facts = recognition.triage, recognition.facts
    return replace(
        recognition,
        signs=tuple(replace(sign, text=quoted(sign.start, sign.end, sign.text)) for sign in recognition.signs),
        facts=replace(facts, numbers=tuple(number for number in facts.numbers if not is_hidden(number))),
        triage=replace(
            triage,
            reasons=tuple(replace(one, text=quoted(one.start, one.end, one.text)) for one in triage.reasons),
        ),
    )
