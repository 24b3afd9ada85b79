"""Phone numbers that may stand in examples: Ofcom's drama ranges and published helplines.

Source: Ofcom, "Telephone numbers for use in TV and radio drama programmes".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["PUBLISHED_NUMBERS", "find_numbers_outside", "is_drama_number"]

# Public bodies' helplines that may be printed whatever the table of routes says.
PUBLISHED_NUMBERS = frozenset(
    {"03001232040", "08081646000", "08082813580", "08000113797"}
    # Who hears complaints: Police Conduct, Information Commissioner, Financial Ombudsman; equality advice.
    # Benefits, taxes, the Financial Conduct Authority, the consumer service, the Ombudsman by freephone.
    | {"08007310469", "03002003300", "08001116768", "08082231133", "08000234567"}
    | {"03000200096", "03031231113", "08000234567", "08088000082", "02890500600"}
)

_DRAMA = re.compile(
    r"(?:01632960|02079460|01(?:1[3-8]|21|31|41|51|61)4960|01914980|02920180|02896496|07700900|08081570|09098790|03069990)\d{3}\Z"
)

_ALL_DIGITS = "0123456789"  # a set of characters in code, nobody's number

# What looks like a British number: 10 or 11 digits after 0 or +44, spaced as people do.
# The first digit after it has to be one that is in use, so that dates and hashes stay out.
_LOOKS_BRITISH = re.compile(
    r"(?<![\w.+:/#=-])(?:\+44[ -]?(?:\(0\))?[ -]?|0044[ -]?|\(?0)[1235789](?:[ ()-]{0,2}\d){8,9}(?![\w-]|\.\d)"
)


def is_drama_number(text: str) -> bool:
    """Say whether a number lies in one of Ofcom's drama ranges."""
    return _DRAMA.match(_plain(text)) is not None


def find_numbers_outside(text: str, *, published: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield the place and text of British-looking numbers that are neither drama numbers nor published.

    Args:
        text: any text.
        published: published helplines, digits only ("03001232040").
    """
    for found in _LOOKS_BRITISH.finditer(text):
        plain = _plain(found[0])
        if plain not in published and plain != _ALL_DIGITS and not is_drama_number(plain):
            yield found.start(), found[0]


def _plain(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if text.lstrip().startswith(("+44", "0044")):
        digits = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return digits
