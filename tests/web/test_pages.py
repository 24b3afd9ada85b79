"""Every page answers, is fit to be shown, and keeps quiet where people are frightened."""

from __future__ import annotations

import pytest

from ringfence.playbooks import KINDS
from tests.pages import page_faults

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/now",
    "/check",
    "/report",
    "/report/start",
    "/report/all",
    "/report/back",
    "/report/again",
    "/subscribe",
    "/subscribe/asked",
    "/subscribe/feeds",
    "/learn",
    "/learn/fridge",
    "/learn/family",
    "/learn/speakers",
    "/learn/practice",
    "/learn/kinds/bank_impersonation",
    "/learn/practice/computer",
    "/data",
    "/your-number",
    "/complaints",
    "/asked",
    "/privacy",
    "/cookies",
    "/accessibility",
    "/warnings/",
    "/desk/sign-in",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_there(visitor, address):
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/now", "/check", "/report"])
def test_pages_of_the_frightened_are_not_stored_and_have_neutral_titles(visitor, address):
    response = visitor.get(address)

    assert "no-store" in response["Cache-Control"]
    title = response.content.decode().split("<title>")[1].split("</title>")[0].lower()
    assert not any(word in title for word in ("scam", "fraud", "police", "report", "phone"))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_that_it_is_a_demonstration_until_somebody_is_responsible(visitor, address):
    assert "nobody reads the reports" in visitor.get(address).content.decode()


def test_nothing_on_any_page_comes_from_another_host(visitor):
    for address in PAGES:
        assert 'src="http' not in visitor.get(address).content.decode()


def test_an_address_that_is_not_there_gets_a_page(visitor):
    response = visitor.get("/nothing/here")

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_learn_leaves_no_placeholder_open(visitor):
    kinds = [f"/learn/kinds/{slug}" for slug in KINDS]
    for address in ("/learn", "/now", *kinds):
        assert "{brand}" not in visitor.get(address).content.decode()


def test_feeds_are_there_before_the_first_warning(visitor):
    assert visitor.get("/warnings/feed.atom").status_code == 200
    assert visitor.get("/warnings/feed.json").status_code == 200


def test_process_says_that_it_is_up(visitor):
    assert visitor.get("/healthz").json() == {"status": "ok"}


def test_readiness_names_database_worker_and_disk(visitor):
    assert {"database", "worker", "disk"} <= set(visitor.get("/readyz").json()["checks"])


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>a</h1><h1>b</h1>", "2 h1"),
        ("<h1>a</h1><p id=x><p id=x>", "stands 2 times"),
        ("<h1>a</h1><input name=q>", "has no label"),
        ("<h1>a</h1><script>alert(1)</script>", "inline script"),
        ("<h1>a</h1><p onclick='x()'>b", "inline handler"),
        ("<h1>a</h1><b>b</i>", "invalid HTML"),
        ("<h1>a</h1><img src=x>", "has no text"),
    ],
)
def test_the_checking_client_sees_what_is_wrong(html, fault):
    page = f"<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{html}</body></html>"

    assert any(fault in each for each in page_faults(page))
