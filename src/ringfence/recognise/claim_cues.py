# ruff: noqa: E501  (patterns read better on one line than cut)
"""What the words around a firm's name say of it: does a caller claim it, or does it merely come up?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import re2

from ringfence.reading import ReadText, find_frame

__all__ = ["ClaimCues"]

_WORDS_BEFORE, _WORDS_AFTER = 7, 5
_NEXT_BEFORE, _NEXT_AFTER = 4, 3  # words whose place counts too
# How much words in their place and words around count (chosen with whole authors left out).
_IN_PLACE, _AROUND = 0.6, 0.3
_QUOTES = "\"“”‘'"
# Turns of a call from here on count as one.
_LATE_TURN = 6

_LIGHT = r"(?:(?:the|a|an|your|my|some|one|man|woman|lady|bloke|chap|lad|girl|gentleman|someone|somebody|man called|calling|ringing|phoning|local|uk|bank|so called|mr|mrs|named?|officer|the fraud (?:team|department) (?:at|of)|security (?:at|of)|head office of) ){0,3}"
_BEFORE = (
    r"(?:\b(?:from|on behalf of|representing|this is|its|it is|it was|im|i am|im calling from|were|we are|speaking|hello|"
    r"(?:claim(?:s|ed|ing)?|pretend(?:s|ed|ing)?|purport(?:s|ed|ing)?|alleg(?:es|ed|ing)|profess(?:es|ed|ing)|suppose?d)(?: to be| it was| he was| she was| they were)?|"
    r"(?:said|says|saying|say|told (?:me|her|him|us)|thought|thinking|believ(?:ed|ing)|stat(?:es|ed|ing)|sts|reckoned|made out)(?: (?:that|to))?(?: (?:he|she|they|it|this|i))?(?: (?:was|were|is|are|s|be|worked|works|work))?(?: (?:from|with|for|at))?|"
    r"(?:hes|shes|theyre|he is|she is|they are|he was|she was|they were)(?: from| with| at)?|posing as|acting as|impersonating|calling themselves|introduced (?:himself|herself|themselves) as|"
    r"(?:organisation|company|firm|brand|who|caller|claimed|impersonated)(?: (?:named|name|was|is|were|id|contacted you|did they say they were|were they|they were|claimed))?|ref|re|call(?:s|ed)? (?:fm|frm|from)|fm|frm|o b o|bogus|fake|so called|"
    r"(?:call|rang|rung|phoned|phone call|voicemail|message|contact(?:ed)?) (?:me )?(?:by|from)) " + _LIGHT + r")$"
)  # fmt: skip
# Ways of naming who calls, the surest first.
_WAYS = {
    "claimed to be": r"(?:claim(?:s|ed|ing)?|pretend(?:s|ed|ing)?|purp(?:ort(?:s|ed|ing)?)?|ptd|suppose?d)(?: it was| he was| she was| they were)?(?: to be)?(?: from| with| of)?|impersonat(?:ing|ed)|posing as|styled? (?:him|her|them)sel(?:f|ves)|introduced (?:him|her|them)sel(?:f|ves) as",
    "speaks": r"(?:this is|its|im|i am|we are|were|my name is|names|hello|hi|speaking|calling|ringing|phoning)(?: [a-z]+){0,3} (?:from|at|with|of|on behalf of|off)|this is|its|im with|on behalf of",
    "said to be": r"(?:said|says|saying|say|told (?:me|her|him|us)|sts|stat(?:es|ed|ing)|reckoned)(?: that)?(?: (?:he|she|they|it|this))? ?(?:was|were|is|s|be|hes|shes|theyre|worked|works)?(?: (?:from|with|for|at|of|off))?|(?:hes|shes|theyre|he was|she was|they were)(?: (?:from|with|at|off))?",
    "call from": r"(?:calls?|called|rang|rung|ring|phoned|telephoned|phone call|t c|tc|voicemail|message|msg|contact(?:ed)?|contact) (?:me |her |him |us |ip |vic )?(?:by|from|fm|fr|frm|off)",
    "person from": r"(?:man|woman|lady|bloke|chap|fella|lad|girl|gentleman|someone|somebody|person|male|female|m|f|voice|one|officer|agent|team|department|engineer|manager) (?:called |named )?(?:[a-z]+ ){0,2}(?:from|fm|fr|at|of|off|with)",
    "as": r"(?:rang|rung|phoned|called|calls|ringing|calling|came on|spoke) (?:me |her |him |us )?(?:up )?as",
    "field": r"(?:organisation|company|firm|brand|caller|who)(?: (?:name|named|given|claimed|was|is|were|contacted you|called|rang|did they say they were|were they|did they say|said they were|said he was|said she was)){1,2}|claimed(?: to be)?",
    "re": r"ref|re|o b o|bogus|fake|so called",
    "from": r"from|fm|fr|frm|off",
}
_AFTER = (
    r"^(?:the )?(?:[a-z]+ )?(?:fraud|security|support|technical|tech|customer|department|dept|team|service|services|helpdesk|help desk|refunds?|prime|accounts?|engineer|officer|investigat[a-z]+|"
    r"here|calling|speaking|rang|phoned|called|loyalty|upgrades?|billing|broadband|claims|customs|recovery|disconnections?|wanting|saying|said|head office|security team|notice)\b"
)
_NOT_BEFORE = (
    r"(?:\b(?:my|her|his|our|their|mums|dads|real|actual|genuine|proper|rang|ring|phone|phoned|telephoned|contacted|contact|informed|notified|reported (?:it |this )?to|bank with|account with|accounts? (?:at|in)|am with|im with|were with|"
    r"is with|customer of|customer with|told|tell|asked|advised by|adv by|branch of|visited|went (?:in )?to|go to|been to|in to|into|drove to|outside|bought (?:at|in|from)|to the|bank is|bank|via|by|using|on|through|with|have|got|use) )(?:(?:the|real|actual|own|genuine) ){0,2}$"
)
_NOT_AFTER = r"^(?:gift |play )?(?:cards?|vouchers?|apps?|pay|store|stores|shop|cash ?machine|branch|car park|bag|phone|iphone|ipad|tablet|watch|customers?|bill|account (?:was|is|has)|cat|cats)\b"


class ClaimCues:
    """Patterns of what stands before and after a name, compiled once."""

    def __init__(self) -> None:
        ways = [rf"\b(?:{pattern}) {_LIGHT}$" for pattern in _WAYS.values()]
        self._before = _all_of(_BEFORE, _NOT_BEFORE, *ways)
        self._after = _all_of(_AFTER, _NOT_AFTER)
        self._ways = {number: f"way:{name}" for number, name in enumerate(_WAYS, 2)}

    def is_claimed(self, words: Sequence[str], first: int) -> bool:
        """Return whether the words before a name say that a caller claims it."""
        return 0 in self._before(" ".join(words[max(0, first - _WORDS_BEFORE) : first]) + " ")

    def features(self, read: ReadText, first: int, last: int, claims: Sequence[tuple[int, int]]) -> dict[str, float]:
        """Return what surrounds a name as feature → value.

        Args:
            read: the text.
            first: where the name begins, in words.
            last: where it has ended.
            claims: where signs stand that say who a caller claims to be.
        """
        words = read.words.words
        before, after = words[max(0, first - _WORDS_BEFORE) : first], words[last : last + _WORDS_AFTER]
        said_before, said_after = self._before(" ".join(before) + " "), self._after(" ".join(after))
        made = {f"near before:{word}": _AROUND for word in before}
        made |= {f"near after:{word}": _AROUND for word in after}
        for place, word in enumerate(reversed(before[-_NEXT_BEFORE:]), 1):
            made[f"before {place}:{word}"] = _IN_PLACE
        for place, word in enumerate(after[:_NEXT_AFTER], 1):
            made[f"after {place}:{word}"] = _IN_PLACE
        if len(before) > 1:
            made[f"before:{before[-2]} {before[-1]}"] = _IN_PLACE
        if 1 in said_after:
            made["bought or used"] = 1.0
        elif 0 in said_before:
            made["claimed"] = 1.0
        elif 1 in said_before:
            made["not theirs"] = 1.0
        else:
            made["plain"] = 1.0
        surest = min(said_before, key=lambda number: number if number in self._ways else len(_WAYS) + 2, default=0)
        if surest in self._ways:
            made[self._ways[surest]] = 1.0
        if 0 in said_after:
            made["department"] = 1.0
        if any(begin - 1 <= first <= end for begin, end in claims):
            made["in a sign"] = 1.0
        if last - first > 1:
            made["several words"] = 1.0
        made[f"frame:{find_frame(read, first, last)}"] = 1.0
        return made | dict.fromkeys(_place_of(read, first, last), 1.0)


def _all_of(*patterns: str) -> Callable[[str], Sequence[int]]:
    """Return what tells which patterns, by number, stand in a text; all are looked up at once."""
    options = re2.Options()
    options.log_errors = False
    made = re2.Set.SearchSet(options)
    for pattern in patterns:
        made.Add(pattern)
    made.Compile()
    return lambda text: made.Match(text) or ()


def _place_of(read: ReadText, first: int, last: int) -> Iterator[str]:
    """Yield how a mention stands: in whose turn, quoted, after a name and a comma, at the beginning."""
    text = read.text
    start, end = read.words.original_span(first, last)
    before = text[max(0, start - 2) : start]
    if before[-1:] in _QUOTES and before:
        yield "quoted" if text[end : end + 1] in _QUOTES else "begins a quote"
    if before == ", " and first and text[read.words.original_span(first - 1, first)[0]].isupper():
        yield "after a name"
    if (turn := read.turn_of_word(first)) is None:
        yield "within ten words" if first < 10 else "within thirty words" if first < 30 else "later"
        return
    who = "listener" if read.turns[turn].speaker == read.listener else "caller"
    yield f"by the {who}"
    yield f"by the {who}, turn {min(turn, _LATE_TURN)}"
