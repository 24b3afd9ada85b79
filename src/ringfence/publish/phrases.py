"""The few sentences that renderings add around a warning, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PHRASES", "phrase"]

PHRASES: Mapping[str, Mapping[str, str]] = {
    "exercise": {
        "en-GB": "EXERCISE: everything here is invented. No such calls were reported.",
        "cy": "YMARFER (EXERCISE): dychmygol yw popeth yma. Ni roddwyd gwybod am alwadau o'r fath.",
    },
    "exercise_short": {"en-GB": "EXERCISE", "cy": "YMARFER (EXERCISE)"},
    "withdrawn": {
        "en-GB": "This warning was withdrawn on {day}. {reason}",
        "cy": "Tynnwyd y rhybudd hwn yn ôl ar {day}. {reason}",
    },
    "withdrawn_short": {"en-GB": "withdrawn", "cy": "tynnwyd yn ôl"},
    "expired": {
        "en-GB": "This warning ended on {day}. Such calls may still be made: the advice below still holds.",
        "cy": "Daeth y rhybudd hwn i ben ar {day}. Gall galwadau o'r fath ddigwydd o hyd: mae'r cyngor isod yn dal.",
    },
    "corrected": {"en-GB": "Corrected on {day}: {note}", "cy": "Cywirwyd ar {day}: {note}"},
    "said": {"en-GB": "{speaker} said:", "cy": "Dywedodd {speaker}:"},
    "of_the": {"en-GB": "of the", "cy": "o'r"},
    "read_more": {"en-GB": "Read more: {url}", "cy": "Darllenwch fwy: {url}"},
    "scam_warning": {"en-GB": "Scam warning", "cy": "Rhybudd sgam"},
    "hang_up": {
        "en-GB": "On such a call now? Hang up. Then ring your bank on the number on your card.",
        "cy": "Ar alwad o'r fath nawr? Rhowch y ffôn i lawr. Yna ffoniwch eich banc ar y rhif ar eich cerdyn.",
    },
    "feed_title": {"en-GB": "Scam warnings", "cy": "Rhybuddion sgam"},
    "all_warnings": {"en-GB": "All warnings", "cy": "Pob rhybudd"},
    "no_warnings": {"en-GB": "There are no warnings at present.", "cy": "Nid oes rhybuddion ar hyn o bryd."},
    "skip": {"en-GB": "Skip to main content", "cy": "Neidio i'r prif gynnwys"},
    "report_lead": {"en-GB": "Report it: {routes}.", "cy": "Rhowch wybod: {routes}."},
    "never_ring": {
        "en-GB": "We never ring, text or e-mail asking for money, codes or access.",
        "cy": "Nid ydym byth yn ffonio, tecstio nac e-bostio i ofyn am arian, codau na mynediad.",
    },
}


def phrase(key: str, language: str, **values: str) -> str:
    """Return a phrase with its placeholders filled."""
    text = PHRASES[key][language]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
