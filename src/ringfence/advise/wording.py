"""Words for everybody, whatever the kind of scam."""

from __future__ import annotations

__all__ = ["GENERAL_STEPS"]

# id → language → sentence. The order is the order of doing.
GENERAL_STEPS: dict[str, dict[str, str]] = {
    "hang_up_now": {
        "en-GB": "Put the phone down. You will not be in trouble.",
        "cy": "Rhowch y ffôn i lawr. Fyddwch chi ddim mewn trwbl.",
    },
    "ring_back_known_number": {
        "en-GB": "Ring back on a number you already have: on your card, on a bill, or 159 for your bank.",
        "cy": "Ffoniwch yn ôl ar rif sydd gennych yn barod: ar eich cerdyn, ar fil, neu 159 ar gyfer eich banc.",
    },
    "use_another_phone": {
        "en-GB": "Use another phone, or wait five minutes before you ring.",
        "cy": "Defnyddiwch ffôn arall, neu arhoswch bum munud cyn ffonio.",
    },
    "never_give": {
        "en-GB": "Never give a code, a PIN, a password or access to your computer to somebody who rings you.",
        "cy": "Peidiwch byth â rhoi cod, PIN, cyfrinair na mynediad i'ch cyfrifiadur i rywun sy'n eich ffonio.",
    },
    "tell_someone": {
        "en-GB": "Tell somebody you trust.",
        "cy": "Dywedwch wrth rywun rydych yn ymddiried ynddo.",
    },
    "never_from_us": {
        "en-GB": "We never ring, text or e-mail asking for money, codes or access. "
        "If anyone quotes your reference, hang up and ring 101.",
        "cy": "Fyddwn ni byth yn ffonio, tecstio nac e-bostio i ofyn am arian, codau na mynediad. "
        "Os bydd rhywun yn dyfynnu eich cyfeirnod, rhowch y ffôn i lawr a ffoniwch 101.",
    },
}
