"""How hard a page is to read, and which words it must not use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import syllapy

__all__ = ["forbidden_words", "grade", "hardest", "passages"]

# Never in public words: they blame, promise, or are our trade's and nobody else's.
_FORBIDDEN = re.compile(
    r"\b(?:stay vigilant|be vigilant|the vulnerable|vulnerable people|fell for|genuine|genuinely|safe|cases)\b",
    re.IGNORECASE,
)
# What scammers say stands in quotes: ‘safe’ account.
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)")
# The sentence is ours and fixed.
_ALLOWED = "That does not mean it is safe."
_BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "dt",
    "dd",
    "td",
    "th",
    "caption",
    "label",
    "legend",
    "summary",
    "figcaption",
}
_UNSEEN = {"script", "style", "template", "option", "svg", "noscript", "time", "textarea"}
_SENTENCE = re.compile(r"(?<=[.!?:;])[”’\"')]*\s+")
# Names are read as what they are, however many syllables they have.
_NAMES = re.compile(
    r"\b(?:Microsoft|WhatsApp|MoneyHelper|AbilityNet|Samaritans|Hourglass|Report Fraud|Victim Support|National Insurance"
    r"|Citizens Advice(?: consumer service)?|Financial Conduct Authority|HM Revenue and Customs|United Kingdom"
    r"|Financial Ombudsman Service|Information Commissioner’s Office|Independent Office for Police Conduct"
    r"|Police Investigations and Review Commissioner|Police Ombudsman|Equality Advisory and Support Service"
    r"|Equality Commission|Web Content Accessibility Guidelines|Northern Ireland|Police Scotland|Advice Direct Scotland)\b"
)
_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")


def passages(html: str) -> list[str]:
    """Return what is read in the middle of a page, block by block."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    main = tree.find(".//main")
    assert main is not None
    found = []
    for block in _blocks(main):
        text = " ".join("".join(_own(block)).split())
        if _WORD.search(text):
            found.append(text)
    return found


def grade(texts: list[str]) -> float:
    """Return the school grade, US, of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Source: Kincaid, Fishburne, Rogers, Chissom (1975), Naval Technical Training Command, Research Branch Report 8-75.
    A British reading age is about five years more: grade 4 is read by nine-year-olds.
    """
    plain = (_NAMES.sub("Ann", text) for text in texts)
    sentences = [part for text in plain for part in _SENTENCE.split(text) if _WORD.search(part)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def hardest(texts: list[str], *, most: int = 6) -> list[str]:
    """Return the passages that are hardest to read, for whoever has to mend them."""
    long_enough = [text for text in texts if len(_WORD.findall(text)) >= 5]
    return [f"{grade([text]):.1f} {text[:110]}" for text in sorted(long_enough, key=lambda text: -grade([text]))[:most]]


def forbidden_words(texts: list[str]) -> list[str]:
    """Return the passages that use a word they must not, outside of what scammers are quoted with."""
    return [text for text in texts if _FORBIDDEN.search(_QUOTED.sub("", text.replace(_ALLOWED, "")))]


def _syllables(word: str) -> int:
    return sum(max(int(syllapy.count(part.replace("’", "'"))), 1) for part in word.split("-"))


def _blocks(element: Element) -> Iterator[Element]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _UNSEEN or child.get("data-exact") is not None:
            continue
        if "rf-unseen" in (child.get("class") or ""):
            continue
        if child.tag in _BLOCKS:
            yield child
        yield from _blocks(child)


def _own(element: Element) -> Iterator[str]:
    """What stands in a block and in no block within it."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield ". "
        if isinstance(child.tag, str) and child.tag not in _UNSEEN and child.tag not in _BLOCKS:
            yield from _own(child)
        yield child.tail or ""
