"""Rows in, rows out: one JSON object a line, order kept, a bad row answered in its place."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
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


def answer_rows(file: str, answer: Callable[[dict[str, Any]], dict[str, Any]], *, title: str) -> bool:
    """Answer every row of a JSON Lines file on standard output; return whether all went well.

    A reader that goes away (`| head`) ends the work quietly.
    """
    from tqdm import tqdm

    is_fine = True
    out = sys.stdout
    with open_input(file) as source:
        rows = tqdm(_lines(source), unit=" rows", desc=title, disable=not sys.stderr.isatty())
        try:
            for line in rows:
                done = _answer(line, answer)
                is_fine &= "error" not in done
                out.write(json.dumps(done, ensure_ascii=False) + "\n")
            out.flush()
        except BrokenPipeError:
            # Python would complain once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return is_fine


def answer_all_rows(
    file: str,
    check: Callable[[dict[str, Any]], Any],
    answer: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
) -> bool:
    """Answer rows that have to be seen together; a bad one is answered in its place. Return whether all went well."""
    rows: list[dict[str, Any]] = []
    failed: dict[int, dict[str, Any]] = {}

    def keep(row: dict[str, Any]) -> dict[str, Any]:
        check(row)
        json.dumps(row, ensure_ascii=False).encode("utf-8")
        rows.append(row)
        return {}

    count = 0
    with open_input(file) as source:
        for line in _lines(source):
            done = _answer(line, keep)
            if done:
                failed[count] = done
            count += 1
    answers = iter(answer(rows))
    try:
        for place in range(count):
            done = failed.get(place) or next(answers)
            sys.stdout.write(json.dumps(done, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return not failed


def _lines(source: BinaryIO) -> Iterator[bytes]:
    for number, line in enumerate(source):
        clean = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
        if clean.strip():
            yield clean


def _answer(line: bytes, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    identity: Any = None
    try:
        try:
            row = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            raise InvalidInput("This line is not UTF-8.", code="invalid_row") from None
        except (ValueError, RecursionError):
            raise InvalidInput("This line is not JSON.", code="invalid_json") from None
        if not isinstance(row, dict):
            raise InvalidInput("Each line has to be one JSON object.", code="invalid_row")
        identity = row.get("id")
        done = answer(row)
        json.dumps(done, ensure_ascii=False).encode("utf-8")  # lone surrogates cannot leave
        return done
    except RingfenceError as error:
        return {"id": identity, "error": {"code": error.code, "message": error.message}}
    except UnicodeEncodeError:
        return {"id": None, "error": {"code": "invalid_row", "message": "The text holds half a character."}}
