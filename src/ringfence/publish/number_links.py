"""Numbers that a reader should ring become links, on a finished page; a scammer's number never does.

Only numbers of the table of routes and of the offices below are linked, and not in what somebody else said: elements
marked `data-said`, quotations, fields.
"""

from __future__ import annotations

import re
from functools import cache

from ringfence.playbooks import load_playbooks

__all__ = ["link_numbers", "numbers_to_ring"]

# Whom the site's own pages name beside the routes.
_OFFICES = frozenset({"0300 020 0096", "0303 123 1113", "0800 023 4567", "0808 800 0082", "028 9050 0600"})
# Each with all that is in it; no such element holds another of its name.
_LEFT_ALONE = re.compile(
    r"<(?:(a|head|blockquote|button|label|legend|option|script|style|summary|svg|table|textarea|title)\b(?:[^>]*[^/>])?>"
    r".*?</\1|(\w+)\b[^>]*\sdata-said\b[^>]*>.*?</\2|!--.*?--)>",
    re.DOTALL,
)
# Three figures can be a number of anything: the words around them have to say that it is one to ring.
_SHORT = 4
_RINGING = re.compile(
    r"\b(?:ring|call|calling|dial|phone|on|or|in Scotland|Scotland:|danger:|way:"
    r"|ffoniwch|ffonio|deialwch|ar|neu|yn yr Alban|Alban:|perygl:|ffordd:)\s+$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:$|[).,:;?!]|(?:from|for|free|if|or|and|at|first|o|am|os|neu|a|hefyd|yn)\b)")


def numbers_to_ring() -> frozenset[str]:
    """Return every number that becomes a link, as it is printed."""
    return _OFFICES | {each.route.phone for each in load_playbooks().routes if each.route.phone}


def link_numbers(page: str) -> str:
    """Return a page of HTML, well formed, with a `tel:` link for each number that should be rung."""
    parts, done, alone = [], 0, iter(_LEFT_ALONE.finditer(page))
    passed = next(alone, None)
    for found in _numbers().finditer(page):
        while passed is not None and passed.end() <= found.start():
            passed = next(alone, None)
        if (passed is not None and passed.start() < found.start()) or not _is_to_ring(found):
            continue
        number = found[0]
        link = f'<a class="govuk-link rf-tel" href="tel:{"".join(filter(str.isdigit, number))}">{number}</a>'
        parts += [page[done : found.start()], link]
        done = found.end()
    return "".join([*parts, page[done:]])


@cache
def _numbers() -> re.Pattern[str]:
    numbers = sorted(numbers_to_ring(), key=len, reverse=True)
    written = "|".join(re.escape(number).replace(r"\ ", r"[ \u00a0]") for number in numbers)
    return re.compile(rf"(?=[0-9])(?<![\w£$€+.,:/-])(?:{written})(?![\w%£/-]|[.,]\d)")


def _is_to_ring(found: re.Match[str]) -> bool:
    page, start, end = found.string, found.start(), found.end()
    if page.rfind("<", 0, start) > page.rfind(">", 0, start):  # inside a tag
        return False
    if len(found[0]) >= _SHORT:
        return True
    before = page[page.rfind(">", 0, start) + 1 : start]
    after = page[end : page.find("<", end)]
    if not before.strip():
        return page.endswith("<strong>", 0, start) and not re.search(r"\w", after)
    return _RINGING.search(before) is not None and _GOES_ON.match(after) is not None
