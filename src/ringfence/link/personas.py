# ruff: noqa: E501  (patterns and lists read better on one line than cut)
"""Who the scammer said they were: a name, and whether a man or a woman."""

from __future__ import annotations

from functools import lru_cache

from ringfence.foundation.pattern import Pattern, compiled
from ringfence.link.canonical import canonical, is_given_name
from ringfence.reading import ReadText

__all__ = ["persona_gender", "persona_names"]

_TITLE = r"(?:Mr|Mrs|Miss|Ms|Dr|DC|DS|DI|DCI|PC|PS|Sgt|Sergeant|Detective|Det|Officer|Inspector|Constable|Agent|Supervisor|Manager)\.?"
_NAME = r"[A-Z][a-z]{2,14}"
# Words with a capital that follow a cue without being a name.
_NO_NAMES = frozenset(
    [
        "the",
        "this",
        "that",
        "microsoft",
        "windows",
        "amazon",
        "barclays",
        "lloyds",
        "natwest",
        "santander",
        "halifax",
        "nationwide",
        "hsbc",
        "tsb",
        "monzo",
        "hmrc",
        "revenue",
        "openreach",
        "virgin",
        "sky",
        "police",
        "met",
        "fraud",
        "team",
        "department",
        "bank",
        "security",
        "technical",
        "support",
        "customer",
        "services",
        "service",
        "visa",
        "mastercard",
        "paypal",
        "royal",
        "mail",
        "post",
        "office",
        "constable",
        "sergeant",
        "detective",
        "officer",
        "inspector",
        "national",
        "crime",
        "agency",
        "tax",
        "talktalk",
        "vodafone",
        "google",
        "apple",
        "facebook",
        "whatsapp",
        "they",
        "she",
        "her",
        "his",
        "him",
        "but",
        "and",
        "was",
        "from",
        "said",
        "told",
        "informant",
        "inft",
        "client",
        "caller",
        "stated",
        "male",
        "female",
        "man",
        "woman",
    ]
)
_CUES = (
    rf"\b{_TITLE} ({_NAME}(?: {_NAME})?)",
    rf"\b(?:[Cc]alled|[Nn]amed|calling (?:him|her)self|[Nn]ame (?:was|is|of|as|given as|given)|[Tt]his is|name,?|by(?: a| one)?|purporting to be|said (?:he|she) was|introduced (?:him|her)self as|an?) [\"'“‘]?({_NAME}(?: {_NAME})?)",
    rf"[\"“‘']({_NAME}(?: {_NAME})?)[\"”’']",
    rf"\b({_NAME}(?: {_NAME})?),? (?:from|of|at|with) (?:the )?[A-Z]",
    rf"\b({_NAME} {_NAME}),? (?:from|said|told|of|claiming|rang|called|asked)",
)
_MEN = "man|male|bloke|chap|gentleman|guy|fella|fellow|policeman|gent"
_WOMEN = "woman|lady|female|girl|policewoman"
_GENDERS = (
    rf"\b(?:({_MEN})|({_WOMEN}))(?: [^ |]+){{0,4}} (?:from|called|calling|rang|ringing|phoned|said|saying|stated|claim[a-z]*|purport[a-z]*|pretend[a-z]*|named|on the (?:phone|line)|at|with|told|wanted|who)\b",
    rf"\b(?:call|called|calls|rung|rang|phoned|contacted|tel|telephoned|spoke|speaking)(?: [^ |]+){{0,3}} (?:by|from|to|with)(?: [^ |]+){{0,3}} (?:({_MEN})|({_WOMEN}))\b",
    rf"^(?:(?:a|an|some|the|very|posh|polite|rude|young|older|elderly|english|scottish|welsh|well spoken) )*(?:({_MEN})|({_WOMEN}))\b",
)
_LONGEST_TEXT = 4_000


def persona_names(read: ReadText) -> frozenset[str]:
    """Return the canonical words of names that the scammer seems to have given; empty where none is plain."""
    text = read.text[:_LONGEST_TEXT]
    found: set[str] = set()
    for cue in _cues():
        for match in cue.finditer(text):
            for word in match[1].lower().split():
                if word not in _NO_NAMES and (is_given_name(word) or len(match[1].split()) == 2 or cue is _cues()[0]):
                    found.add(canonical(word))
    return frozenset(found)


def persona_gender(read: ReadText) -> str | None:
    """Return "man" or "woman" where the text says which of them rang."""
    text = read.normalised[:_LONGEST_TEXT]
    for pattern in _genders():
        match = pattern.search(text)
        if match is not None:
            return "man" if match[1] else "woman"
    return None


@lru_cache(maxsize=1)
def _cues() -> tuple[Pattern, ...]:
    return tuple(compiled(pattern) for pattern in _CUES)


@lru_cache(maxsize=1)
def _genders() -> tuple[Pattern, ...]:
    return tuple(compiled(pattern) for pattern in _GENDERS)
