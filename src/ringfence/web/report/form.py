"""The fields of the report form: from what the browser sends to what intake checks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from django.http import QueryDict

from ringfence.foundation.errors import Fault
from ringfence.foundation.ids import new_id

__all__ = [
    "CHANNELS",
    "HAPPENED",
    "TOLD_BY",
    "errors_by_field",
    "fields_for_intake",
    "new_token",
    "original_bytes",
    "token_of",
]

TOLD_BY = {
    "victim": "I took the call",
    "relative": "A relative, friend or carer of the person who took it",
    "call_handler": "I take reports by telephone",
    "partner": "I report for an organisation",
}
CHANNELS = {
    "landline": "A landline",
    "mobile": "A mobile",
    "robocall": "A recorded voice",
    "popup_callback": "I rang a number from a message on my screen",
    "email_callback": "I rang a number from an e-mail or text",
    "voicemail": "A voicemail",
    "app": "A call in an app, such as WhatsApp",
    "unknown": "I do not know",
}
HAPPENED = {
    "access": "They got into a computer, tablet or phone",
    "data": "They got a password, a code, or bank or card details",
    "paid": "Money was paid or moved",
    "nothing": "None of these",
}
_PLAIN = (
    "called_time",
    "area",
    "told_by",
    "channel",
    "shown_number",
    "claimed_identity",
    "text",
    "loss_gbp",
    "contact_name",
    "contact",
    "reply_allowed",
)
_TOKEN = re.compile(r"[0-9a-f]{32}\Z")
# Where a fault's field has no input of its own name, the summary links to this one.
_FIRST_INPUT = {"called_on": "called_on-day", "told_by": "told_by", "happened": "happened", "channel": "channel"}


def new_token() -> str:
    """Return the hidden token that makes a form, pressed twice, one report."""
    return new_id()


def fields_for_intake(sent: QueryDict) -> dict[str, str]:
    """Bring what the browser sent into the field names that intake knows.

    Three boxes become one date, ticks become a semicolon list. Nothing is
    judged here.
    """
    fields = {name: sent.get(name, "").strip() for name in _PLAIN}
    parts = [sent.get(f"called_on-{part}", "").strip() for part in ("year", "month", "day")]
    if any(parts):
        fields["called_on"] = "-".join(part.zfill(2) if part.isdigit() else part for part in parts)
    fields["happened"] = ";".join(value for value in sent.getlist("happened") if value in HAPPENED)
    return {name: value for name, value in fields.items() if value}


def token_of(sent: QueryDict) -> str:
    """Return the form's token, or a new one where it was tampered with."""
    token = sent.get("token", "")
    return token if _TOKEN.match(token) else new_token()


def original_bytes(fields: Mapping[str, str]) -> bytes:
    """Return the fields as they are kept, unaltered, in the vault."""
    return json.dumps(dict(fields), ensure_ascii=False, sort_keys=True).encode()


def errors_by_field(faults: Sequence[Fault]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the message for each field, and the list of links for the error summary."""
    messages: dict[str, str] = {}
    links = []
    for fault in faults:
        field = fault.field or "text"
        if field in messages:
            continue
        messages[field] = fault.reason
        links.append({"text": fault.reason, "href": f"#{_FIRST_INPUT.get(field, field)}"})
    return messages, links
