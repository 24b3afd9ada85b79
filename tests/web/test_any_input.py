"""Whatever is typed or sent, there is an answer in words, and nothing of it runs."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages import CheckingClient
from tests.recordings import a_wave

pytestmark = pytest.mark.django_db

_ANY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "{{7*7}}",
        "=cmd|' /C calc'!A0",
        "\x00\x1b[31m",
        "' OR 1=1 --",
        "\u202e\ufeff",
        "../../etc/passwd",
    ]
)
_TEXT = st.one_of(
    st.text(max_size=300), _HOSTILE, st.builds("{0} bank code {1}".format, st.text(max_size=20), _HOSTILE)
)


def fit(response) -> None:
    assert response.status_code < 500
    body = response.content.decode()
    assert "<script>alert(1)" not in body
    assert "onerror=alert(1)>" not in body.replace("&gt;", "").replace("&#39;&gt;", "")


@given(text=_TEXT, nation=_TEXT)
@_ANY
def test_check_answers_any_text(text, nation):
    cache.clear()
    fit(CheckingClient().post("/check", {"text": text, "nation": nation}))


@given(
    content=st.one_of(st.binary(max_size=200), st.builds(lambda cut: a_wave()[:cut], st.integers(0, 200))), name=_TEXT
)
@_ANY
def test_check_answers_any_file(content, name):
    cache.clear()
    file = SimpleUploadedFile(name or "x", content)
    fit(CheckingClient().post("/check", {"text": "", "recording": file}))


@given(
    body=st.binary(max_size=200),
    kind=st.sampled_from(
        [
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json",
            "text/plain; charset=nonsense",
            "",
        ]
    ),
)
@_ANY
def test_check_answers_any_body(body, kind):
    cache.clear()
    response = CheckingClient().generic("POST", "/check", body, content_type=kind)
    assert response.status_code < 500


@given(number=_TEXT, text=_TEXT, contact=_TEXT)
@_ANY
def test_requests_take_or_refuse_anything_in_words(number, text, contact):
    cache.clear()
    for address in ("/your-number", "/complaints"):
        fit(CheckingClient().post(address, {"number": number, "text": text, "contact": contact}, follow=True))


@given(value=_TEXT)
@_ANY
def test_addresses_with_anything_behind_them_answer(value):
    for address, name in (
        ("/warnings/", "area"),
        ("/warnings/", "page"),
        ("/data", "area"),
        ("/learn/practice/bank", "line"),
    ):
        fit(CheckingClient().get(address, {name: value}))


def test_a_body_too_large_for_a_form_is_refused_in_words():
    response = CheckingClient().post("/check", {"text": "x" * 3_000_000})

    assert response.status_code in {400, 413, 422}
    assert "<h1" in response.content.decode()
