"""The sentences that warn itself writes, in both languages, and the filling of placeholders."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.domain.warning import SectionId
from ringfence.playbooks import LocalText

__all__ = ["HEADINGS", "WHOLE_COUNTRY", "WORDS", "fill"]

HEADINGS: Mapping[SectionId, LocalText] = {
    SectionId.WHAT_IS_HAPPENING: {"en-GB": "What is happening", "cy": "Beth sy'n digwydd"},
    SectionId.HOW_IT_WORKS: {"en-GB": "How the scam works", "cy": "Sut mae'r sgam yn gweithio"},
    SectionId.KEY_ADVICE: {"en-GB": "Key advice", "cy": "Cyngor allweddol"},
    SectionId.IF_YOU_LET_THEM_IN: {
        "en-GB": "If you let them in or paid",
        "cy": "Os gwnaethoch eu gadael i mewn neu dalu",
    },
    SectionId.SUPPORT: {"en-GB": "Your bank, and somebody to talk to", "cy": "Eich banc, a rhywun i siarad ag ef"},
    SectionId.WHERE_TO_REPORT: {"en-GB": "Where to report it", "cy": "Ble i roi gwybod"},
}

# Stands where the name of a force area would, when the rise is not tied to one.
WHOLE_COUNTRY: LocalText = {"en-GB": "the United Kingdom", "cy": "y Deyrnas Unedig"}

WORDS: Mapping[str, LocalText] = {
    "callers": {"en-GB": "callers pretending to be from {brand}", "cy": "galwyr sy'n esgus bod o {brand}"},
    "brand_not_involved": {
        "en-GB": "{brand} has nothing to do with these calls.",
        "cy": "Nid oes a wnelo {brand} ddim â'r galwadau hyn.",
    },
    # Reports are what we know of; how many calls or victims there were, nobody knows.
    "count": {
        "en-GB": "At least {count} reports of such calls have been made since {day}.",
        "cy": "Gwnaed o leiaf {count} adroddiad am alwadau o'r fath ers {day}.",
    },
    "count_unsaid": {
        "en-GB": "Reports of such calls have been made since {day}.",
        "cy": "Gwnaed adroddiadau am alwadau o'r fath ers {day}.",
    },
    "resurgence": {
        "en-GB": "Such calls are not new in {area}: reports of them last rose in {month}, "
        "about {weeks} weeks earlier, and had since become fewer.",
        "cy": "Nid yw galwadau o'r fath yn newydd yn {area}: cododd nifer yr adroddiadau ddiwethaf ym mis {month}, "
        "ryw {weeks} wythnos ynghynt, cyn gostwng wedyn.",
    },
    "resurgence_undated": {
        "en-GB": "Such calls have been reported in {area} before, and reports are rising again.",
        "cy": "Rhoddwyd gwybod am alwadau o'r fath yn {area} o'r blaen, ac mae'r adroddiadau'n cynyddu eto.",
    },
    "please_report": {
        "en-GB": "Please report such a call even if you lost nothing: your report helps to warn others.",
        "cy": "Rhowch wybod am alwad o'r fath hyd yn oed os na cholloch ddim: mae'n helpu i rybuddio eraill.",
    },
}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the places of `{brand}` and its like; begin with a capital letter."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text[:1].upper() + text[1:]
