"""The sentences of e-mails to subscribers, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LETTER_PHRASES", "letter_phrase"]

LETTER_PHRASES: Mapping[str, Mapping[str, str]] = {
    "confirm_subject": {
        "en-GB": "Please confirm: warnings from {site}",
        "cy": "Cadarnhewch: rhybuddion gan {site}",
    },
    "confirm_lead": {
        "en-GB": "Somebody, probably you, asked us to send warnings about scam phone calls to this address.",
        "cy": "Gofynnodd rhywun, chi mae'n debyg, i ni anfon rhybuddion am alwadau sgam i'r cyfeiriad hwn.",
    },
    "confirm_do": {
        "en-GB": "To get them, open this page and press the button:",
        "cy": "I'w cael, agorwch y dudalen hon a phwyswch y botwm:",
    },
    "confirm_not": {
        "en-GB": "You did not ask? Then do nothing. We forget this address after seven days.",
        "cy": "Heb ofyn? Peidiwch â gwneud dim. Byddwn yn anghofio'r cyfeiriad hwn ar ôl saith diwrnod.",
    },
    "already_subject": {"en-GB": "Your warnings from {site}", "cy": "Eich rhybuddion gan {site}"},
    "already_lead": {
        "en-GB": "Somebody, probably you, asked for warnings to this address. You get them already.",
        "cy": "Gofynnodd rhywun, chi mae'n debyg, am rybuddion i'r cyfeiriad hwn. Rydych yn eu cael yn barod.",
    },
    "already_do": {
        "en-GB": "To change what you get, or to stop, open this page:",
        "cy": "I newid yr hyn a gewch, neu i stopio, agorwch y dudalen hon:",
    },
    "several": {"en-GB": "{count} new warnings about scam calls", "cy": "{count} rhybudd newydd am alwadau sgam"},
    # Welsh alone softens a noun behind two.
    "several_two": {"en-GB": "{count} new warnings about scam calls", "cy": "{count} rybudd newydd am alwadau sgam"},
    "in_english_only": {
        "en-GB": "This warning is in English only: no Welsh speaker has read its Welsh yet.",
        "cy": "Mae’r rhybudd hwn yn Saesneg yn unig: nid oes siaradwr Cymraeg wedi darllen ei Gymraeg eto.",
    },
    "advice": {"en-GB": "What to do", "cy": "Beth i'w wneud"},
    "read_all": {"en-GB": "Read the whole warning:", "cy": "Darllenwch y rhybudd cyfan:"},
    "read_link": {"en-GB": "Read the whole warning", "cy": "Darllenwch y rhybudd cyfan"},
    "withdrawn": {
        "en-GB": "We have taken this warning back. {reason}",
        "cy": "Rydym wedi tynnu'r rhybudd hwn yn ôl. {reason}",
    },
    "corrected": {"en-GB": "We have corrected this warning: {note}", "cy": "Rydym wedi cywiro'r rhybudd hwn: {note}"},
    "why": {
        "en-GB": "You get this because you asked {site} for warnings about scam calls.",
        "cy": "Rydych yn cael hwn am i chi ofyn i {site} am rybuddion am alwadau sgam.",
    },
    "change": {"en-GB": "Change what you get:", "cy": "Newid yr hyn a gewch:"},
    "change_link": {"en-GB": "Change what you get", "cy": "Newid yr hyn a gewch"},
    "stop": {"en-GB": "Stop these e-mails:", "cy": "Stopio'r negeseuon hyn:"},
    "stop_link": {"en-GB": "Stop these e-mails", "cy": "Stopio'r negeseuon hyn"},
    "confirm_link": {"en-GB": "Confirm", "cy": "Cadarnhau"},
}


def letter_phrase(key: str, language: str, **values: str) -> str:
    """Return a sentence with its placeholders filled."""
    text = LETTER_PHRASES[key][language]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
