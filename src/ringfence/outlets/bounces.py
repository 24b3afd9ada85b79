"""Delivery reports (RFC 3464): which letter came back, and whether for good."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_string
from email.message import Message

__all__ = ["Bounce", "read_bounce"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """One letter that came back."""

    message_id: str  # of our letter
    is_permanent: bool  # the address is gone; False: delayed, or a full mailbox


def read_bounce(message: Message) -> Bounce | None:
    """Return what a delivery report says; None where the message is not one."""
    status: Message | None = None
    original_id: str | None = None
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            # The first block is about the message, each further one about a recipient (RFC 3464, 2.1).
            blocks = part.get_payload()
            status = blocks[-1] if isinstance(blocks, list) and blocks and isinstance(blocks[-1], Message) else None
        elif kind == "text/rfc822-headers":
            original_id = message_from_string(str(part.get_payload()))["Message-ID"]
        elif kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and isinstance(inner[0], Message):
                original_id = inner[0]["Message-ID"]
    if status is None or original_id is None:
        return None
    has_failed = str(status.get("Action", "")).strip().lower() == "failed"
    # 5.7 is the other server's policy (RFC 3463, 3.8), 5.2.2 a full mailbox: the address itself may be good.
    code = str(status.get("Status", "")).strip()
    is_gone = code.startswith("5.") and not code.startswith(("5.7.", "5.2.2"))
    return Bounce(message_id=str(original_id), is_permanent=has_failed and is_gone)
