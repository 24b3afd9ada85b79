"""Put stand-ins where personal data stood."""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.domain.recognition import Owner
from ringfence.redaction.personal_span import Action, PersonalSpan, PersonalType

__all__ = ["hide"]

_OWNERS = {
    Owner.VICTIM: "victim's",
    Owner.REPORTER: "reporter's",
    Owner.SCAMMER: "scammer's",
    Owner.THIRD_PARTY: "someone's",
    Owner.PUBLIC_BODY: "public body's",
}
_WORDS = {
    PersonalType.PERSON_NAME: "name",
    PersonalType.ADDRESS: "address",
    PersonalType.POSTCODE: "postcode",
    PersonalType.PHONE: "phone",
    PersonalType.EMAIL: "e-mail",
    PersonalType.CARD: "card number",
    PersonalType.BANK_ACCOUNT: "account number",
    PersonalType.SORT_CODE: "sort code",
    PersonalType.NI_NUMBER: "National Insurance number",
    PersonalType.DATE_OF_BIRTH: "date of birth",
    PersonalType.OTHER_ID: "private detail",
}


def hide(text: str, spans: Sequence[PersonalSpan]) -> str:
    """Return the text with a stand-in for every span that is to be hidden.

    The same value gets the same stand-in; a second phone number of the same
    owner becomes "[victim's phone 2]".
    """
    parts: list[str] = []
    place = 0
    seen: dict[tuple[Owner, PersonalType], dict[str, int]] = {}
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.action is not Action.REDACT or span.start < place:
            continue
        parts.append(text[place : span.start])
        value = "".join(char for char in text[span.start : span.end].lower() if char.isalnum())
        known = seen.setdefault((span.owner, span.type), {})
        count = known.setdefault(value, len(known) + 1)
        number = f" {count}" if count > 1 else ""
        parts.append(f"[{_OWNERS[span.owner]} {_WORDS[span.type]}{number}]")
        place = span.end
    parts.append(text[place:])
    return "".join(parts)
