"""One piece of personal data in a text, whose it is, and what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ringfence.domain.recognition import Owner

__all__ = ["Action", "PersonalSpan", "PersonalType"]


class PersonalType(StrEnum):
    """Kinds of personal data."""

    PERSON_NAME = "person_name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    CARD = "card"
    BANK_ACCOUNT = "bank_account"
    SORT_CODE = "sort_code"
    NI_NUMBER = "ni_number"
    DATE_OF_BIRTH = "date_of_birth"
    OTHER_ID = "other_id"


class Action(StrEnum):
    """What happens to a span."""

    REDACT = "redact"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSpan:
    """A span to hide or to keep (code points, half-open, in the text as given)."""

    start: int
    end: int
    type: PersonalType
    owner: Owner
    action: Action
    is_doubtful: bool = False  # hidden because nothing says whose it is
