"""What surrounds every page: headers, cookies, logs."""

from __future__ import annotations

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from ringfence.web.visitor import real_address
from tests.web.test_pages import PAGES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [*PAGES, "/nothing/here"])
def test_every_page_carries_the_headers_that_shut_others_out(visitor, address):
    response = visitor.get(address)

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http:" not in policy
    assert "*" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/", "/now", "/check", "/warnings/", "/learn", "/learn/fridge", "/data"])
def test_reading_sets_no_cookie(visitor, address):
    assert visitor.get(address).cookies == {}


def test_a_refused_check_leaves_no_line_in_the_log(visitor, caplog):
    handler = logging.getLogger().handlers[0]
    passed = []
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        visitor.post("/check", {"text": ""})
        visitor.post("/now", {"text": "anything"})
        passed = [record for record in caplog.records if handler.filter(record)]

    assert [record.getMessage() for record in caplog.records], "the framework itself would have said something"
    assert [record for record in passed if record.name == "django.request"] == []


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "192.0.2.7", "10.0.0.1"),  # nobody in front: anybody can send the header
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "198.51.100.9, 192.0.2.7", "192.0.2.7"),  # what the visitor wrote in front counts for nothing
        (2, "198.51.100.9, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (1, "", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1"),
        (2, "192.0.2.7", "10.0.0.1"),
        (1, "2001:db8::7", "2001:db8::7"),
    ],
)
def test_limits_count_visitors_and_not_the_proxy(settings, proxies, forwarded, seen):
    settings.RINGFENCE_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    real_address(lambda _: HttpResponse())(request)

    assert request.META["REMOTE_ADDR"] == seen


def test_a_shared_line_is_not_locked_out_of_asking(visitor):
    # Everybody in a village hall, one after another within a minute.
    assert {visitor.post("/check", {"text": "They rang."}).status_code for _ in range(120)} == {200}
    assert visitor.get("/now").status_code == 200


def test_when_a_limit_is_reached_the_words_are_still_there(visitor, settings):
    settings.RINGFENCE_API_PER_MINUTE = 0

    response = visitor.post("/check", {"text": "They rang from the bank."})

    assert response.status_code == 429
    assert "They rang from the bank." in response.content.decode()
    assert "Wait a minute" in response.content.decode()
