# ruff: noqa: E501  (patterns read better on one line than cut)
"""What speaks for it that a sum went, and against it."""

from __future__ import annotations

from functools import lru_cache

from ringfence.foundation.pattern import Pattern, compiled

__all__ = ["loss_cues"]

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

_NO_LOSS = (
    r"\b(?:(?:nil|no|zero|without|0) (?:financial |monetary |money |cash |actual )?loss(?:es)?\b|(?:loss(?:es)?|(?:money |amount |how much (?:have you |did you )?)lost|lost|amount)\s*[:=?]+\s*(?:none|nil|no\b|0\b|£0|nothing|n/a|my temper|zero)|"
    r"(?:did|have) (?:you|they|she|he) (?:lose|lost|pay|paid|send|sent|give|given|take|taken)[^:?\n]{0,30}[?:]\s*(?:no\b|none|nothing|nope)|"
    r"(?:nothing|no money|not a penny|no funds)(?:'s| has| have| had| was| were| is)?(?: been| actually)? (?:lost|taken|paid|gone|left|sent|stolen|went|moved)|"
    r"(?:didn'?t|did not|haven'?t|have not|hasn'?t|has not|not|never) (?:lost?|paid?|given?|sent?|sent|send|lose|give) (?:any|anything|a penny|any money|him anything|them anything|her anything|a thing|owt|nowt)\b|lost nothing|"
    r"nil (?:details|cash|money|funds)|no money (?:changed|was exchanged|exchanged)|i lost no money|no harm done|chollwyd dim|dim colled)"
)


@lru_cache(maxsize=1)
def loss_cues() -> dict[str, Pattern]:
    """Return the patterns by name, compiled once."""
    return {
        name: compiled(pattern)
        for name, pattern in {
            "lost": rf"\b{_LOST}\b",
            "not": rf"\b{_NOT_LOST}",
            "earlier": rf"\b{_EARLIER}\b",
            "after_lost": _AFTER_LOST,
            "after_not": _AFTER_NOT,
            "total": rf"\b{_TOTAL}\b",
            "no_loss": _NO_LOSS,
        }.items()
    }
