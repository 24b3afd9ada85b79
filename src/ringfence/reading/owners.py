# ruff: noqa: E501  (patterns read better on one line than cut)
"""Whose a number, an address or an account is, by the words before it. In doubt: nobody says."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from ringfence.domain.recognition import Owner

__all__ = ["PUBLIC_NUMBERS", "owner_by_words", "owner_of_number"]

# Published helplines; they stay even when they were spoofed.
PUBLIC_NUMBERS = frozenset(
    {
        "03001232040", "08081646000", "08082813580", "08082231133", "08081689111", "08088088141", "08001111",
        "116123", "116000", "101", "999", "111", "159", "105", "7726",
    }
)  # fmt: skip

_CLAUSE = 90  # characters looked back
_SCAMMER = (
    r"(?:(?:rang|called|calling|phoned|phoning|ringing|call|calls|texted|came|ring|number|contacted|voicemail|spoofed|message) (?:me |her |him |us |again |was |were |came |coming |in |back )*(?:from|using|via)|"
    r"(?:his|their|the|that|this|scammers?|callers?|suspects?|a|shown|another|same|a mobile|foreign|international|different|strange|displayed|incoming|call ?back|spoofed|unknown) (?:phone |telephone |mobile |contact |call ?back |shown |caller |tel )?(?:number|no|id|cli|tel)(?: (?:was|is|shown|displayed|showing|showed|came|up|as|given|of|i|he|they|she|gave|me|used|on|the|display|phone))*|"
    r"(?:told|asked|said|wanted|instructed|left a message|message) (?:me |her |him |us )?(?:to )?(?:ring|call|phone|contact|text|dial)(?: (?:him|them|back|her|us|a|the|this|number|on|it))*|"
    r"(?:ring|call|phone|dial|contact|text) (?:him|them|her|us|the [a-z]+|back|[a-z]+ back)(?: (?:back|immediately|now|urgently|at|directly))* ?(?:on|at)?|"
    r"gave (?:me |her |him |us )?(?:a|the|this|his|their) (?:[a-z]+ )?(?:number|no|email|address|name)?|"
    r"(?:suspects?|scammers?|offenders?|fraudsters?|callers?|susp) (?:tel|number|no|phone|email|account)?|cli|caller id|shown|displayed|missed call|"
    r"(?:sent|transfer|transferred|transferring|paid|move|moved|payee|payment|wire|wired|pay|deposit|put|money|funds|£[0-9,]+) (?:[^ ]+ ){0,8}(?:to|into)(?: (?:an|the|a|this|their|his|safe|new|account|acc|number|no|sort|code|barclays|monzo|lloyds|in|name|of|[a-z]+))*|"
    r"(?:his|their) (?:account|sort code|email|e mail|address|badge|id|reference)(?: (?:is|was|number|no))*|badge (?:number|no)|"
    r"(?:safe|new|secure|holding) account(?: (?:number|no|is|was|sort|code))*|email(?:ed)? (?:me )?from|emailed them (?:at|on))"
)
_VICTIM = (
    r"(?:(?:my|our|own|mine|personal|home|her own|victims?|agg|aggrieved|ips?|ip) (?:[a-z]+ ){0,3}(?:number|no|mobile|mob|phone|landline|tel|telephone|email|e mail|address|account|acc|sort code|card|cards|postcode|details|dob|d o b|date of birth|birthday|name|ni|national insurance|contact|line|house|home)(?: (?:is|was|number|no|ending|on|details|code|it|were))*|"
    r"(?:call|ring|phone|contact|text|reach|email|get|speak to|reply to) (?:me|us|myself)(?: (?:back|any|anytime|time|on|at|via|please|or))*|"
    r"i (?:can be (?:reached|contacted)|live|am|was) ?(?:at|on|in|by)?|"
    r"(?:from|of|on|out of) my (?:[a-z]+ ){0,2}(?:account|card|phone|number|mobile)|"
    r"(?:tel|mob|mobile|telephone|contact|contact number|home|landline|phone|email|e mail|contact details|dob|victim|caller|ip|agg|aggrieved|informant|inf|address|addr)(?: (?:no|number|is|are|on))*)"
)
_THIRD = (
    r"(?:(?:her|mums?|mothers?|dads?|fathers?|nans?|grans?|grandmothers?|husbands?|wifes?|wife|sons?|daughters?|sisters?|brothers?|aunts?|uncles?|neighbours?|friends?|my [a-z]+s) (?:[a-z]+ ){0,2}(?:number|mobile|phone|landline|tel|email|address|account|sort code|card|dob|date of birth|name|postcode)(?: (?:is|was|number|no))*|"
    r"(?:my|her|his) (?:son|daughter|husband|wife|mum|mother|dad|father|sister|brother|neighbour|friend|carer|niece|nephew|granddaughter|grandson)(?: [a-z]+){0,2} (?:on|at|can be reached on))"
)


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[Owner, Any], ...]:
    return tuple(
        (owner, re2.compile(rf"\b{pattern}(?: |$)"))
        for owner, pattern in ((Owner.SCAMMER, _SCAMMER), (Owner.THIRD_PARTY, _THIRD), (Owner.VICTIM, _VICTIM))
    )


def owner_of_number(text: str, start: int, end: int, digits: str) -> Owner | None:
    """Return whose the phone number at start..end is; None where nothing says."""
    national = "0" + digits[2:] if digits.startswith("44") else digits
    if national in PUBLIC_NUMBERS or (digits in PUBLIC_NUMBERS):
        return Owner.PUBLIC_BODY
    return owner_by_words(text, start)


def owner_by_words(text: str, start: int) -> Owner | None:
    """Return whom the words before an offset speak of: the cue nearest to it wins."""
    before = text[max(0, start - _CLAUSE) : start].lower().replace("'", "").replace("’", "")
    for stop in (". ", "? ", "! ", "\n", "; "):
        before = before.rsplit(stop, 1)[-1]
    words = " ".join("".join(char if char.isalnum() or char == "£" else " " for char in before).split())
    best: tuple[int, int] | None = None
    owner: Owner | None = None
    for whose, pattern in _cues():
        for match in pattern.finditer(words):
            place = (match.end(), match.end() - match.start())
            if best is None or place > best:
                best, owner = place, whose
    return owner
