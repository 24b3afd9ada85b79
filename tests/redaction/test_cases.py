"""Reports with marked identifiers, in many voices: each span is hidden whole or kept whole."""

import re
from pathlib import Path

import pytest

from ringfence.flow.redact_text import redact
from ringfence.redaction import Action

MARK = re.compile(r"\[\[([a-z_]+)/([a-z_]+):(.*?)\]\]")
LINES = [
    line
    for line in (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def unmarked(line):
    text, spans, place = "", [], 0
    for mark in MARK.finditer(line):
        text += line[place : mark.start()]
        spans.append((len(text), len(text) + len(mark[3]), mark[1], mark[2]))
        text += mark[3]
        place = mark.end()
    return text + line[place:], spans


@pytest.mark.parametrize("line", LINES)
def test_what_is_the_victims_is_hidden_whole_and_what_is_the_scammers_stays(line):
    text, marked = unmarked(line)
    hidden = {
        place for span in redact(text).spans if span.action is Action.REDACT for place in range(span.start, span.end)
    }
    for start, end, kind, owner in marked:
        places = {place for place in range(start, end) if text[place].isalnum()}
        if owner in {"victim", "reporter", "third_party"}:
            assert places <= hidden, (kind, text[start:end])
        else:
            assert not places & hidden, (kind, text[start:end])


@pytest.mark.parametrize(
    "text",
    [
        "He rang 3 times at 0640 on Mon, from 10.30 to 12, and took £1,250.50 by bank transfer on 12/11/2025.",
        "Windows 11 said error 0x80070005 and KB5001330. He used AnyDesk and an iPhone 12.",
        "I was on o2 4g at the time, in Milton Keynes, shopping in John Lewis with two of us, one or two others.",
        "The seven thousand nine hundred pounds went in May. Will he ring again? Mark my words.",
        "It said HMRC would send the police. My MS. Twice they rang. The code was wrong, so nothing happened.",
    ],
)
def test_ordinary_words_and_numbers_stay(text):
    assert redact(text).text == text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("my name is p e n d l e b u r y and i was rung", "p e n d l e b u r y"),
        ("its w n one two a b thats wigan", "w n one two a b"),
        ("07700 nine double oh 456 is my number", "double oh"),
        ("email me at jo underscore b 41 at gmail dot co dot uk please", "jo underscore b"),
        ("they sent a code to my phone, 554 210, and I read it out", "554 210"),
        ("card ended 0002 4000 0000 0000 0002", "0000"),
        ("Vic PATEL, Rekha (F, 71) of 118 Belgrave Rd, Leicester LE4 9ZZ", "Rekha"),
        ("My name's Gwenllian Rees-Parry, Tŷ Coch, Llanfair, SY21 9ZZ.", "Coch"),
    ],
)
def test_what_is_spelled_or_written_oddly_is_hidden(text, gone):
    assert gone not in redact(text).text
