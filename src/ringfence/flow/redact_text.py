"""Hide personal data in a text. Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringfence.foundation.errors import EmptyText, InvalidInput, RingfenceError
from ringfence.foundation.side_by_side import Steps, alone, side_by_side
from ringfence.reading import read_text
from ringfence.redaction import PersonalSpan, hide, steps_to_personal_data

__all__ = ["RedactedText", "redact", "redact_all", "redact_row", "redact_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedText:
    """A text with stand-ins, and where what was found stood in the original."""

    text: str
    spans: tuple[PersonalSpan, ...]


def redact(text: str, *, known: Sequence[str] = ()) -> RedactedText:
    """Hide victims', reporters' and third parties' data; keep what the scammer claimed.

    Args:
        text: any text.
        known: values known to be personal (name, phone, e-mail): always hidden.

    Raises:
        EmptyText: there are no words.
    """
    return alone(_steps(text, known))


def redact_all(texts: Iterable[str]) -> Iterator[RedactedText]:
    """Yield each text with its personal data hidden, in order: as one by one (`redact`), in less time.

    Raises:
        EmptyText: there are no words in one of them.
    """
    return side_by_side(texts, steps=_steps, size=len)


def _steps(text: str, known: Sequence[str] = ()) -> Steps[RedactedText]:
    if not text.strip():
        raise EmptyText("There is no text. Give the words in which to hide personal data.")
    read = read_text(text)
    yield
    spans = yield from steps_to_personal_data(read, known=known)
    return RedactedText(text=hide(read.text, spans), spans=tuple(spans))


def redact_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Redact one row of JSON Lines; offsets are code points of the text as given.

    Raises:
        InvalidInput: what is wrong with the row, with a stable code.
    """
    return alone(_row_steps(row))


def redact_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any] | RingfenceError]:
    """Yield the answer to each row as `redact_row` gives it, in order, or what is wrong with the row.

    Rows are taken some at a time: many take less time than the same rows one by one.
    """

    def steps(row: Mapping[str, Any]) -> Steps[dict[str, Any] | RingfenceError]:
        try:
            return (yield from _row_steps(row))
        except RingfenceError as error:
            return error

    return side_by_side(rows, steps=steps, size=lambda row: len(str(row.get("text"))))


def _row_steps(row: Mapping[str, Any]) -> Steps[dict[str, Any]]:
    text = row.get("text")
    if text is None:
        raise EmptyText("There is no text in this row.")
    if not isinstance(text, str):
        raise InvalidInput("`text` has to be a string.", code="invalid_row")
    done = yield from _steps(text)
    return {
        "id": row.get("id"),
        "text": done.text,
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "type": span.type.value,
                "owner": span.owner.value,
                "action": span.action.value,
            }
            for span in done.spans
        ],
    }
