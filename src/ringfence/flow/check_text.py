"""Answer "is this call a scam?". Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ringfence.domain.recognition import Recognition
from ringfence.flow.recognisers import recogniser_for
from ringfence.foundation.errors import EmptyText, InvalidInput, RingfenceError
from ringfence.foundation.side_by_side import Steps, side_by_side
from ringfence.playbooks import Shelf, load_playbooks
from ringfence.reading import ReadText, read_text, read_turns

__all__ = ["check", "check_row", "check_rows", "read_input", "result_as_json"]


def check(
    text: str | None = None,
    *,
    turns: Sequence[tuple[str, str]] | None = None,
    listener: str | None = None,
    shelf: Shelf | None = None,
) -> Recognition:
    """Say whether a call, or an account of one, is a scam, and why.

    1. Read the words (`read_text` or `read_turns`).
    2. Recognise with the playbooks of `shelf` (the packaged ones by default).

    Args:
        text: a plain text; give this or `turns`.
        turns: (speaker, words) in the order in which they were said.
        listener: the speaker to be protected, where known.
        shelf: other playbooks than the packaged ones.

    Raises:
        EmptyText: there are no words.
        InvalidInput: both text and turns (code "text_and_turns").
    """
    read = read_input(text, turns=turns, listener=listener)
    return recogniser_for(shelf or _packaged()).recognise(read)


def read_input(
    text: str | None = None, *, turns: Sequence[tuple[str, str]] | None = None, listener: str | None = None
) -> ReadText:
    """Read a text or turns, or say what is wrong with them."""
    if text is not None and turns is not None:
        raise InvalidInput("Give either text or turns, not both.", code="text_and_turns")
    if turns is not None:
        if not any(said.strip() for _, said in turns):
            raise EmptyText("There are no words in these turns. Give what was said.")
        return read_turns(turns, listener=listener)
    if text is None or not text.strip():
        raise EmptyText("There is no text. Type or paste what was said in the call.")
    return read_text(text)


def check_row(row: Mapping[str, Any], *, shelf: Shelf | None = None) -> dict[str, Any]:
    """Check one row of JSON Lines and return its answer; the id comes back as it was.

    Raises:
        InvalidInput: what is wrong with the row, with a stable code.
    """
    recognition = recogniser_for(shelf or _packaged()).recognise(_read_row(row))
    return {"id": row.get("id"), **result_as_json(recognition)}


def check_rows(
    rows: Iterable[Mapping[str, Any]], *, shelf: Shelf | None = None
) -> Iterator[dict[str, Any] | RingfenceError]:
    """Yield the answer to each row as `check_row` gives it, in order, or what is wrong with the row.

    Rows are taken some at a time: many take less time than the same rows one by one.
    """
    recogniser = recogniser_for(shelf or _packaged())

    def steps(row: Mapping[str, Any]) -> Steps[dict[str, Any] | RingfenceError]:
        try:
            read = _read_row(row)
        except RingfenceError as error:
            return error
        yield
        recognition = yield from recogniser.steps(read)
        return {"id": row.get("id"), **result_as_json(recognition)}

    return side_by_side(rows, steps=steps, size=_length)


def result_as_json(recognition: Recognition) -> dict[str, Any]:
    """Return a recognition as the JSON object that scripts may rely on."""
    facts, triage = recognition.facts, recognition.triage
    return {
        "verdict": recognition.verdict.value,
        "score": recognition.score,
        "is_report": recognition.is_report,
        "kind": recognition.kind,
        "brand": recognition.brand,
        "stage": recognition.stage,
        "signs": [
            {
                "sign": sign.sign,
                "turn": sign.turn,
                "start": sign.start,
                "end": sign.end,
                "text": sign.text,
                "weight": sign.weight,
            }
            for sign in recognition.signs
        ],
        "facts": {
            "remote_tool": facts.remote_tool,
            "payment": facts.payment,
            "loss_gbp": facts.loss_gbp,
            "call_date_text": facts.call_date_text,
            "area": facts.area,
            "numbers": [
                {
                    "text": number.text,
                    "owner": number.owner.value,
                    "turn": number.turn,
                    "start": number.start,
                    "end": number.end,
                }
                for number in facts.numbers
            ],
        },
        "triage": {
            "urgent": triage.urgent,
            "vulnerable": triage.vulnerable,
            "reasons": [
                {
                    "reason": reason.reason,
                    "turn": reason.turn,
                    "start": reason.start,
                    "end": reason.end,
                    "text": reason.text,
                }
                for reason in triage.reasons
            ],
        },
        "first_warned_turn": recognition.first_warned_turn,
        "advice": list(recognition.advice),
    }


@lru_cache(maxsize=1)
def _packaged() -> Shelf:
    return load_playbooks()


def _read_row(row: Mapping[str, Any]) -> ReadText:
    text, turns, listener = row.get("text"), row.get("turns"), row.get("listener")
    if text is not None and not isinstance(text, str):
        raise InvalidInput("`text` has to be a string.", code="invalid_row")
    if listener is not None and not isinstance(listener, str):
        raise InvalidInput("`listener` has to be a string or null.", code="invalid_row")
    return read_input(text, turns=_turns(turns) if turns is not None else None, listener=listener)


def _length(row: Mapping[str, Any]) -> int:
    """Return about how many characters a row holds; it may be anything yet."""
    text, turns = row.get("text"), row.get("turns")
    return len(text) if isinstance(text, str) else len(str(turns))


def _turns(turns: Any) -> list[tuple[str, str]]:
    if not isinstance(turns, list):
        raise InvalidInput('`turns` has to be a list of {"speaker", "text"}.', code="invalid_row")
    made = []
    for turn in turns:
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
            raise InvalidInput('Each turn has to be {"speaker", "text"} with strings.', code="invalid_row")
        made.append((str(turn.get("speaker", "")), turn["text"]))
    return made
