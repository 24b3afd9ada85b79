"""What surrounds every page: headers, cookies, logs."""

from __future__ import annotations

import logging

import pytest

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


@pytest.mark.parametrize("address", ["/", "/now", "/warnings/", "/learn", "/learn/fridge", "/data"])
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
