# ruff: noqa: E501  (patterns read better on one line than cut)
"""Everything in an account that may be a sum of pounds, bare figures too, and how many times it is told to have been paid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ringfence.foundation.pattern import Pattern, compiled
from ringfence.reading import IdentifierType, Money, ReadText, find_money, spoken_number

__all__ = ["Sum", "find_sums"]

# No account tells of so many; what stands beyond is a text made to be slow.
_MOST_SUMS = 60
_MOST_BARE = 200
_REACH = 70  # characters in which a count of payments is looked for
_MOST_TIMES = 60
_LISTED = 25  # characters between two sums of a list


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that may be a sum, and where it stands in the lower-case text (code points, half-open)."""

    start: int
    end: int
    pounds: float  # of all together: "three £100 vouchers" are 300
    is_bare: bool  # neither pounds nor a scale are said, so that it may count something else
    times: float = 1.0


_SMALL = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = r"twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety"
_NUMBER_WORD = rf"(?:{_SMALL}|{_TENS}|hundred|thousand|grand)"
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?:\.[0-9]{2})?"
_BARE = rf"(?:^|[^a-z0-9.,:/£$€\-@#+_&'])({_FIGURE})(k?)\b"
_SPOKEN = rf"\b((?:a |half a |an? extra |another |the )?{_NUMBER_WORD}(?:[ \-]+(?:and (?:a half )?)?{_NUMBER_WORD})*(?: ?(?:pounds|quid))?)\b"
# What a bare figure counts when it is no money.
_COUNTED = (
    r"^ ?(?:%|per ?cent|years?|yrs?|y/?o\b|yoa|months?|mths?|weeks?|wks?|days?|hours?|hrs?|h\b|mins?|minutes?|seconds?|secs?|am\b|pm\b|o'?clock|st\b|nd\b|rd\b|th\b|miles?|people|calls?|times\b|cards?\b|vouchers?\b|digits?|numbers?|"
    r"goes\b|texts?|messages?|tasks?|usd|dollars?|euros?|jan(?:uary)?\b|feb(?:ruary)?\b|mar(?:ch)?\b|apr(?:il)?\b|may\b|june?\b|july?\b|aug(?:ust)?\b|sept?(?:ember)?\b|oct(?:ober)?\b|nov(?:ember)?\b|dec(?:ember)?\b|"
    r"[a-z]+ (?:street|road|lane|close|avenue|terrace|court|drive|place|gardens|st|rd|way|crescent|row)\b|/|-[0-9]|: ?[0-9]| [0-9]{2,})"
)
_NAMED_BEFORE = (
    r"(?:\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"flat|no\.?|number|nos?|aged?|ref|id|ends?|ending|code|pin|badge|case|crime|pc|channel|level|windows|room|block|office|item|step|page|line|bus|route|q|part|unit|born|since|year|in|at about|circa|approx at|s/n|log|cad|cvv|cvc|exp|expiry)|[0-9][ /]|\bat [0-9]+ (?:and|or)) ?$"
)
_COUNT = rf"(?:[0-9]{{1,2}}|{_SMALL}|twenty|thirty|a couple|both)"
_THINGS = r"(?:cards?|vouchers?|receipts?|stubs?|cheques?|chqs?|payments?|pmts?|transfers?|tfrs?|fps?|faster payments?|instalments?|installments?|withdrawals?|transactions?|goes|lots|times|deposits?|parts|chunks|codes|debits?|of them|of those|of the)"
_BEFORE = rf"\b({_COUNT}) ?(?:(?:x|×|\*) ?(?:[a-z&'\-]+ ){{0,3}}(?:@|at|of|for)? ?$|(?:(?:separate|more|further|apple|google|google play|steam|amazon|razer|itunes|gift|bank) )*{_THINGS}(?: [a-z'\-]+){{0,4}}[ ,:]+(?:of|at|for|@|worth|by|each)?[ ,]*$|of $)"
_X_BEFORE = rf"\bx ?({_COUNT}) (?:[a-z&'\-]+ ){{0,3}}(?:@|at|of|for)? ?$"
_AFTER = rf"^(?: (?:each|a (?:go|time|pop|card|piece)|apiece|every time))?[ ,(]*(?:(twice)\b|(?:x|×|\*) ?([0-9]{{1,2}})\b|({_COUNT}) times\b|(?:on|in|from) ({_COUNT}) (?:cards|vouchers|goes|occasions)|every (?:day|week|month) for ({_COUNT}) )"
_EACH = (
    r"^ ?(?:each|a (?:go|time|pop|card|month|week|day)|apiece|per (?:month|week|card)|every time|pm\b|monthly|weekly)"
)
_NEAR_COUNT = rf"\b({_COUNT}) (?:(?:[a-z'\-]+ ){{0,3}}{_THINGS}|months?|weeks?|days?|of)\b"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Pattern]:
    made = {
        "bare": _BARE, "spoken": _SPOKEN, "counted": _COUNTED, "named": _NAMED_BEFORE,
        "before": _BEFORE, "x before": _X_BEFORE, "after": _AFTER, "each": _EACH, "listed": r"^ ?(?:,|and|then|plus|;|&|\+)", "near": _NEAR_COUNT,
    }  # fmt: skip
    return {name: compiled(pattern) for name, pattern in made.items()}


def find_sums(read: ReadText) -> tuple[str, list[Sum]]:
    """Return the text as it is searched, and what may be sums of pounds in it, in order."""
    text = read.text.replace("’", "'").lower()
    if len(text) != len(read.text):
        text = read.text  # a letter that has no one small letter: offsets would move
    bare, money = _bare(text), find_money(text)
    if not (bare or money):
        return text, []
    owned = bytearray(len(text))  # characters of a sum or of an identifier
    longer = {place: one for one in bare[:_MOST_BARE] for place in range(one.start, one.end)}
    found = [_said_at_length(one, longer.get(one.start)) for one in money]
    of_others = [(one.start, one.end) for one in read.identifiers if one.type is not IdentifierType.MONEY]
    for start, end in (*((one.start, one.end) for one in found), *of_others):
        owned[start:end] = b"\x01" * (end - start)
    found += [one for one in bare if not any(owned[one.start : one.end])]
    found = sorted(found, key=lambda one: one.start)[:_MOST_SUMS]
    following = [*(one.start for one in found[1:]), len(text)]
    return text, [_with_times(text, one, next_at) for one, next_at in zip(found, following, strict=False)]


def _said_at_length(one: Money, other: Sum | None) -> Sum:
    """Return a sum as it is said in full: "three thousand one hundred and fifty"."""
    if other is not None and one.times == 1 and other.start <= one.start and one.end < other.end:
        return Sum(other.start, other.end, other.pounds, False)
    return Sum(one.start, one.end, one.pounds, False, one.times)


def _bare(text: str) -> list[Sum]:
    patterns, made = _patterns(), []
    for match in patterns["bare"].finditer(text):
        start, end = match.span(1)
        figure = match[1].replace(",", "")
        pounds = float(figure) * (1000 if match[2] else 1)
        if "." not in figure and len(figure) < 2 and not match[2]:
            continue
        if figure.startswith("0") or (1900 <= pounds <= 2035 and "," not in match[1] and pounds % 100):
            continue
        if patterns["counted"].search(text[end : end + 40]) or patterns["named"].search(
            text[max(0, start - 14) : start]
        ):
            continue
        made.append(Sum(start, end + len(match[2]), pounds, True))
        if len(made) == _MOST_BARE:
            break
    for match in patterns["spoken"].finditer(text):
        said = match[1]
        if "hundred" in said or "thousand" in said or "grand" in said:
            pounds = spoken_number(_plain(said)) or 0.0
            if not patterns["counted"].search(text[match.end() : match.end() + 40]):
                made.append(Sum(match.start(1), match.end(1), pounds, True))
    return made


def _with_times(text: str, one: Sum, next_at: int) -> Sum:
    """Return a sum with how many times it was paid, where that is told beside it, and no list of others follows."""
    patterns = _patterns()
    if next_at - one.end < _LISTED and patterns["listed"].search(text[one.end : next_at]):
        is_list = text[: one.start].rstrip().endswith((",", ":", "first"))
        return Sum(one.start, one.end, one.pounds / one.times, one.is_bare) if is_list or one.times == 1 else one
    if one.times != 1:
        return one
    before, after = text[max(0, one.start - _REACH) : one.start], text[one.end : one.end + 40]
    said = None
    if match := patterns["before"].search(before) or patterns["x before"].search(before):
        said = match[1]
    elif match := patterns["after"].search(after):
        said = next(group for group in match.groups() if group)
    elif patterns["each"].search(after):
        near = [*patterns["near"].finditer(before)] or [*patterns["near"].finditer(after)]
        said = near[-1][1] if near else None
    times = {"twice": 2.0, "both": 2.0, "a couple": 2.0}.get(said or "", spoken_number(said or "") or 1.0)
    return Sum(one.start, one.end, one.pounds * times, one.is_bare, times) if 1 < times <= _MOST_TIMES else one


def _plain(said: str) -> str:
    for word in ("the ", "another ", "an extra ", "a extra "):
        said = said.removeprefix(word)
    return said.removesuffix("pounds").removesuffix("quid").strip()
