"""On every public page a number to ring can be pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest

from ringfence.publish.number_links import numbers_to_ring
from tests.journeys.walk import SCAM, a_scene
from tests.web.test_pages import PAGES

pytestmark = pytest.mark.django_db

LONG = "|".join(re.escape(number) for number in numbers_to_ring() if len(number) > 3)
TO_RING = re.compile(rf"(?<!\w)(?:{LONG}|(?<!text )(?:999|101|159)(?![\w,.]\d| (?:reports|people)))(?!\w)")
FIELDS = {"textarea", "title", "option"}


def left_over(element: Element) -> Iterator[str]:
    """Give every number that is not a link, outside of fields and of what somebody else said."""
    if element.tag in FIELDS or element.tag == "a" or element.get("data-said") is not None:
        return
    for words in (element.text, *(child.tail for child in element)):
        yield from TO_RING.findall(words or "")
    for child in element:
        yield from left_over(child)


def faults(page: str) -> list[str]:
    return list(left_over(html5lib.parse(page, namespaceHTMLElements=False)))


@pytest.mark.parametrize("address", [address for address in PAGES if not address.startswith("/desk")])
def test_no_number_to_ring_is_left_as_words(visitor, address):
    page = visitor.get(address).content.decode()
    assert faults(page) == []
    assert 'href="tel:' in page


def test_nor_in_a_warning_nor_in_an_answer(visitor):
    scene = a_scene()
    for page in (visitor.get(scene.warning), visitor.post("/check", {"text": SCAM})):
        assert faults(page.content.decode()) == []
        assert 'href="tel:03001232040"' in page.content.decode()


def test_a_number_in_the_words_of_a_reporter_is_no_link(visitor):
    words = f"{SCAM} He said: hang up and ring 999. His number was 07700 900123, or 0300 123 2040 he said."
    page = visitor.post("/check", {"text": words}).content.decode()
    told = re.search(r"<div class=\"rf-told\" data-said>.*?</div>", page, re.DOTALL)[0]
    assert "ring 999" in told
    assert "tel:" not in told


def test_the_desk_rings_nobody(visitor):
    assert 'rf-tel"' not in visitor.get("/desk/sign-in").content.decode()
