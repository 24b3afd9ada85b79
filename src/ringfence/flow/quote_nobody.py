"""A recognition quotes the report: what is hidden in the text is hidden in the quotations too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ringfence.domain.recognition import NumberMentioned, Recognition
from ringfence.redaction import Action, PersonalSpan, hide

__all__ = ["quote_nobody"]


def quote_nobody(
    recognition: Recognition, *, text: str, spans: Sequence[PersonalSpan], brands: Collection[str]
) -> Recognition:
    """Return the recognition with stand-ins where it quotes what is hidden.

    A firm's name that stands in no table is taken out where part of it is hidden: it may be a person's.

    Args:
        recognition: of a plain text; its offsets are those of `text`.
        text: the text as given.
        spans: personal data in it.
        brands: slugs of the table, which quote nobody.
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

    def is_person(brand: str) -> bool:
        """Return whether words of a name are hidden somewhere."""
        words = set(brand.casefold().split())
        return any(not words.isdisjoint(text[span.start : span.end].casefold().split()) for span in hidden)

    def is_hidden(number: NumberMentioned) -> bool:
        return any(span.start < number.end and number.start < span.end for span in hidden)

    triage, facts, brand = recognition.triage, recognition.facts, recognition.brand
    return replace(
        recognition,
        brand=None if brand is not None and brand not in brands and is_person(brand) else brand,
        signs=tuple(replace(sign, text=quoted(sign.start, sign.end, sign.text)) for sign in recognition.signs),
        facts=replace(facts, numbers=tuple(number for number in facts.numbers if not is_hidden(number))),
        triage=replace(
            triage,
            reasons=tuple(replace(one, text=quoted(one.start, one.end, one.text)) for one in triage.reasons),
        ),
    )
