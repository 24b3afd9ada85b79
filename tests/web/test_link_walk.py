"""From the first page every link leads somewhere, and every page on the way is fit to be shown."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.desk_scene import a_published_warning
from tests.pages import CheckingClient

pytestmark = pytest.mark.django_db

_HREF = re.compile(r'(?:href|src)="([^"]+)"')
# A list of warnings can be asked for in any mixture; one of each is enough.
MOST_PAGES = 400


def test_every_link_from_the_first_page_leads_somewhere(place):
    a_published_warning(place=place)
    visitor = CheckingClient()
    waiting, seen, dead = ["/"], {"/"}, {}
    while waiting:
        address = waiting.pop(0)
        response = visitor.get(address)
        if response.status_code in {301, 302}:
            found = [urljoin(address, response["Location"])]
        else:
            if response.status_code != 200:
                dead[address] = response.status_code
                continue
            is_page = response["Content-Type"].startswith("text/html")
            found = (
                [urljoin(address, unescape(each)) for each in _HREF.findall(response.content.decode())]
                if is_page
                else []
            )
        for each in found:
            parts = urlsplit(each)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.scheme or parts.netloc or path in seen or path.startswith("/static/"):
                continue
            seen.add(path)
            waiting.append(path)
        assert len(seen) < MOST_PAGES, "the walk never ends"

    assert dead == {}
    assert len(seen) > 60, "the walk reached the site"
