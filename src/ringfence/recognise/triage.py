# ruff: noqa: E501  (patterns read better on one line than cut)
"""How urgent, how vulnerable; each reason quoted from the text. Missing detail never lowers it."""

from __future__ import annotations

from functools import lru_cache

from ringfence.domain.recognition import Triage, TriageReason
from ringfence.reading import Frame, ReadText, find_frame
from ringfence.recognise.pattern_bank import PatternBank

__all__ = ["find_triage"]

_URGENT = {
    "still_connected": (
        r"\b(?:(?:still|currently|now|right now|at the moment|as we speak) (?:on the (?:line|phone|other)|connected|in (?:my|her|his|the) (?:computer|laptop|pc|phone)|"
        r"logged (?:in|on)|got access|talking to|speaking to|there)|(?:is|are|hes|shes|theyre) (?:still )?(?:in|on|controlling|connected to) (?:my|her|his|the) (?:computer|laptop|pc|screen|phone)|"
        r"on (?:the|my) other (?:line|phone)|(?:computer|screen|mouse|laptop) is (?:moving|still)|on the phone (?:right )?now|calling (?:me |back )?(?:again )?(?:in|within) (?:[^ ]+ ){0,2}(?:minutes|hour|mins))\b"
    ),
    "money_moved_today": (
        r"\b(?:(?:just|today|this (?:morning|afternoon|evening|lunchtime)|an hour ago|minutes ago|mins ago|hours? ago|last night|tonight|yesterday|just now|earlier|this minute) (?:[^ |]+ ){0,12}"
        r"(?:sent|transferred|paid|gave|given|moved|withdrew|withdrawn|taken|bought|handed|lost|gone|read|entered|card details)|"
        r"(?:sent|transferred|paid|gave|given|moved|withdrew|withdrawn|taken|bought|handed|lost|gone|read out|entered) (?:[^ |]+ ){0,14}"
        r"(?:just now|today|this (?:morning|afternoon|evening|lunchtime)|an hour ago|minutes ago|mins ago|hours? ago|last night|tonight|yesterday|earlier))\b"
    ),
    "courier_coming": (
        r"\b(?:(?:courier|taxi|driver|someone|somebody|officer|man|he|they|cab|police ?man)(?:s)? (?:[^ |]+ ){0,4}(?:coming|on (?:(?:his|her|their|its|the) )?way|en route|be here|be round|arriving|will (?:come|collect|call)|"
        r"due|outside|at the door|to collect)|(?:coming|calling) (?:round |over |back )?(?:to|and) (?:collect|pick))\b"
    ),
    "threat": (
        r"\b(?:threaten(?:ed|ing|s)?|(?:hurt|kill|harm|beat|burn|shoot|come after|come round|know where (?:i|she|he|you|we) live)(?:s)? ?(?:me|her|him|us|my family|you)?|"
        r"(?:arrest(?:ed)?|warrant)|smash|violen(?:t|ce))\b"
    ),
    "distress": (
        r"\b(?:suicid(?:e|al)|kill (?:myself|herself|himself)|end (?:it all|my life|her life|his life|it)|(?:dont|cant|do not|cannot) (?:want to |go on |see the point in )(?:living|live|be here|go on|anymore|any more|any longer)|"
        r"cant go on|no (?:point|reason) (?:in )?(?:going on|living|to live)|better off (?:dead|without me)|not worth living|self harm|harm (?:myself|herself|himself)|take my own life|nothing left to live|"
        r"overdose|wish i (?:was|were) dead|cant cope|cannot cope|at my wits end|desperate)\b"
    ),
}  # fmt: skip
_VULNERABLE = {
    "alone": (
        r"\b(?:(?:live|lives|living|lived) (?:[^ |]+ ){0,3}(?:alone|on (?:my|her|his) own|by (?:my|her|him)self)|(?:widow|widower|widowed|housebound|bedbound|isolated|lonely|no family)|"
        r"(?:husband|wife|partner) (?:[^ |]+ ){0,2}(?:died|passed away|passed)|since (?:my|her|his) (?:husband|wife) (?:died|passed)|(?:on my own|all alone))\b"
    ),
    "age": (
        r"\b(?:(?:i am|im|aged|age|is|shes|hes|was|over|nearly|nearly|turned|a|an|my) (?:[^ |]+ ){0,1}(?:7[5-9]|8[0-9]|9[0-9]|10[0-5]|eighty|ninety|seventy (?:five|six|seven|eight|nine))(?: (?:years?|yrs?|yr|year)(?: old)?| this| next|$| and| now| yo)|"
        r"(?:8[0-9]|9[0-9]|7[5-9]) ?(?:yo|yrs|years?|yr|year) ?(?:old)?|elderly|pensioner|very old|in (?:my|her|his) (?:eighties|nineties|80s|90s))\b"
    ),
    "health": (
        r"\b(?:dementia|alzheimers?|memory (?:loss|problems|clinic|issues)|confused|forgetful|stroke|learning (?:disability|difficulties)|mental health|depress(?:ed|ion)|anxiety|parkinsons|blind|partially sighted|deaf|"
        r"hard of hearing|disabled|carers?|care home|sheltered|cancer|autis(?:m|tic)|vulnerable|frail|bipolar|schizo[a-z]+|wheelchair|(?:very|so) (?:upset|distressed|shaken|frightened|scared))\b"
    ),
    "targeted_before": (
        r"\b(?:(?:happened|scammed|conned|targeted|victim|caught|fell|lost (?:[^ |]+ ){0,4}) ?(?:[^ |]+ ){0,3}(?:before|previously|last year|second time|twice|again|already)|(?:second|third|2nd|3rd) time|"
        r"previous(?:ly)? (?:victim|scam|scammed|lost|targeted)|(?:repeat|again) victim|not the first time)\b"
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def _bank() -> PatternBank:
    return PatternBank({**_URGENT, **_VULNERABLE})


def find_triage(read: ReadText) -> Triage:
    """Return the reasons why somebody should act quickly or with care."""
    reasons: list[TriageReason] = []
    urgent = vulnerable = False
    text = read.normalised
    for slug, pattern in _bank().hits(text).items():
        is_urgent = slug in _URGENT
        for match in pattern.finditer(text):
            first, last = read.words.word_span(*match.span())
            if slug not in {"distress"} and find_frame(read, first, last) is not Frame.SAID:
                continue
            start, end = read.words.original_span(first, last)
            turn, inner_start, inner_end = read.locate(start, end)
            reasons.append(
                TriageReason(reason=slug, start=inner_start, end=inner_end, text=read.text[start:end], turn=turn)
            )
            urgent |= is_urgent
            vulnerable |= not is_urgent or slug == "distress"
            break
    return Triage(urgent=urgent, vulnerable=vulnerable, reasons=tuple(reasons))
