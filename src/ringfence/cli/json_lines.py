"""Rows in, rows out: one JSON object a line, order kept, a bad row answered in its place."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ringfence.foundation.errors import InvalidInput, RingfenceError

__all__ = ["answer_all_rows", "answer_rows", "open_input", "read_whole"]


def open_input(file: str) -> BinaryIO:
    """Open a file, or standard input for "-"; the message says what to do when it is not there."""
    if file == "-":
        return sys.stdin.buffer
    path = Path(file)
    if not path.is_file():
        raise InvalidInput(f"There is no file {file}. Give the path of a text file, or - for standard input.")
    try:
        return path.open("rb")
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror}). Check its permissions.") from error


def read_whole(file: str) -> str:
    """Return the whole input as text; bytes that are no UTF-8 become replacement characters."""
    with open_input(file) as source:
        return source.read().decode("utf-8-sig", errors="replace")


def answer_rows(
    file: str,
    answer: Callable[[Iterator[dict[str, Any]]], Iterator[dict[str, Any] | RingfenceError]],
    *,
    title: str,
) -> bool:
    """Answer every row of a JSON Lines file on standard output; return whether all went well.

    A reader that goes away (`| head`) ends the work quietly.

    Args:
        file: "-" for standard input.
        answer: takes rows, and gives for each, in order, its answer or what is wrong with it.
        title: stands before the bar of progress.
    """
    from tqdm import tqdm

    is_fine = True
    out = sys.stdout
    with open_input(file) as source:
        rows = tqdm(_lines(source), unit=" rows", desc=title, disable=not sys.stderr.isatty())
        try:
            for is_answered, line in _in_order(rows, answer):
                is_fine &= is_answered
                out.write(line + "\n")
            out.flush()
        except BrokenPipeError:
            # Python would complain once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return is_fine


def _in_order(
    lines: Iterable[bytes], answer: Callable[[Iterator[dict[str, Any]]], Iterator[dict[str, Any] | RingfenceError]]
) -> Iterator[tuple[bool, str]]:
    """Yield for each line whether it could be answered, and the answer; `answer` takes rows some way ahead."""
    waiting: deque[Any] = deque()  # of each line: the id of its row, or why it is none

    def rows() -> Iterator[dict[str, Any]]:
        for line in lines:
            try:
                row = _row(line)
            except InvalidInput as error:
                waiting.append(error)
            else:
                waiting.append(row.get("id"))
                yield row

    def faults() -> Iterator[tuple[bool, str]]:
        while waiting and isinstance(waiting[0], InvalidInput):
            yield _as_line(None, waiting.popleft())

    for done in answer(rows()):
        yield from faults()
        yield _as_line(waiting.popleft(), done)
    yield from faults()


def answer_all_rows(
    file: str,
    check: Callable[[dict[str, Any]], Any],
    answer: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
) -> bool:
    """Answer rows that have to be seen together; a bad one is answered in its place. Return whether all went well."""
    rows: list[dict[str, Any]] = []
    failed: dict[int, str] = {}
    count = 0
    with open_input(file) as source:
        for line in _lines(source):
            identity: Any = None
            try:
                row = _row(line)
                identity = row.get("id")
                check(row)
                json.dumps(row, ensure_ascii=False).encode("utf-8")
                rows.append(row)
            except (RingfenceError, UnicodeEncodeError) as error:
                failed[count] = _as_line(identity, error)[1]
            count += 1
    answers = iter(answer(rows))
    try:
        for place in range(count):
            sys.stdout.write((failed.get(place) or json.dumps(next(answers), ensure_ascii=False)) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return not failed


def _lines(source: BinaryIO) -> Iterator[bytes]:
    for number, line in enumerate(source):
        clean = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
        if clean.strip():
            yield clean


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise InvalidInput("This line is not UTF-8.", code="invalid_row") from None
    except (ValueError, RecursionError):
        raise InvalidInput("This line is not JSON.", code="invalid_json") from None
    if not isinstance(row, dict):
        raise InvalidInput("Each line has to be one JSON object.", code="invalid_row")
    return row


def _as_line(identity: Any, done: dict[str, Any] | RingfenceError | UnicodeEncodeError) -> tuple[bool, str]:
    """Return whether something is an answer, and it as a line."""
    if isinstance(done, RingfenceError):
        error = {"code": done.code, "message": done.message}
        return False, json.dumps({"id": identity, "error": error}, ensure_ascii=False)
    if not isinstance(done, UnicodeEncodeError):
        line = json.dumps(done, ensure_ascii=False)
        try:
            line.encode()  # a lone surrogate cannot leave
        except UnicodeEncodeError:
            pass
        else:
            return True, line
    error = {"code": "invalid_row", "message": "The text holds half a character."}
    return False, json.dumps({"id": None, "error": error}, ensure_ascii=False)
