"""Calls to practise on: they unfold, they end, and they are what they say."""

from __future__ import annotations

import re

import pytest

from ringfence import check
from ringfence.playbooks import KINDS, Speaker, load_practice_calls

CALLS = load_practice_calls()


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_call_unfolds_line_by_line_without_giving_the_end_away(visitor, name, db):
    call = CALLS[name]
    for line in range(1, len(call.lines) + 1):
        page = visitor.get(f"/learn/practice/{name}?line={line}").content.decode()
        assert page.count("rf-call__who") == line
        assert "Sign:" not in page


@pytest.mark.parametrize("name", sorted(CALLS))
def test_hanging_up_shows_the_signs(visitor, name, db):
    page = visitor.get(f"/learn/practice/{name}?line=2&hung_up=yes").content.decode()
    signs = sum(line.sign is not None for line in CALLS[name].lines)

    assert page.count("Sign:") == signs
    assert "Here you hung up." in page
    assert ("ordinary call" in page) is (CALLS[name].kind is None)


@pytest.mark.parametrize("asked", ["line=0", "line=99999999999", "line=-1", "line=x", "line=²", "end=yes", ""])
def test_whatever_is_asked_the_page_stands(visitor, asked, db):
    assert visitor.get(f"/learn/practice/bank?{asked}").status_code == 200


@pytest.mark.parametrize("address", ["/learn/practice/nothing", "/learn/kinds/nothing", "/learn/practice/..%2fbank"])
def test_what_is_not_there_is_not_found(visitor, address, db):
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("name", sorted(CALLS))
def test_the_recogniser_agrees_with_the_practice_calls(name):
    call = CALLS[name]
    found = check(turns=[(line.speaker.value, line.words) for line in call.lines], listener=Speaker.YOU.value)

    assert call.kind is None or call.kind in KINDS
    assert (found.verdict.value == "scam") is (call.kind is not None)
    if call.kind is not None:
        assert found.kind == call.kind


@pytest.mark.parametrize("name", sorted(CALLS))
def test_only_the_caller_gives_signs_and_sentences_are_short(name):
    for line in CALLS[name].lines:
        assert line.sign is None or line.speaker is Speaker.CALLER
        for sentence in re.split(r"[.?!]+", f"{line.words} {line.sign or ''}"):
            assert len(sentence.split()) <= 20, sentence
