# ruff: noqa: E501  (patterns read better on one line than cut)
"""What the text says happened: tool, payment, loss, date, place, brand, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import re2

from ringfence.domain.recognition import Facts, NumberMentioned, Owner
from ringfence.playbooks import Shelf
from ringfence.reading import Frame, IdentifierType, ReadText, find_frame, normalise, owner_of_number
from ringfence.recognise.features import spoken_brands
from ringfence.recognise.find_signs import Found
from ringfence.recognise.loss import loss_in_pounds
from ringfence.recognise.pattern_bank import PatternBank

__all__ = ["FactFinder"]

_TOOLS = {
    "AnyDesk": r"any ?des[kc]|any dis[kc]|annie desk",
    "TeamViewer": r"team ?view(?:er)?",
    "LogMeIn": r"log ?me ?in(?: ?rescue)?",
    "GoTo": r"go ?to ?(?:assist|my ?pc|resolve)",
    "ScreenConnect": r"screen ?connect|connect ?wise",
    "Zoho Assist": r"zoho(?: assist)?",
    "Quick Assist": r"quick ?assist",
    "UltraViewer": r"ultra ?view(?:er)?",
    "Supremo": r"supremo",
    "RustDesk": r"rust ?desk",
    "Ammyy": r"amm?yy?(?: admin)",
    "Splashtop": r"splash ?top",
    "HopToDesk": r"hop ?to ?desk",
    "FastSupport": r"fast ?support",
}
_PAYMENTS = {
    "gift_cards": r"(?:gift|itunes|google play|steam|razer|amazon|apple|vanilla) ?(?:gift )?(?:cards?|vouchers?)",
    "crypto": r"bit ?coins?|crypto(?: ?currency)?|ethereum|usdt|coinbase|binance",
    "courier": r"(?:courier|taxi|cab|driver|officer) (?:[^ |]+ ){0,8}(?:collect|collected|pick|picked|came|come|coming)(?: up)?",
    "cheque": r"cheques?|checks? for",
    "bank_transfer": (
        r"bank transfers?|(?:transfer|transferr?ed|transferring|moved?|moving|sent|send|wired?) (?:[^ |]+ ){0,6}(?:money|account|savings|£[0-9]+|funds|pounds|balance)"
        r"|safe account|faster payment|online transfer|bacs|standing order|wire transfers?|zelle"
    ),
    "cash": r"(?:in|with|withdr[ae]w(?:n)?|took|take|taken|out|hand(?:ed)?|gave|give|drew|the|£?[0-9]+) (?:[^ |]+ ){0,4}cash",
    "card": r"(?:credit|debit|bank|visa|my|her|his|your) ?card(?: (?:details|number|payment))?|card (?:details|number|payment)|by card|long number|cvv",
}  # fmt: skip
_DATES = (
    r"\b(?:(?:last|this|on|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night|lunchtime))?|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?|"
    r"(?:yesterday|today|this|tonight|last)(?: (?:morning|afternoon|evening|night|week|month|lunchtime))|yesterday|today|tonight|the other day|earlier (?:today|on)|"
    r"(?:a|one|two|three|four|few|couple of|[0-9]+) (?:days?|weeks?|months?|hours?) ago|[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: (?:19|20)[0-9]{2})?|"
    r"[0-3]?[0-9] [01]?[0-9] (?:20)?[0-9]{2})\b"
)  # fmt: skip


class FactFinder:
    """Compiled once for a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._brands = spoken_brands(shelf)
        self._areas: dict[str, str] = {}
        for area in shelf.areas.values():
            for name in (area.name, area.force, area.short_force):
                self._areas.setdefault(normalise(name), area.code)
        tables = {
            **{f"tool/{name}": rf"\b(?:{pattern})\b" for name, pattern in _TOOLS.items()},
            **{f"payment/{slug}": rf"\b(?:{pattern})\b" for slug, pattern in _PAYMENTS.items()},
            "date": _DATES,
            "brand": _any_of(self._brands),
            "area": _any_of(self._areas),
        }
        self._bank = PatternBank({name: pattern for name, pattern in tables.items() if pattern})

    def find(self, read: ReadText) -> Facts:
        """Return the facts of a text."""
        text = read.normalised
        hits = self._bank.hits(text)
        date = hits["date"].search(text) if "date" in hits else None
        area = hits["area"].search(text) if "area" in hits else None
        tools = [
            (match.start(), name.removeprefix("tool/"))
            for name, pattern in hits.items()
            if name.startswith("tool/") and (match := pattern.search(text))
        ]
        return Facts(
            remote_tool=min(tools)[1] if tools else None,
            payment=_payment(read, hits),
            loss_gbp=loss_in_pounds(read),
            call_date_text=_quote(read, date) if date else None,
            area=self._areas.get(area.group()) if area else None,
            numbers=tuple(_numbers(read)),
        )

    def find_brand(self, read: ReadText, counted: Sequence[Found]) -> str | None:
        """Return the brand claimed: one within or beside a sign first, else the one named most."""
        pattern = self._bank.hits(read.normalised).get("brand") if counted else None
        if pattern is None:
            return None
        weight: dict[str, float] = {}
        claims = [
            (one.first, one.last)
            for one in counted
            if one.feature.id == "brand_claimed_unasked" or "identity_claim" in one.feature.stages
        ]
        for count, match in enumerate(pattern.finditer(read.normalised)):
            if count > 200:
                break
            slug = self._brands[match.group()]
            place = read.words.word_at(match.start())
            is_claimed = any(first - 1 <= place <= last for first, last in claims)
            weight[slug] = weight.get(slug, 0.0) + (4.0 if is_claimed else 1.0) + (0.5 if not weight else 0.0)
        return max(weight, key=lambda slug: weight[slug]) if weight else None


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return rf"\b(?:{'|'.join(re2.escape(word) for word in longest_first)})\b" if longest_first else ""


def _payment(read: ReadText, hits: Mapping[str, Any]) -> str | None:
    for name, pattern in hits.items():
        if name.startswith("payment/"):
            for match in pattern.finditer(read.normalised):
                if find_frame(read, *read.words.word_span(*match.span())) is Frame.SAID:
                    return name.removeprefix("payment/")
    return None


def _quote(read: ReadText, match: Any) -> str:
    start, end = read.words.original_span(*read.words.word_span(*match.span()))
    return read.text[start:end]


def _numbers(read: ReadText) -> list[NumberMentioned]:
    found = []
    for one in read.identifiers:
        if one.type is IdentifierType.PHONE:
            turn, start, end = read.locate(one.start, one.end)
            owner = owner_of_number(read.text, one.start, one.end, one.digits)
            found.append(NumberMentioned(text=one.text, owner=owner or Owner.VICTIM, start=start, end=end, turn=turn))
    return found
