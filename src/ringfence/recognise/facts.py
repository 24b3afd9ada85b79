# ruff: noqa: E501  (patterns read better on one line than cut)
"""What the text says happened: tool, payment, loss, date, place, brand, numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ringfence.domain.recognition import Facts, NumberMentioned, Owner
from ringfence.playbooks import Shelf
from ringfence.reading import Frame, ReadText, find_frame, normalise, owner_of_number
from ringfence.recognise.loss import loss_in_pounds
from ringfence.recognise.pattern_bank import Spans, any_of, without_overlap
from ringfence.recognise.story_heads import Heads

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
_SUM = r"(?:£ ?[0-9][0-9k]*|[0-9]+k?|(?:a |one |two |three |four |five |six |seven |eight |nine |ten |fifteen |twenty )?(?:grand|thousand|hundred)|money|savings|funds|balance|pounds|account|pension|the lot|everything|all of it|half of it|the rest|it(?: all)?|them)"
_PAYMENTS = {
    "gift_cards": (
        r"(?:gift|itunes|i tunes|google|play|steam|razer|amazon|apple|vanilla|xbox|playstation|target|visa gift|one4all|love2shop|paysafe) ?(?:play |gift |store )?(?:cards?|vouchers?|codes?)|gift ?cards?|paysafe|vouchers?|"
        r"(?:scratch|scrape) (?:[^ |]+ ){0,4}(?:code|back|silver|strip)"
    ),
    "crypto": r"bit ?coins?|crypto(?: ?currency)?|ethereum|usdt|tether|coinbase|binance|btc|crypto wallet|coins? (?:machine|atm)",
    "courier": (
        r"(?:courier|taxi|cab|driver|runner|collector|biker|man on a (?:bike|moped|scooter)|officer|lad|colleague|someone|somebody) (?:[^ |]+ ){0,8}(?:collects?|collected|collecting|pick(?:s|ed|ing)?|fetch(?:ed)?|came|come|comes|coming|called|turned up|took)(?: up| for| round)?|"
        r"courier|(?:collected|picked up|taken|fetched) by (?:a |the )?(?:[^ |]+ ){0,2}(?:courier|taxi|driver|man|lad|officer|rider)|handed (?:[^ |]+ ){0,6}(?:at the door|on the doorstep|to a (?:man|lad|young|driver|courier))|(?:card|cash|money|pin|envelope|parcel) (?:[^ |]+ ){0,5}(?:at the door|doorstep)|in an? (?:[^ |]+ )?(?:envelope|jiffy bag)"
    ),
    "cheque": r"cheques?|checks? for|cashiers check",
    "bank_transfer": (
        r"bank transfers?|wire transfers?|zelle|faster payments?|f ?ps?|bacs|chaps|standing order|western union|moneygram|money gram|safe account|holding account|secure account|protected account|(?:new|different|another) (?:account|payee)|new payee|sort code|"
        r"(?:transfer(?:s|red|ring)?|transfered|transfering|trans|trf|trfd|trfrd|tfr|tfrd|tfrrd|xfer|xfr|wired?|wiring|w d)(?: (?:[^ |]+ ){0,6}" + _SUM + r")?|"
        r"(?:moved?|moving|sent|send|sending) (?:[^ |]+ ){0,3}" + _SUM + r"|by bank|(?:to|into|for) (?:this|that|the|one|another|an) account|account (?:for|of) the|name on the account|payee|"
        r"(?:moved?|moving|sent|send|sending|pay|paid|paying|put|putting|push(?:ed)?) (?:[^ |]+ ){0,4}" + _SUM + r" (?:[^ |]+ ){0,4}(?:to|into|in to|across|over|out|through)|paid (?:[^ |]+ ){0,4}(?:to|into) (?:[^ |]+ ){0,3}account"
    ),
    "cash": r"(?:take|took|taken|taking|draw|drew|withdraw|withdrew|withdrawn|get|got) (?:it |them |the money )?out (?:[^ |]+ ){0,3}(?:£ ?[0-9]+|[0-9]+k|thousand|hundred|grand)|(?:withdraw|withdrew|withdrawn) (?:[^ |]+ ){0,3}(?:£ ?[0-9]+|[0-9]+k|thousand|hundred|grand)|(?:in|with|withdr[ae]w(?:n)?|withdraw(?:al|ing)?|took|take|taken|out|hand(?:ed)?|gave|give|drew|the|of|£?[0-9]+k?|some|her|his|my) (?:[^ |]+ ){0,4}cash|cash (?:out|in|withdraw|handed|from|for|w d)|in notes|bundles of notes|gold (?:bars|coins|sovereigns)",
    "card": (
        r"(?:credit|debit|bank|visa|my|her|his|your|the|a|on|by|any|mums|dads|what) ?card(?: (?:details|number|payment))?|card (?:details|number|payment|no|nos|dets)|by card|long number|cvv|cvc|sixteen (?:digits|numbers)|16 digits?|(?:three|3) (?:digits|numbers) (?:on|off)|"
        r"security code|expiry(?: date)?|direct debit|(?:numbers?|details) (?:[^ |]+ ){0,3}(?:off|on|from) (?:the |my |her |his |your )?(?:front|back|card)"
    ),
}  # fmt: skip
_DATES = (
    r"\b(?:(?:last|this|on|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night|lunchtime))?|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?|"
    r"(?:yesterday|today|this|tonight|last)(?: (?:morning|afternoon|evening|night|week|month|lunchtime))|yesterday|today|tonight|the other day|earlier (?:today|on)|"
    r"(?:a|one|two|three|four|few|couple of|[0-9]+) (?:days?|weeks?|months?|hours?) ago|[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: (?:19|20)[0-9]{2})?|"
    r"[0-3]?[0-9] [01]?[0-9] (?:20)?[0-9]{2})\b"
)  # fmt: skip


_MOST_MENTIONS = 50


class FactFinder:
    """Compiled once for a shelf."""

    def __init__(self, shelf: Shelf, heads: Heads) -> None:
        self._heads = heads
        self._areas: dict[str, str] = {}
        for area in shelf.areas.values():
            for name in (area.name, area.force, area.short_force):
                self._areas.setdefault(normalise(name), area.code)
        tables = {
            **{f"tool/{name}": rf"\b(?:{pattern})\b" for name, pattern in _TOOLS.items()},
            **{f"payment/{slug}": rf"\b(?:{pattern})\b" for slug, pattern in _PAYMENTS.items()},
            "date": _DATES,
            "area": any_of(self._areas),
        }
        self.patterns = {name: pattern for name, pattern in tables.items() if pattern}

    def find(self, read: ReadText, said: Mapping[str, Spans]) -> tuple[Facts, Counter[tuple[str, Frame]]]:
        """Return the facts of a text, and how often each means of payment is named in which frame.

        The payment among the facts is the first means of the table that is told of.

        Args:
            read: the text.
            said: where which of `patterns` stands.
        """
        tools = [(spans[0], name.removeprefix("tool/")) for name, spans in said.items() if name.startswith("tool/")]
        mentions = _mentions(read, said)
        facts = Facts(
            remote_tool=min(tools)[1] if tools else None,
            payment=_payment(mentions),
            loss_gbp=loss_in_pounds(read, self._heads.loss, self._heads.total),
            call_date_text=_quote(read, *said["date"][0]) if "date" in said else None,
            area=self._areas.get(" ".join(read.words.words[slice(*said["area"][0])])) if "area" in said else None,
            numbers=tuple(_numbers(read)),
        )
        return facts, mentions


def _mentions(read: ReadText, said: Mapping[str, Sequence[tuple[int, int]]]) -> Counter[tuple[str, Frame]]:
    """Return how often each means of payment is named, by how it is meant."""
    made: Counter[tuple[str, Frame]] = Counter()
    for name, spans in said.items():
        if name.startswith("payment/"):
            for first, last in without_overlap(spans)[:_MOST_MENTIONS]:
                made[name.removeprefix("payment/"), find_frame(read, first, last)] += 1
    return made


def _payment(mentions: Mapping[tuple[str, Frame], int]) -> str | None:
    """Return the first means of the table that is told of; one only refused, where no other is."""
    for frame in (Frame.SAID, Frame.NEGATED):
        for slug in _PAYMENTS:
            if mentions.get((slug, frame)):
                return slug
    return None


def _quote(read: ReadText, first: int, last: int) -> str:
    start, end = read.words.original_span(first, last)
    return read.text[start:end]


def _numbers(read: ReadText) -> list[NumberMentioned]:
    found = []
    for one in read.phone_numbers:
        turn, start, end = read.locate(one.start, one.end)
        owner = owner_of_number(read.text, one.start, one.end, one.digits)
        found.append(NumberMentioned(text=one.text, owner=owner or Owner.VICTIM, start=start, end=end, turn=turn))
    return found
