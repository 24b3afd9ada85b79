"""Anything at all typed into any public form: an answer in words, never a fault of ours, never markup of theirs."""

from __future__ import annotations

import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.store import models
from ringfence.web.report.questions import QUESTIONS
from ringfence.wiring.place import build_place
from tests.desk_scene import a_published_warning
from tests.pages import CheckingClient
from tests.web.report_form import ACCOUNT, answer, begin, reference_and_secret, send

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# More of them find more: TEST_EXAMPLES=500.
EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "6"))
anything = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)

NASTY = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</textarea><h1>x</h1>", "javascript:alert(1)",
    "{{ 7*7 }}", "{% include 'x' %}", "${7*7}", "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1",
    "' OR 1=1 --", "\0", "a\0b", "\r\nBcc: all@mail.example", "\u202egnirts", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "²", "١٢", "１２", "1e9", "NaN", "-0", "0" * 400, "9" * 400, "31/2/2026", "2026-13-45", "99:99", "1;2;3", ";;;",
    "victim", "paid", "nothing;paid", "day", "today", "name@mail.example", "a" * 25_000, " ", "\u00a0", "\u2028", "../../etc/passwd",
    "RF-0000-0000", "SV-0000-0000", "ß" * 200, "\N{LATIN SMALL LETTER A}" + "\N{COMBINING ACUTE ACCENT}" * 500,
]  # fmt: skip
typed = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))


def fields(*names: str) -> st.SearchStrategy[dict[str, list[str]]]:
    """Any values for these fields, some of them twice."""
    return st.fixed_dictionaries({name: st.lists(typed, min_size=1, max_size=2) for name in names})


def is_fit(response) -> None:
    """An answer in words; the checking client has looked for markup that is not ours."""
    assert response.status_code < 500, response.status_code
    if response.get("Content-Type", "").startswith("text/html"):
        page = response.content.decode()
        assert "<img src=x" not in page
        assert "49" not in re.findall(r'value="(49)"', page)
        for fault in re.findall(r"There is a problem|Traceback|Exception", page):
            raise AssertionError(fault)


@pytest.fixture
def unlimited(settings):
    settings.RINGFENCE_API_PER_MINUTE = 10_000_000


INPUTS = {question.number: (*question.inputs, *question.ticks) for question in QUESTIONS}


def test_question_after_question(unlimited):
    @given(given_=st.tuples(*(fields(*names) for names in INPUTS.values())), save=st.booleans())
    @anything
    def tried(given_, save):
        visitor = CheckingClient()
        begin(visitor)
        for number, values in zip(INPUTS, given_, strict=True):
            is_fit(visitor.post(f"/report/{number}", {**values, "save": "x"} if save else values))
        for number in INPUTS:
            is_fit(visitor.get(f"/report/{number}", follow=True))

    tried()


def test_all_questions_at_once_then_sent_and_printed(unlimited):
    names = [name for number in INPUTS for name in INPUTS[number]]

    @given(given_=fields(*names))
    @anything
    def tried(given_):
        visitor = CheckingClient()
        is_fit(visitor.post("/report/all", given_, follow=True))
        is_fit(visitor.post("/report/answers", follow=True))
        is_fit(visitor.get("/report/copy", follow=True))

    tried()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/report", ("first", "text", "carry")),
        ("/report/start", ("text", "website")),
        ("/report/back", ("code", "secret")),
        ("/report/again", ("reference", "secret")),
        ("/report/done", ()),
        ("/check", ("text", "nation")),
        ("/subscribe", ("address", "email", "areas", "area", "kinds", "rhythm", "language", "website")),
    ],
)
def test_each_other_form(unlimited, path, names):
    @given(given_=fields(*names) if names else st.just({}))
    @anything
    def tried(given_):
        is_fit(CheckingClient().post(path, given_, follow=path != "/report/done"))

    tried()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/data", ("month", "area")),
        ("/warnings/", ("area", "kind", "from", "to", "page", "since", "until", "state")),
        ("/subscribe", ("area",)),
        ("/report/1", ("check",)),
        ("/report/again/mine", ("done",)),
        ("/api/v1/warnings", ("area", "kind", "limit", "offset")),
    ],
)
def test_each_filter(unlimited, path, names):
    @given(given_=fields(*names))
    @anything
    def tried(given_):
        is_fit(CheckingClient().get(path, given_))

    tried()


def test_the_note_about_a_warning(unlimited):
    warning = a_published_warning()

    @given(given_=fields("text", "website"))
    @anything
    def tried(given_):
        is_fit(CheckingClient().post(f"/warnings/wrong/{warning.id}", given_))

    tried()


def test_what_a_reporter_adds_afterwards(unlimited):
    visitor = CheckingClient()
    begin(visitor)
    answer(visitor, "said", text=ACCOUNT)
    reference, secret = reference_and_secret(send(visitor).content)
    visitor.post("/report/again", {"reference": reference, "secret": secret})

    @given(given_=fields("what", "key", "text", "tell", "address"), what=st.sampled_from(["add", "told"]))
    @anything
    def tried(given_, what):
        is_fit(visitor.post("/report/again/mine", {"what": what, **given_}, follow=True))

    tried()


@pytest.mark.parametrize("path", ["/report/10", "/check"])
def test_any_bytes_as_a_file_under_any_name(unlimited, path):
    heads = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7", b"RIFF\x24\0\0\0WAVEfmt ", b"PK\x03\x04", b"MZ",
             b"<svg", b"<?xml", b"OggS", b"ID3\x03", b"GIF89a", b"\0\0\0\x18ftypheic", b"{\\rtf", b"#!/bin/sh\n"]  # fmt: skip

    @given(
        name=typed,
        head=st.sampled_from(heads),
        body=st.binary(max_size=200),
        media_type=st.sampled_from(["image/png", "text/html", ""]),
    )
    @anything
    def tried(name, head, body, media_type):
        visitor = CheckingClient()
        begin(visitor)
        file = SimpleUploadedFile(name.replace("/", "_")[:200] or "x", head + body, content_type=media_type)
        is_fit(visitor.post(path, {"files" if path.startswith("/report") else "recording": file}, follow=True))
        is_fit(visitor.get("/report/answers"))

    tried()
    assert all(row.media_type != "text/html" for row in models.FileRow.objects.all())


def test_what_was_typed_reaches_no_export_as_a_formula(place):
    from ringfence.flow.when_report_is_read import when_report_is_read

    visitor = CheckingClient()
    begin(visitor)
    answer(visitor, "said", text="=cmd|' /C calc'!A0 a man from Microsoft rang and had me download AnyDesk")
    answer(visitor, "who", claimed_identity="=HYPERLINK(1)")
    answer(visitor, "shown", shown_number="=1+1")
    send(visitor)
    when_report_is_read(models.Report.objects.get().id, place=build_place())

    table = visitor.get("/data/scam-call-reports.csv").content.decode("utf-8-sig")
    cells = [cell.strip('"') for line in table.splitlines() for cell in line.split(",")]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
