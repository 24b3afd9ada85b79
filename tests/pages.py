"""The checking client: every page a test fetches is looked over, whether the test asks or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse
from django.test import Client

# Input types that need no label of their own.
_SELF_EXPLAINING = {"hidden", "submit", "button", "image", "reset"}


class CheckingClient(Client):
    """A Django test client that fails on a page that is not fit to be shown."""

    def request(self, **request: Any) -> HttpResponse:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            faults = page_faults(response.content.decode())
            assert not faults, f"{request.get('PATH_INFO')} ({response.status_code}): " + "; ".join(faults)
            policy = response.get("Content-Security-Policy", "")
            assert "unsafe" not in policy, f"{request.get('PATH_INFO')}: the content policy lets inline script in"
            assert policy, f"{request.get('PATH_INFO')}: there is no content policy"
        return response


def page_faults(html: str) -> list[str]:
    """List what is wrong with a page: markup, headings, ids, labels, script."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    faults = [f"invalid HTML at line {position[0]}: {code} {detail}" for position, code, detail in parser.errors]
    elements = list(tree.iter())
    faults += _heading_faults(elements)
    faults += _id_faults(elements)
    faults += _label_faults(tree)
    faults += _script_faults(elements)
    faults += _image_and_link_faults(elements)
    root = tree if tree.tag == "html" else tree.find("html")
    if root is None or not root.get("lang"):
        faults.append("the page names no language")
    if not (tree.findtext(".//title") or "").strip():
        faults.append("the page has no title")
    return faults


def _tag(element: Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _heading_faults(elements: list[Element]) -> Iterator[str]:
    count = sum(_tag(element) == "h1" for element in elements)
    if count != 1:
        yield f"{count} h1 instead of one"
    level = 0
    for element in elements:
        tag = _tag(element)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            if not _text(element):
                yield f"an empty {tag}"
            level = int(tag[1])
    if level == 0:
        yield "no heading"


def _id_faults(elements: list[Element]) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
    for element in elements:
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} points at {name!r}, which is not there"
        href = element.get("href") or ""
        if _tag(element) == "a" and href.startswith("#") and len(href) > 1 and href[1:] not in ids:
            yield f"a link leads to {href}, which is not there"


def _label_faults(tree: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label") if _text(label)}
    inside = {id(field) for label in tree.iter("label") for field in label.iter() if field is not label}
    for field in (*tree.iter("input"), *tree.iter("select"), *tree.iter("textarea")):
        if _tag(field) == "input" and (field.get("type") or "text") in _SELF_EXPLAINING:
            continue
        has_label = (field.get("id") in labelled) or id(field) in inside or field.get("aria-label")
        if not has_label:
            yield f"the field {field.get('name')!r} has no label"


def _script_faults(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if _tag(element) == "script" and not element.get("src") and element.get("type") != "application/ld+json":
            yield "an inline script"
        if _tag(element) == "style":
            yield "an inline style sheet"
        for name, value in element.attrib.items():
            if str(name).startswith("on"):
                yield f"an inline handler {name}"
            if name == "style":
                yield "an inline style"
            if name in {"href", "src", "action"} and value.strip().lower().startswith("javascript:"):
                yield "a script in an address"


def _image_and_link_faults(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if _tag(element) == "img" and element.get("alt") is None:
            yield f"the image {element.get('src')!r} has no text"
        if _tag(element) == "a" and element.get("href") and not _text(element) and not element.get("aria-label"):
            yield f"the link to {element.get('href')!r} has no words"
        if _tag(element) in {"script", "link", "img"}:
            source = element.get("src") or (element.get("href") if element.get("rel") == "stylesheet" else "") or ""
            if source.startswith(("http:", "https:", "//")):
                yield f"something is fetched from another host: {source}"
