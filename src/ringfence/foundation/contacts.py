"""Phone numbers and e-mail addresses as somebody typed them, in forms that can be compared."""

from __future__ import annotations

import re

import phonenumbers

__all__ = ["contact_forms", "to_e164", "typed_forms"]

_ADDRESS = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+")


def to_e164(number: str) -> str | None:
    """Return a phone number as `+441632960000`, read as a British one where it names no country; None: it is none."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None
    return _as_e164(parsed) if phonenumbers.is_possible_number(parsed) else None


def typed_forms(e164: str) -> tuple[str, ...]:
    """Return the ways in which people type a number, without spaces."""
    digits = e164.removeprefix("+")
    national = f"0{digits[2:]}" if digits.startswith("44") else digits
    return (e164, digits, national, f"00{digits}", f"+44{national}")


def contact_forms(contact: str) -> frozenset[str]:
    """Return what somebody may be found by who typed this: each address and each number in it, and the whole of it.

    "Ring 01632 960123 or write to Me@mail.example" gives three. Capitals and
    spaces make no difference, nor does +44 for 0.
    """
    folded = "".join(contact.lower().split())
    addresses = {address.strip(".").lower() for address in _ADDRESS.findall(contact)}
    rest = _ADDRESS.sub(" ", contact)
    found = phonenumbers.PhoneNumberMatcher(rest, "GB", leniency=phonenumbers.Leniency.POSSIBLE)
    numbers = {_as_e164(match.number) for match in found}
    whole = to_e164(contact) if not addresses else None
    return frozenset({whole or folded} - {""} | addresses | numbers)


def _as_e164(parsed: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
