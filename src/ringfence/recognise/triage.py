# ruff: noqa: E501  (patterns read better on one line than cut)
"""How urgent, how vulnerable; each reason quoted from the text. Missing detail never lowers it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from ringfence.domain.recognition import Triage, TriageReason
from ringfence.reading import Frame, ReadText, find_frame
from ringfence.recognise.pattern_bank import PatternBank, Spans
from ringfence.recognise.story_heads import Head, Heads, word_value
from ringfence.recognise.wording import word_features

__all__ = ["ALWAYS_URGENT", "NO", "TRIAGE_PATTERNS", "YES", "find_triage", "judge_triage", "triage_features"]

YES, NO = "yes", "no"
# These reasons make an account urgent whatever else it says; the others are weighed with its words.
ALWAYS_URGENT = frozenset({"distress", "still_connected", "courier_coming"})
_QUOTED_WORDS = 14

_URGENT = {
    "still_connected": (
        r"\b(?:(?:still|currently|now|right now|at the moment|as we speak) (?:on the (?:line|phone|other)|connected|in (?:my|her|his|the) (?:computer|laptop|pc|phone)|"
        r"logged (?:in|on)|got access|talking to|speaking to|there)|(?:is|are|hes|shes|theyre) (?:still )?(?:in|on|controlling|connected to) (?:my|her|his|the) (?:computer|laptop|pc|screen|phone)|"
        r"on (?:the|my|her|his)? ?(?:other|landline|wifes|husbands) (?:line|phone|now)|still (?:ringing|calling|phoning|on (?:landline|line|mob|the)|has|holding)|(?:man|he|she|they|male|mans|hes|shes) (?:is |are |s )?(?:still )?(?:ringing|calling|phoning) (?:[^ |]+ ){0,4}(?:now|again|as i|while|every)|"
        r"o ?l to|open line|line (?:left|held|still) open|(?:moving|going) by itself|on the phone as i|while (?:we|i) (?:were |was |am |are )?(?:sitting|type|typing|write|writing|speak)|on (?:landline|line|phone) now|(?:please |pls )?(?:hurry|need help (?:quick|now|fast)|come (?:now|quick))|urgent(?:ly)? (?:pls|please)|unit (?:asked|requested|rqstd|reqd|req)|patrol (?:asked|requested)|"
        r"(?:keeps?|kept|carry on|carries on|not stopped) (?:ringing|calling|phoning)|(?:computer|screen|mouse|laptop) is (?:moving|still)|on the phone (?:right )?now|calling (?:me |back )?(?:again )?(?:in|within) (?:[^ ]+ ){0,2}(?:minutes|hour|mins))\b"
    ),
    "money_moved_today": (
        r"\b(?:(?:just|today|this (?:morning|afternoon|evening|lunchtime)|an hour ago|minutes ago|mins ago|hours? ago|last night|tonight|yesterday|just now|earlier|this minute) (?:[^ |]+ ){0,12}"
        r"(?:sent|transferred|paid|gave|given|moved|withdrew|withdrawn|taken|bought|handed|lost|gone|read|entered|card details)|"
        r"(?:sent|transferred|paid|gave|given|moved|withdrew|withdrawn|taken|bought|handed|lost|gone|read out|entered) (?:[^ |]+ ){0,14}"
        r"(?:just now|today|this (?:morning|afternoon|evening|lunchtime)|an hour ago|minutes ago|mins ago|hours? ago|last night|tonight|yesterday|earlier))\b"
    ),
    "courier_coming": (
        r"\b(?:(?:courier|taxi|driver|someone|somebody|officer|man|he|they|cab|police ?man)(?:s)? (?:[^ |]+ ){0,4}(?:coming|on (?:(?:his|her|their|its|the) )?way|en route|be here|be round|arriving|will (?:come|collect|call)|"
        r"due|outside|at the door|to collect|returning|booked)|(?:second|2nd|third|3rd|another|further) (?:collection|pick ?up)|(?:collection|pick ?up) (?:[^ |]+ ){0,3}(?:today|tonight|tomorrow|at|set|scheduled|between)|(?:taxi|car|courier) (?:[^ |]+ ){0,4}(?:booked|tomorrow)|(?:wants?|again|rest|more|back|deadline) (?:[^ |]+ ){0,5}(?:tomorrow|by (?:six|6|tonight|five|5)|today at|tonight)|"
        r"returning (?:at )?[0-9]+|(?:coming|calling) (?:round |over |back )?(?:to|and) (?:collect|pick))\b"
    ),
    "threat": (
        r"\b(?:threaten(?:ed|ing|s)?|(?:hurt|kill|harm|beat|burn|shoot|come after|come round|know where (?:i|she|he|you|we) live)(?:s)? ?(?:me|her|him|us|my family|you)?|"
        r"(?:arrest(?:ed)?|warrant)|smash|violen(?:t|ce)|know (?:s )?where (?:u|i|you|she|he|we) live|knows (?:my|her|his|our) (?:house|address)|(?:send|post|put) (?:[^ |]+ ){0,2}(?:photos?|pictures?) (?:to|on)|deadline)\b"
    ),
    "distress": (
        r"\b(?:suicid(?:e|al)|kill (?:myself|herself|himself)|end (?:it all|my life|her life|his life|it)|(?:dont|cant|do not|cannot) (?:want to |go on |see the point in )(?:living|live|be here|go on|anymore|any more|any longer)|"
        r"(?:cant|cannot) go on|no (?:point|reason) (?:in )?(?:going on|living|to live)|better off (?:dead|without me)|not worth living|self harm|harm (?:myself|herself|himself)|take my own life|nothing left to live|"
        r"overdose|wish i (?:was|were) dead|cant cope|cannot cope|at my wits end|desperate|(?:see|seen) (?:the |any )?point (?:of|in) (?:carrying|going|living|anything)|thoughts? (?:of|about|on) (?:ending|doing|the (?:canal|bridge|railway|river)|not being)|(?:had|having) (?:some |dark |bad )?thoughts|not (?:eaten|slept) (?:much|for)|havent (?:eaten|slept)|(?:dont|do not) want to live|"
        r"hunanladdiad|(?:lladd|niweidio) (?:fy|ei) hun(?:an)?|(?:diweddu|diwedd ar) (?:fy mywyd|ei bywyd|ei fywyd)|(?:ddim|dim) (?:eisiau|isio|am) byw|methu (?:ymdopi|dal ati|mynd ymlaen)|gwell hebdd[ao] i)\b"
    ),
}  # fmt: skip
# When somebody says that money went, so recent that a bank may still hold it.
_RECENT = (
    r"\b(?:today|tonight|yesterday|yday|y day|this (?:morning|afternoon|evening|am|pm|lunchtime)|last night|just (?:now|happened)|(?:an|half an|[0-9]+|one|two|three|few|couple of|twenty|thirty|forty|ten) "
    r"(?:hours?|hrs?|mins?|minutes?) ago|earlier (?:today|on)|this eve|ddoe|heddiw|bore ma|heno|neithiwr|lunchtime today|last eve)\b"
)
_WHEN = "recent"
_VULNERABLE = {
    "alone": (
        r"\b(?:(?:live|lives|living|lived) (?:[^ |]+ ){0,3}(?:alone|on (?:my|her|his) own|by (?:my|her|him)self)|(?:widow|widower|widowed|housebound|bedbound|isolated|lonely|no family)|"
        r"(?:husband|wife|partner) (?:[^ |]+ ){0,2}(?:died|passed away|passed)|since (?:my|her|his) (?:husband|wife) (?:died|passed)|(?:on (?:my|her|his) own|all alone)|(?:male|female|f|m|yoa|yrs|inft|ip|vic|agg) la|"
        r"(?:lost|late|buried) (?:dad|mum|(?:his|her|my) (?:wife|husband))|my late (?:husband|wife)|nobody else|(?:wife|husband) (?:went|is|gone) (?:in ?to|in) (?:care|a home)|(?:lives|living) by (?:herself|himself)|byw (?:ar ei|ar fy|ei hun))\b"
    ),
    "age": (
        r"\b(?:(?:i am|im|aged|age|is|shes|hes|was|over|nearly|nearly|turned|a|an|my) (?:[^ |]+ ){0,1}(?:7[5-9]|8[0-9]|9[0-9]|10[0-5]|eighty|ninety|seventy (?:five|six|seven|eight|nine))(?: (?:years?|yrs?|yr|year)(?: old)?| this| next|$| and| now| yo)|"
        r"(?:8[0-9]|9[0-9]|7[5-9]) ?(?:yo|yrs|years?|yr|year) ?(?:old)?|(?:she|he|hes|shes|mum|mam|mother|nan|nana|gran|granny|grandmother|grandma|grandad|grandfather|dad|father|law|lady|gentleman|aunt|auntie|uncle|man|woman|lady of|female|male|agg|aggd|vic|vict|victim|ip|inft|inf|f|m|neighbour|godfather|godmother|cust|client|name is|retired [a-z]+|i am|im|of victim|neighbours|friend) (?:is |was )?(?:7[5-9]|8[0-9]|9[0-9])|"
        r"(?:7[5-9]|8[0-9]|9[0-9]) ?(?:yoa|yo|y o|lives|bad|and)|(?:eighty|ninety|nineties|eighties|seventy (?:five|six|seven|eight|nine))(?: (?:one|two|three|four|five|six|seven|eight|nine))? (?:next|this|now|years|and|with)|(?:lady|man|gentleman) of (?:eighty|ninety|[789][0-9])|i am ninety|(?:wyth|naw)deg oed|my (?:son|daughter) is 1[0-7]|19[234][0-9]|elderly|pensioner|very old|in (?:my|her|his) (?:eighties|nineties|80s|90s))\b"
    ),
    "health": (
        r"\b(?:dementia|alzheimers?|memory (?:loss|problems|clinic|issues)|confused|forgetful|stroke|learning (?:disabilit(?:y|ies)|difficult(?:y|ies))|mental health|depress(?:ed|ion)|anxiety|parkinsons|blind|partially sighted|deaf|"
        r"hard of hearing|disabled|carers?|care home|sheltered|cancer|autis(?:m|tic)|vulnerable|frail|bipolar|schizo[a-z]+|wheelchair|macular|sight impaired|oxygen|copd|(?:bad|weak) heart|lung condition|walking (?:frame|stick)|hearing aids?|interp(?:reter)?|(?:ltd|limited|little|no|poor) eng(?:lish)?|vuln(?:erability)? marker|no (?:leccy|gas|electric|food|money for)|nil food|food ?bank|(?:int l|international|foreign) student|"
        r"tearful|in tears|cr(?:ying|ies) (?:on|down|about)|(?:v|very|so|really|extremely) (?:upset|distressed|shaken|frightened|scared))\b"
    ),
    "targeted_before": (
        r"\b(?:(?:happened|scammed|conned|targeted|victim|caught|fell|lost (?:[^ |]+ ){0,4}) ?(?:[^ |]+ ){0,3}(?:before|previously|last year|second time|twice|again|already)|(?:second|third|2nd|3rd) time|"
        r"previous(?:ly)? (?:victim|scam|scammed|lost|targeted)|(?:repeat|again) victim|not the first time)\b"
    ),
}  # fmt: skip


TRIAGE_PATTERNS: Mapping[str, str] = {**_URGENT, **_VULNERABLE, _WHEN: _RECENT}


@lru_cache(maxsize=1)
def _bank() -> PatternBank[str]:
    return PatternBank(TRIAGE_PATTERNS)


def find_triage(read: ReadText, places: Mapping[str, Spans] | None = None, *, has_lost: bool = False) -> Triage:
    """Return the reasons why somebody should act quickly or with care.

    Args:
        read: the text.
        places: where which of TRIAGE_PATTERNS stands, where that was looked up already.
        has_lost: whether it tells of money lost; then any word for the last day and night will do.
    """
    reasons: list[TriageReason] = []
    urgent = vulnerable = False
    for name, spans in (_bank().find(read) if places is None else places).items():
        if name == _WHEN and (not has_lost or any(one.reason == "money_moved_today" for one in reasons)):
            continue
        slug = "money_moved_today" if name == _WHEN else name
        is_urgent = slug in _URGENT
        for first, last in spans:
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


def triage_features(
    words: Collection[str], reasons: Sequence[TriageReason], *, loss_gbp: float | None
) -> dict[str, float]:
    """Return feature → value for the heads of triage.

    Args:
        words: the different words and pairs of words of the account that the model knows.
        reasons: what the patterns found.
        loss_gbp: pounds lost.
    """
    made = dict.fromkeys(words, word_value(len(words)))
    made |= {f"reason:{one.reason}": 1.0 for one in reasons}
    made["loss:some"] = float(loss_gbp is not None)
    made["loss:size"] = math.log10((loss_gbp or 0.0) + 1) / 4
    return made


def judge_triage(
    read: ReadText,
    by_patterns: Triage,
    *,
    loss_gbp: float | None,
    heads: Heads,
    by_words: Mapping[str, Mapping[str, float]],
) -> Triage:
    """Return the triage of an account, weighed with all of its words (`Lexicon`).

    Somebody in distress, still connected or waiting for a courier is urgent, whatever else is told; a pattern
    for vulnerability counts too. Beyond these the heads decide, set on accounts of authors they did not learn
    from so that two of five called urgent are, and three of ten are called vulnerable. Where no
    pattern gave a reason, the words that weigh most are quoted.
    """
    features = triage_features((), by_patterns.reasons, loss_gbp=loss_gbp)
    slugs = {one.reason for one in by_patterns.reasons}
    reasons = list(by_patterns.reasons)
    urgent = not slugs.isdisjoint(ALWAYS_URGENT) or heads.urgent.best(features, by_words=by_words["urgent"]) == YES
    vulnerable = by_patterns.vulnerable or heads.vulnerable.best(features, by_words=by_words["vulnerable"]) == YES
    if urgent and not by_patterns.urgent:
        reasons.append(_weightiest_words(read, heads.urgent, "reads_urgent"))
    if vulnerable and not by_patterns.vulnerable:
        reasons.append(_weightiest_words(read, heads.vulnerable, "reads_vulnerable"))
    return Triage(urgent=urgent, vulnerable=vulnerable, reasons=tuple(reasons))


def _weightiest_words(read: ReadText, head: Head, slug: str) -> TriageReason:
    """Return the run of words that speaks most for an answer, as a reason."""
    words = read.words.words
    weights = [
        sum(head.weights.get(name, {}).get(YES, 0.0) for name in word_features(words[max(0, place - 1) : place + 1]))
        for place in range(len(words))
    ]
    run = sum(weights[:_QUOTED_WORDS])
    best, first = run, 0
    for place in range(_QUOTED_WORDS, len(words)):
        run += weights[place] - weights[place - _QUOTED_WORDS]
        if run > best:
            best, first = run, place - _QUOTED_WORDS + 1
    start, end = read.words.original_span(first, min(first + _QUOTED_WORDS, len(words)))
    return TriageReason(reason=slug, start=start, end=end, text=read.text[start:end])
