# ruff: noqa: E501  (patterns read better on one line than cut)
"""How many pounds were lost: instalments summed; what was asked, blocked, given back or lost before left out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from ringfence.reading import Money, ReadText, find_money

__all__ = ["loss_in_pounds"]

_LOST = (
    r"(?:lost|loss(?:es)?|losing|paid|pay(?:ing)? (?:out|over|them|him|her|by)|sent|sending|transf?err?ed|trans(?:f|fd)|tfr'?d?|tfer'?d|took|taken|takes|stole|stolen|withdrew|withdrawn|w/d|drew|gave|given|"
    r"handed|gone|went|debited|missing|out of pocket|out by|emptied|cleaned|cleared|bought|spent|scammed|conned|swindled|diddled|done out|robbed|tricked out|defrauded|moved|wired|deposited|total(?:ling)?|cost|down|invested|put in|"
    r"put|purchased|parted with|made|charged my|charged me|charged her|charged him|lent|loaned|authorised|transferring|dispatched|read (?:him|her|them|out)|went through|disappeared|vanished|left (?:my|her|his|the)|instalments?|payments? of|transaction of|took out|take out|collected|nabbed|golli|collodd|colli|talu|talodd|dalu|anfon|anfonodd|cymryd|dwyn|drosglwyddo)"
)
_LIGHT = r"(?: (?:to|me|her|him|us|i|he|she|they|we|you|have|had|has|been|be|just|a|the|them|even|actually|really|over|for|send|sent|sending|pay|paid|paying|transfer|transferred|transferring|move|moved|buy|bought|buying|give|gave|giving|lose|lost|losing|take|taken|took|taking|withdraw|withdrawn|withdrawing|put|invest|hand|part|parting|with|out|go|make|made|any|my|mum|dad|victim|vic|agg|ip|inft)\b){0,5}"
_NOT_LOST = (
    r"(?:(?:try|tried|trying|attempt(?:ed|ing|s)?|want(?:s|ed|ing)?|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|request(?:ed|ing|s)?|req'?d?|offer(?:ed|ing|s)?|promis(?:ed|ing|es)|refus(?:ed|ing|es)|declin(?:ed|ing)|nearly|almost|"
    r"would|could|going|about|ready|didn'?t|did not|never|not|hasn'?t|haven'?t|wouldn'?t|won'?t|without|don'?t|instead of|if|unless|told|instructed|urged|need(?:s|ed)?|required|supposed|meant|have to|had to|must|should|to)"
    + _LIGHT
    + r"|"
    r"block(?:ed|ing|s)|stopp(?:ed|ing)|prevent(?:ed|ing)|cancell?ed|ow(?:ed|es|ing)|refund(?:ed|s)?(?: me| her| him| us)?(?: of| for| was| worth)?|a refund|due|returned|worth(?: of)?|"
    r"(?:said|saying|says|claim(?:ed|ing|s)?|told (?:me|her|him)) (?:i|he|she|they|it|there|that|my|a|someone|somebody)(?: [a-z']+){0,4}|"
    r"balance|savings of|(?:got|get|getting) (?:it |this |that )?back|recover(?:ed)?|accidentally|by mistake|too much|overpaid|i was in debt|my pension|fine of|bill (?:of|for)|debt of|order(?: of| for)|purchase (?:of|for)|"
    r"won|winning|prize|compensation)"
)
_EARLIER = r"(?:last year|years? ago|months ago|previous(?:ly)?|in the past|before (?:this|that|now)|already (?:lost|been)|once before|back in (?:19|20)|in 20[0-2][0-9]|earlier this year|another time|first time|the last time|a while back|lost [^.]{0,30} to (?:a|an|another) (?:similar|different|other|earlier))"
_AFTER_LOST = r"^(?: of (?:my|her|his|our|the) [a-z]+| from (?:my|her|his|our|the) [a-z]+| in (?:total|all|cash|vouchers)| altogether)*[ ,]*(?:(?:was|were|is|has|have|had|been|got|just|all|now|had been|already)[ ,]+)*(?:taken|gone|missing|went|debited|stolen|withdrawn|left|transferred|lost|disappeared|out of (?:my|her|his)|removed|paid|sent|moved|cleared|vanished|lighter|down|worse off|out of pocket|off (?:me|her|him|my|us|them)|out of (?:me|her|him|us))"
_AFTER_NOT = r"^[^.!?;]{0,60}\b(?:(?:was|were|been|got|being|has|have|bank|they|but|it) (?:[a-z']+ ){0,3}(?:stopped|blocked|refunded|declined|returned|cancelled|rejected|recovered|recalled|reversed|frozen|held|flagged)|but (?:i|she|he|we|the bank|my bank|it|luckily|thankfully) (?:[a-z']+ ){0,3}(?:refused|didn'?t|did not|said no|hung up|declined|stopped|blocked|never|wouldn'?t)|(?:stopped|blocked|refunded|declined|refused) by|refunded|ago\b)"
_TOTAL = r"(?:in total|total(?:ling)?|altogether|all told|all together|in all|overall|total loss(?:es)?|adding up to|comes to|came to|sum of|grand total|so far)"


# No account tells of so many; what stands beyond is a text made to be slow.
_MOST_SUMS = 300
_LONGEST_SENTENCE = 600  # characters


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    options = re2.Options()
    options.log_errors = False
    return {
        name: re2.compile(pattern, options)
        for name, pattern in {
            "lost": rf"\b{_LOST}\b",
            "not": rf"\b{_NOT_LOST}",
            "earlier": rf"\b{_EARLIER}\b",
            "after_lost": _AFTER_LOST,
            "after_not": _AFTER_NOT,
            "total": rf"\b{_TOTAL}\b",
        }.items()
    }


def loss_in_pounds(read: ReadText) -> float | None:
    """Return the pounds lost in what the text tells; None where it tells of none.

    A sum counts when the nearest cue before it within its sentence, or right
    after it, says that it went ("paid", "took", "loss of"). It does not when
    that cue says that it was asked for, refused, blocked, given back or lost on
    an earlier occasion. A sum named as the total stands for all; the same sum
    told twice counts once unless it is said to be another. Where nothing is said to have gone, the largest sum of which
    nothing says that it stayed counts ("£23 on the bill").
    """
    if read.turns:
        return None
    text = read.text.replace("’", "'").lower()
    sums = find_money(text)[:_MOST_SUMS]
    counted: list[Money] = []
    total: float | None = None
    went_before = False
    plain: list[Money] = []  # of which nothing around says whether they went
    for place, one in enumerate(sums):
        begin = _sentence_start(text, one.start)
        joined = place > 0 and sums[place - 1].end >= begin and _is_list(text[sums[place - 1].end : one.start])
        went = went_before if joined else _is_lost(text, begin, one)
        if went and joined is False and _cues()["earlier"].search(text[begin : one.end + 40].split(". ")[0]):
            went = False
        if _cues()["after_not"].search(_rest(text, one.end)):
            went = False
        went_before = went
        if not went:
            if _says_nothing(text, begin, one):
                plain.append(one)
            continue
        around = text[max(begin, one.start - 40) : one.end + 18]
        if _cues()["total"].search(around):
            total = max(total or 0.0, one.pounds)
        elif one.pounds not in {other.pounds for other in counted} or " another" in text[begin : one.start]:
            counted.append(one)
    if total is not None:
        return total
    if not counted:
        return max((one.pounds for one in plain), default=None)
    amounts = sorted((one.pounds for one in counted), reverse=True)
    if len(amounts) > 2 and abs(amounts[0] - sum(amounts[1:])) < 0.01:
        return amounts[0]  # the sum of the others was named as well
    return sum(amounts)


def _is_list(between: str) -> bool:
    """Return whether two sums belong together: "£300, then £450 and"."""
    words = between.replace(",", " ").replace("(", " ").split()
    light = {
        "and",
        "then",
        "plus",
        "another",
        "a",
        "further",
        "more",
        "by",
        "followed",
        "&",
        "later",
        "in",
        "cash",
        "also",
        "+",
    }
    return len(words) <= 6 and all(word in light for word in words)


def _is_lost(text: str, begin: int, one: Money) -> bool:
    before = text[max(begin, one.start - 110) : one.start]
    lost = _last_end(_cues()["lost"], before)
    against = _last_end(_cues()["not"], before)
    if _cues()["after_lost"].search(text[one.end : one.end + 50]):
        return True
    return lost > against


def _says_nothing(text: str, begin: int, one: Money) -> bool:
    """Return whether no cue stands near a sum, neither that it went nor that it was asked for, blocked or lost before."""
    before = text[max(begin, one.start - 110) : one.start]
    around = before + text[one.start : one.end + 40].split(". ", maxsplit=1)[0]
    cues = _cues()
    return not (
        cues["not"].search(before) or cues["earlier"].search(around) or cues["after_not"].search(_rest(text, one.end))
    )


def _last_end(pattern: Any, text: str) -> int:
    last = -1
    for match in pattern.finditer(text):
        last = match.end()
    return last


def _sentence_start(text: str, place: int) -> int:
    begin = max(0, place - _LONGEST_SENTENCE)
    starts = [
        found + len(stop) for stop in (". ", "? ", "! ", "\n", "; ") if (found := text.rfind(stop, begin, place)) >= 0
    ]
    return max(starts, default=begin)


def _rest(text: str, place: int) -> str:
    """Return what the sentence still says about a sum, up to where it turns to another."""
    rest = text[place : place + 90]
    for stop in (". ", "? ", "! ", "\n"):
        rest = rest.split(stop, 1)[0]
    for other in ("£", " 2nd", " second", " another", " further", " next", " other", " more"):
        if other in rest:
            rest = rest.split(other, 1)[0].rpartition(",")[0]
    return rest
