"""Fills the report form in as a browser would, page by page."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

__all__ = ["ACCOUNT", "PNG", "answer", "begin", "number_of", "reference_and_secret", "send", "send_a_report"]

ACCOUNT = "A man rang and said he was from Microsoft. He wanted me to download AnyDesk."
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde"


def number_of(name: str) -> int:
    """The page of a question."""
    from ringfence.web.report.questions import QUESTIONS

    return next(question.number for question in QUESTIONS if question.name == name)


def begin(visitor: Client, **carried: str) -> HttpResponse:
    """Press Start."""
    return visitor.post("/report/start", carried)


def answer(visitor: Client, name: str, **given: Any) -> HttpResponse:
    """Answer one question."""
    return visitor.post(f"/report/{number_of(name)}", given)


def send(visitor: Client) -> HttpResponse:
    """Send the form and look at the page with the reference."""
    return visitor.post("/report/answers", follow=True)


def reference_and_secret(page: bytes) -> tuple[str, str]:
    """Read both off the page."""
    text = page.decode()
    reference = re.search(r"RF-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    secret = re.search(r"rf-reference__secret\">([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<", text)
    assert reference
    assert secret
    return reference[0], secret[1]


def send_a_report(visitor: Client, **given: str) -> tuple[str, str]:
    """Begin, say what happened, send; returns reference and secret."""
    begin(visitor)
    answer(visitor, "said", text=given.pop("text", ACCOUNT))
    for name, value in given.items():
        answer(visitor, name, **{"area" if name == "where" else name: value})
    return reference_and_secret(send(visitor).content)
